import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readFlags, UsageError } from './flags.js';
import { testServer } from './test-server.js';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));

function run(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args]);
  after(() => child.kill());
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => (said.out += String(data)));
  child.stderr.on('data', (data) => (said.err += String(data)));
  return { child, said, ended: once(child, 'close').then(([code]) => ({ code, ...said })) };
}

describe('the command line', () => {
  it('listens where it says, once, with its flags, until it is told to stop', async () => {
    const { child, said, ended } = run('--port', '0', '--origin', 'https://a.example, https://b.example');
    const [line] = await once(createInterface(child.stdout), 'line');
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    assert.ok(url, line);
    const status = async (origin: string) => (await fetch(`${url}/config/demo`, { headers: { origin } })).status;
    assert.deepEqual([await status('https://b.example'), await status('https://c.example')], [200, 403]);
    child.kill('SIGTERM');
    assert.equal((await ended).code, 0);
    assert.deepEqual(said, { out: `${line}\n`, err: '' });
  });

  it('says in one line what is wrong', async () => {
    const taken = await testServer();
    const cases: readonly (readonly [args: readonly string[], code: number, said: RegExp])[] = [
      [['--prot', '1'], 2, /Unknown option '--prot'/],
      [['--port', String(taken.port)], 1, /port is taken/],
      [['--host', '0.0.0.0', '--port', '0', '--secret', 'changeme'], 1, /secret could be guessed/],
      [['--db', '/nowhere/at/all/db.json', '--port', '0'], 1, /\/nowhere\/at\/all/],
    ];
    for (const [args, code, message] of cases) {
      const { code: ended, out, err } = await run(...args).ended;
      assert.equal(ended, code, err);
      assert.match(err, message);
      assert.match(err, /^chat-widget-mock: .*\n$/, 'one line');
      assert.equal(out, '');
    }
  });

  it('explains itself', async () => {
    const { code, out } = await run('--help').ended;
    assert.equal(code, 0);
    for (const flag of [
      'port',
      'host',
      'db',
      'latency',
      'rate-limit',
      'per-address',
      'origin',
      'api-key',
      'tokens',
      'secret',
    ])
      assert.ok(out.includes(`--${flag}`), flag);
  });
});

describe('flags', () => {
  it('have the promised defaults', () =>
    assert.deepEqual(readFlags([]), { port: 8787, host: '127.0.0.1', latency: 0, rateLimit: 60 }));

  it('are all read', () =>
    assert.deepEqual(
      readFlags(
        '--port 0 --host 0.0.0.0 --db a.json --latency 5 --rate-limit 0 --per-address 9 --origin https://a,null --api-key=k --tokens --secret s'.split(
          ' ',
        ),
      ),
      {
        port: 0,
        host: '0.0.0.0',
        db: 'a.json',
        latency: 5,
        rateLimit: 0,
        perAddress: 9,
        origin: ['https://a', 'null'],
        apiKey: 'k',
        tokens: true,
        secret: 's',
      },
    ));

  for (const args of [
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', '80.5'],
    ['--port', 'http'],
    ['--port', ''],
    ['--port'],
    ['--latency', '1s'],
    ['--rate-limit', 'off'],
    ['--per-address', 'many'],
    ['--host', ''],
    ['--api-key', ''],
    ['--secret', ' '],
    ['--tokens=yes'],
    ['--origin', ' '],
    ['--help=yes'],
    ['stray'],
    ['--constructor'],
  ])
    it(`refuse ${args.join(' ')}`, () => assert.throws(() => readFlags(args), UsageError));
});
