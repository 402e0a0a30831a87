import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measure, type Load, type Result } from './measure.js';
import { table } from './table.js';

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '2000' },
    messages: { type: 'string', default: '3' },
    tokens: { type: 'string', default: '50' },
    pace: { type: 'string', default: '100' },
    pause: { type: 'string', default: '10000' },
    smoke: { type: 'boolean', default: false },
    out: { type: 'string', default: 'docs/performance' },
  },
});

const load = {
  conversations: values.smoke ? 50 : Number(values.conversations),
  messages: Number(values.messages),
  tokens: Number(values.tokens),
  pace: values.smoke ? 5 : Number(values.pace),
  pause: values.smoke ? 100 : Number(values.pause),
  slowEvery: 0,
};
const loads: readonly Load[] = [
  { ...load, wire: 'websocket' },
  { ...load, wire: 'server-sent events' },
  { ...load, wire: 'json-lines' },
  { ...load, wire: 'json-lines', slowEvery: 10 },
];

const results: Result[] = [];
for (const each of loads) {
  const result = await measure(each);
  results.push(result);
  for (const line of result.wrong.slice(0, 5)) console.error(line);
}
console.log(table(results));
if (!values.smoke) {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(`${values.out}/server.json`, `${JSON.stringify(results, null, 2)}\n`);
}
process.exitCode = results.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
