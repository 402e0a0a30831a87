import type { History } from './history.js';
import { doubled } from './rules/doubled.js';
import { leaks } from './rules/leaks.js';
import { lost } from './rules/lost.js';
import { order } from './rules/order.js';
import { truth } from './rules/truth.js';

/** The invariants by their letters; each rule is spelled out at its function. */
const rules = { L: lost, D: doubled, O: order, T: truth, K: leaks } as const;

/** Everything that is wrong with a history, as `L: …`, `D: …`; an empty list for one as it should be. */
export const check = (history: History): string[] =>
  Object.entries(rules).flatMap(([letter, rule]) => rule(history).map((violation) => `${letter}: ${violation}`));
