import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { measure, type Load, type Result } from './measure.js';
import { here, writePage } from './page.js';
import { line, table } from './table.js';

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
for (const [index, each] of loads.entries()) {
  const result = await measure(each);
  results.push(result);
  console.log(`${index + 1}/${loads.length} ${line(result)}`);
  for (const line of result.wrong.slice(0, 5)) console.error(line);
}
console.log(`\n${table(results)}`);
if (!values.smoke) {
  mkdirSync(values.out, { recursive: true });
  const place = here();
  const written = await format(JSON.stringify({ place, results }), { parser: 'json', printWidth: 120 });
  writeFileSync(`${values.out}/server.json`, written);
  if (existsSync(`${values.out}/server.md`)) await writePage(`${values.out}/server.md`, results, place);
}
process.exitCode = results.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
