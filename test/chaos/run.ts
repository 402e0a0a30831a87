import { parseArgs } from 'node:util';
import { takeWalk } from './walks.js';
import { transportNames } from './weather.js';

const USAGE = `npm run chaos -- [--seeds 200] [--from 1] [--steps 30] [--transport ${transportNames.join('|')}] [--seed N --verbose]`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    steps: { type: 'string', default: '30' },
    transport: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
/**
 * How many seeds are walked unless a transport is named. Those that have few still find things in later ones that nobody
 * has looked into; those that are not here do so at once.
 */
const usual: Readonly<Record<string, number>> = {
  direct: Infinity,
  websocket: Infinity,
  memory: Infinity,
  socketio: Infinity,
  session: Infinity,
  chatbotkit: Infinity,
  opencx: 60,
  airy: 60,
};
const transports = transportNames.filter((name) =>
  values.transport === undefined ? Object.hasOwn(usual, name) : values.transport === name,
);
if (values.help || transports.length === 0) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
const from = Number(values.seed ?? values.from);
const wanted = values.seed === undefined ? Number(values.seeds) : 1;
const steps = Number(values.steps);

let passed = 0;
let failed = 0;
for (const transport of transports) {
  const began = performance.now();
  const seeds = values.transport === undefined ? Math.min(wanted, usual[transport] ?? 0) : wanted;
  for (let seed = from; seed < from + seeds; seed += 1) {
    const violations = await takeWalk({ seed, transport, steps, ...(values.verbose ? { log: console.log } : {}) });
    if (violations.length === 0) passed += 1;
    else {
      failed += 1;
      console.log(`\n✗ ${transport}, seed ${seed}`);
      for (const violation of violations) console.log(`  ${violation}`);
      console.log(`  alone: npm run chaos -- --transport ${transport} --steps ${steps} --seed ${seed} --verbose`);
    }
  }
  console.log(`${transport}: ${seeds} walks of ${steps} steps, ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
