import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { WebSocketServer, type WebSocket } from 'ws';
import { createMockServer } from '../adapters/node.js';
import { createBackend } from '../backend.js';
import { createDoors } from '../doors/doors.js';
import { UsageError } from '../flags.js';
import { testServer } from '../test-server.js';
import { readFlags } from './flags.js';
import { kit, type Wire } from './kit.js';
import { run, type Verdict } from './run.js';

const paths: Readonly<Record<Wire, string>> = {
  direct: '/stentor',
  websocket: '/stentor/ws',
  socketio: '',
  session: '/demo/session',
  chatbotkit: '/v1',
  airy: '',
  opencx: '',
};
/** What a wire leaves to the server, and the mock server does without. */
const without: Partial<Readonly<Record<Wire, readonly string[]>>> = {
  websocket: ['forged'],
  socketio: ['once'],
  session: ['once'],
  chatbotkit: ['once'],
  airy: ['once'],
};
const wires = Object.keys(kit) as readonly Wire[];

async function verdicts(wire: Wire, url: string, only?: readonly string[], more: readonly string[] = []) {
  const order = readFlags([url + paths[wire], '--transport', wire, ...more]);
  assert.notEqual(order, 'help');
  const rules = (await kit[wire]()).filter(({ name }) => !only || only.includes(name));
  const all: Verdict[] = [];
  if (order !== 'help') for await (const verdict of run(rules, order.target, order.limit)) all.push(verdict);
  return all;
}
const those = (all: readonly Verdict[], result: Verdict['result']) =>
  all.filter((verdict) => verdict.result === result).map(({ rule, why }) => (result === 'failed' ? [rule, why] : rule));

describe('the rules of the wires', { timeout: 120_000 }, () => {
  for (const wire of wires)
    it(`are kept by the mock server: ${wire}`, async () => {
      const { url } = await testServer({ latency: 0 });
      const all = await verdicts(wire, url);
      assert.deepEqual(those(all, 'failed'), []);
      assert.deepEqual(those(all, 'not offered'), without[wire] ?? []);
      assert.ok(those(all, 'passed').length >= 11, `${those(all, 'passed').length} passed`);
      assert.equal(new Set(all.map(({ rule }) => rule)).size, all.length, 'every rule has a name of its own');
    });

  it('do not ask for the extension of a router that has none', async () => {
    const { url } = await testServer({ latency: 0 });
    const order = readFlags([`${url}/stentor/ws?features=none`, '--transport', 'websocket']);
    assert.ok(order !== 'help');
    const all: Verdict[] = [];
    for await (const verdict of run(await kit.websocket(), order.target, order.limit)) all.push(verdict);
    assert.deepEqual(those(all, 'failed'), []);
    assert.deepEqual(those(all, 'not offered'), ['ack', 'numbers', 'history', 'ping', 'forged', 'once']);
  });

  it('see that tokens are wanted', async () => {
    const { url } = await testServer({ latency: 0, tokens: true });
    assert.deepEqual(those(await verdicts('websocket', url, ['forged']), 'passed'), ['forged']);
  });

  it('make a session with the workspace key, too', async () => {
    const { url } = await testServer({ latency: 0, apiKey: 'k' });
    const order = readFlags([`${url}/hyponema/`, '--transport', 'session', '--key', 'k', '--agent-id', 'a']);
    assert.ok(order !== 'help');
    const all: Verdict[] = [];
    for await (const verdict of run(await kit.session(), order.target, order.limit)) all.push(verdict);
    assert.deepEqual(those(all, 'failed'), []);
  });
});

type Harm = (request: Request, doors: (request: Request) => Promise<Response>) => Promise<Response>;

/** The mock server with one thing broken, and sockets that are answered by `talk` instead of it. */
async function broken(harm: Harm, talk: (socket: WebSocket, heard: string) => void = () => {}): Promise<string> {
  const doors = createDoors(createBackend());
  const listen = getRequestListener((request) => harm(request, doors), { overrideGlobalObjects: false });
  const server = createServer((request, response) => void listen(request, response));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', (heard) => talk(socket, String(heard))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return `http://127.0.0.1:${address.port}`;
}
/** Changes the text of each answer. */
const rewritten =
  (change: (text: string, answer: Response) => string): Harm =>
  async (request, doors) => {
    const answer = await doors(request);
    const { status, headers } = answer;
    const text = change(await answer.text(), answer);
    return new Response([101, 204, 304].includes(status) ? null : text, { status, headers });
  };
/** Changes the headers of each answer. */
const reheaded =
  (change: (headers: Headers, answer: Response) => void): Harm =>
  async (request, doors) => {
    const answer = await doors(request);
    const headers = new Headers(answer.headers);
    change(headers, answer);
    return new Response(answer.body, { status: answer.status, headers });
  };
/** Changes the body of each request. */
const reworded =
  (change: (body: Record<string, unknown>) => object): Harm =>
  async (request, doors) => {
    if (request.method !== 'POST') return doors(request);
    const { url, method, headers } = request;
    const text = await request.text();
    const body = text.startsWith('{"') ? JSON.stringify(change(JSON.parse(text) as Record<string, unknown>)) : text;
    return doors(
      new Request(url, { method, headers: [...headers].filter(([name]) => name !== 'content-length'), body }),
    );
  };
const refused = (text: string, { status }: Response): string => (status >= 400 ? '{"oops":true}' : text);
const withoutLines = (end: RegExp) =>
  rewritten((text) =>
    text
      .split('\n')
      .filter((line) => !end.test(line))
      .join('\n'),
  );

describe('a broken server', { timeout: 120_000 }, () => {
  const noCors = reheaded((headers) => headers.delete('access-control-allow-origin'));
  const table: readonly (readonly [what: string, wire: Wire, rules: readonly string[], harm: Harm])[] = [
    ['no CORS', 'direct', ['preflight', 'readable'], noCors],
    ['no CORS', 'airy', ['preflight', 'readable'], noCors],
    [
      'CORS that forgets a header',
      'opencx',
      ['preflight'],
      reheaded((headers) => headers.set('access-control-allow-headers', 'content-type, authorization')),
    ],
    [
      'the wrong content type',
      'direct',
      ['launch', 'answer'],
      reheaded((headers) => headers.set('content-type', 'text/html')),
    ],
    [
      'the wrong content type',
      'session',
      ['turn'],
      reheaded((headers, { status }) => status === 200 && headers.set('content-type', 'text/plain')),
    ],
    [
      'the wrong content type',
      'chatbotkit',
      ['stream'],
      reheaded((headers) => headers.set('content-type', 'application/json')),
    ],
    ['refusals of the wrong shape', 'direct', ['malformed', 'oversize'], rewritten(refused)],
    ['refusals of the wrong shape', 'chatbotkit', ['malformed', 'no-token', 'bad-session'], rewritten(refused)],
    ['refusals of the wrong shape', 'session', ['no-token', 'length'], rewritten(refused)],
    ['refusals of the wrong shape', 'opencx', ['no-bot-token', 'foreign'], rewritten(refused)],
    ['refusals of the wrong shape', 'airy', ['malformed', 'no-token'], rewritten(refused)],
    [
      'a stream without its end',
      'session',
      ['turn'],
      rewritten((text) => text.replace(/event: ?turn_end/, 'event: turn_on')),
    ],
    ['a stream without its end', 'chatbotkit', ['stream'], withoutLines(/^\{"type":"(?:result|receiveResult)"/)],
    [
      'tokens that are not the message',
      'chatbotkit',
      ['tokens'],
      rewritten((text) => text.replace(/"token":"./, '"token":"#')),
    ],
    [
      'a second act on the same id',
      'opencx',
      ['same-uuid'],
      reworded((body) => (body['uuid'] ? { ...body, uuid: crypto.randomUUID() } : body)),
    ],
    [
      'answers that change',
      'direct',
      ['same-answer'],
      rewritten((text) => text.replace(/^\{/, () => `{"at":"${crypto.randomUUID()}",`)),
    ],
    ['a limit without a time', 'direct', ['rate-limit'], reheaded((headers) => headers.delete('retry-after'))],
    [
      'a token in an address',
      'session',
      ['discreet'],
      rewritten((text) => {
        const token = /"token":"([^"]+)"/.exec(text)?.[1] ?? '';
        return text.replace(/("messages_url":"[^"]+)/, `$1?token=${token}`);
      }),
    ],
    [
      'an echo of its visitors’ tokens',
      'direct',
      ['discreet'],
      async (request, doors) => {
        const token = request.headers.get('authorization') ?? '';
        return new Response((await (await doors(request)).text()) + token);
      },
    ],
    [
      'a history that forgets where it was',
      'opencx',
      ['in-order'],
      async (request, doors) => {
        const url = new URL(request.url);
        if (request.method === 'GET') url.searchParams.delete('lastMessageTimestamp');
        return doors(request.method === 'GET' ? new Request(url, request) : request);
      },
    ],
    [
      'a door for everybody',
      'chatbotkit',
      ['foreign-token'],
      async (request, doors) => {
        const answer = await doors(request);
        return answer.status === 403 ? Response.json({ id: 'x', text: 'come in' }) : answer;
      },
    ],
  ];
  for (const [what, wire, rules, harm] of table)
    it(`is seen: ${what} (${wire}: ${rules.join(', ')})`, async () => {
      const all = await verdicts(wire, await broken(harm), rules);
      const seen = all.map(({ rule, result, why }) => (result === 'failed' ? rule : `${rule} ${result}: ${why}`));
      assert.deepEqual(seen.sort(), [...rules].sort());
      for (const { why } of all) assert.match(why ?? '', /\.|:/, 'a sentence says what was seen');
    });

  const asIs: Harm = (request, doors) => doors(request);
  const hasty = ['--time-limit', '0.5'];
  it('is seen: a router that promises the extension, has none, and answers everything twice', async () => {
    const url = await broken(asIs, (socket, heard) => {
      const { event, sessionId } = JSON.parse(heard) as { readonly event: string; readonly sessionId: string };
      const tell = (name: string, deviceId: string, data: object) =>
        socket.send(JSON.stringify({ event: name, sessionId, timeMs: 1, sender: { deviceId, userId: 'x' }, data }));
      const features = ['ack', 'history', 'ping'];
      if (event === 'user joined') tell('connection update', 'Router', { sessionCreated: true, features });
      if (event === 'new message')
        for (const text of ['One.', 'Two.']) tell('new message', 'Bot', { outputSpeech: text });
    });
    // What is right is not hurried.
    assert.deepEqual(those(await verdicts('websocket', url, ['hello']), 'passed'), ['hello']);
    const rules = ['ack', 'numbers', 'history', 'ping'];
    const all = await verdicts('websocket', url, rules, hasty);
    assert.deepEqual(
      all.filter(({ result }) => result === 'failed').map(({ rule }) => rule),
      rules,
    );
  });
  it('is seen: a socket of Airy’s that lets anybody in and tells nobody anything', async () => {
    const url = await broken(asIs, (socket, heard) => {
      if (heard.startsWith('CONNECT')) socket.send('CONNECTED\nversion:1.9\nheart-beat:often\n\n\0');
      if (heard.startsWith('SUBSCRIBE')) socket.send('RECEIPT\nreceipt-id:ready\n\n\0');
    });
    const rules = ['connect', 'versions', 'receipt', 'echo', 'answer'];
    const all = await verdicts('airy', url, rules, hasty);
    assert.deepEqual(
      all.filter(({ result }) => result === 'failed').map(({ rule }) => rule),
      rules,
    );
  });

  it('that says nothing at all ends each rule in its time', async () => {
    const url = await broken(() => new Promise<Response>(() => {}));
    const order = readFlags([`${url}/stentor`, '--transport', 'direct', '--time-limit', '0.2']);
    assert.ok(order !== 'help');
    const rules = (await kit.direct()).filter(({ name }) => ['launch', 'widget'].includes(name));
    for await (const { result, why } of run(rules, order.target, order.limit))
      assert.deepEqual([result, typeof why], ['failed', 'string']);
  });
});
describe('the command line of the rules', { timeout: 60_000 }, () => {
  const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
  async function command(...args: readonly string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args]);
    after(() => child.kill());
    const said = { out: '', err: '' };
    child.stdout.on('data', (data) => (said.out += String(data)));
    child.stderr.on('data', (data) => (said.err += String(data)));
    const [code] = (await once(child, 'close')) as [number];
    return { code, ...said };
  }

  it('prints a sentence for each rule, counts last, and is content', async () => {
    const { url } = await testServer({ latency: 0 });
    const { code, out, err } = await command(url, '--transport', 'opencx');
    assert.deepEqual([code, err], [0, '']);
    const lines = out.trimEnd().split('\n');
    assert.match(lines.at(-1) ?? '', /^1[0-9] passed, 0 failed$/);
    assert.match(lines[0] ?? '', /^pass +preflight: A page .*\.$/);
  });
  it('ends with 1 where a rule is broken, or nobody is there', async () => {
    const gone = await createMockServer({ assets: false });
    await gone.close();
    const { code, out } = await command(gone.url, '--transport', 'airy', '--time-limit', '20');
    assert.equal(code, 1);
    assert.match(out, /^FAIL +preflight: .* — .*ECONNREFUSED/m);
    assert.match(out, /\n0 passed, \d+ failed\n$/);
  });
  it('ends with 2 where it is called in a wrong way', async () => {
    const { code, out, err } = await command('--transport', 'direct');
    assert.deepEqual([code, out, err], [2, '', 'chat-widget-conformance: Give one URL. See --help.\n']);
  });
  it('names every wire and flag in its help', async () => {
    const { code, out } = await command('--help');
    assert.equal(code, 0);
    for (const word of [...wires, '--key', '--widget-id', '--channel-id', '--bot-token', '--agent-id', '--origin'])
      assert.ok(out.includes(word), word);
  });

  for (const args of [
    ['http://a', 'http://b', '--transport', 'direct'],
    ['ftp://a', '--transport', 'direct'],
    ['nowhere', '--transport', 'direct'],
    ['http://a'],
    ['http://a', '--transport', 'constructor'],
    ['http://a', '--transport', 'direct', '--origin', 'https://a/path'],
    ['http://a', '--transport', 'direct', '--origin', 'null'],
    ['http://a', '--transport', 'direct', '--time-limit', 'soon'],
    ['http://a', '--transport', 'direct', '--time-limit', '0'],
    ['http://a', '--transport', 'direct', '--stray'],
  ])
    it(`refuses ${args.join(' ')}`, () => assert.throws(() => readFlags(args), UsageError));
});
