import { knows } from '../../src/protocol/match.js';
import type { Action } from '../../src/protocol/action.js';
import { aText, has, type Check } from './shape.js';

/** What each action cannot do without, besides its label. */
const kinds: Readonly<Record<Action['type'], Check>> = {
  reply: () => true,
  schedule: () => true,
  select: has({ token: (token) => typeof token === 'string' }),
  postback: has({ data: (data) => typeof data === 'string' }),
  link: has({ url: aText }),
  call: has({ phone: aText }),
};

/** An action that can be offered. */
export const anAction: Check = (value) => {
  if (!has({ label: aText })(value)) return false;
  const { type } = value as { readonly type?: unknown };
  return knows(kinds, type) && kinds[type](value);
};
