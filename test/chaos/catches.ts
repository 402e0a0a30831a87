import type { Mutant } from './mutants.js';
import { takeWalk } from './walks.js';

export { mutants } from './mutants.js';

/** The first seed, up to that one, whose walk complains of the mutant as it should. */
export async function firstCatch({ transport, making, caughtBy }: Mutant, most: number): Promise<number | undefined> {
  for (let seed = 1; seed <= most; seed += 1) {
    const violations = await takeWalk({ seed, transport, making, steps: 30 });
    if (violations.some((violation) => caughtBy.test(violation))) return seed;
  }
  return undefined;
}
