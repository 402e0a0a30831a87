import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundled } from '../../scripts/chaos.mjs';
import type * as Catches from './catches.js';
import { fixedSeeds } from './seeds.js';
import type * as Walks from './walks.js';
import type { TransportName } from './weather.js';

const { takeWalk } = (await import(await bundled('walks'))) as typeof Walks;
const { firstCatch, mutants } = (await import(await bundled('catches'))) as typeof Catches;

const names: readonly TransportName[] = ['direct', 'websocket', 'memory'];
/** Some breaks show seldom: a dead line that nobody looks at matters only when nothing is said over it afterwards. */
const SEEDS = 500;

describe('a walk', () => {
  for (const transport of names)
    it(`over ${transport} is the same for the same seed`, async () => {
      const told = async () => {
        const lines: string[] = [];
        // What the server makes unique is no part of the walk.
        const log = (line: string) =>
          void lines.push(line.replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'id'));
        await takeWalk({ seed: 7, transport, steps: 30, log });
        return lines;
      };
      const first = await told();
      assert.ok(first.length > 30);
      assert.deepEqual(await told(), first);
    });

  for (const { transport, seed, found } of fixedSeeds)
    it(`over ${transport} from seed ${seed} finds nothing any more: ${found}`, async () =>
      assert.deepEqual(await takeWalk({ seed, transport, steps: 30 }), []));
});

describe('walks catch a transport with', () => {
  for (const mutant of mutants)
    it(mutant.name, async () => assert.ok(await firstCatch(mutant, SEEDS), `not one of ${SEEDS} seeds`));
});
