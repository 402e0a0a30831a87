import type { Mutant } from './mutants.js';
import { takeWalk } from './walks.js';

export { mutants } from './mutants.js';

/** The first seed, up to that one, whose walk complains of the mutant as it should, and has nothing to say without it. */
export async function firstCatch({ transport, making, caughtBy }: Mutant, most: number): Promise<number | undefined> {
  const complains = (violations: readonly string[]) => violations.some((violation) => caughtBy.test(violation));
  for (let seed = 1; seed <= most; seed += 1) {
    const walk = { seed, transport, steps: 30 };
    if (complains(await takeWalk({ ...walk, making })) && !complains(await takeWalk(walk))) return seed;
  }
  return undefined;
}
