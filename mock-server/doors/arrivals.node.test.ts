import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MockServerOptions } from '../adapters/node.js';
import { testServer, type TestServer } from '../test-server.js';
import { isOwnMachine, networkOf } from './address.js';

const widget = '/v1/integration/widget/demo/session/create';
const agent = { 'x-bot-token': 'demo' };
function file(): FormData {
  const form = new FormData();
  form.set('file', new File(['words'], 'a.txt', { type: 'text/plain' }));
  return form;
}
type Ask = (server: TestServer, headers?: Record<string, string>) => Promise<Response>;
const posting =
  (path: string, body: object = {}, more: Record<string, string> = {}): Ask =>
  (server, headers) =>
    server.post(path, body, { ...more, ...headers });
const bringing =
  (path: string, more: Record<string, string> = {}): Ask =>
  ({ url }, headers) =>
    fetch(url + path, { method: 'POST', body: file(), headers: { ...more, ...headers } });

/** Everything that a stranger may begin. */
const strangers: Readonly<Record<string, Ask>> = {
  'a ChatBotKit conversation': posting(widget),
  'a session of the demo': posting('/demo/session'),
  'an Airy conversation': posting('/chatplugin.authenticate', { channel_id: 'demo' }),
  'an OpenCX contact': posting('/backend/widget/v2/contact/create-unverified', {}, agent),
  'an OpenCX session': posting('/backend/widget/v2/create-session', {}, agent),
  'an OpenCX file': bringing('/backend/widget/v2/upload', agent),
  'a stentor session': posting('/stentor/session', { sessionId: 's' }),
  'a file': bringing('/uploads'),
  'a place for a file': posting('/uploads/sign', { file: { name: 'a.txt', type: 'text/plain', size: 5 } }),
};
const from = (address: string) => ({ 'x-forwarded-for': address });
const limited = (options: MockServerOptions = {}) => testServer({ rateLimit: 0, perAddress: 4, ...options });

describe('what an address begins', () => {
  for (const [name, ask] of Object.entries(strangers))
    it(`is counted: ${name}; other addresses are not held up`, async () => {
      const server = await limited({ proxies: 1 });
      for (let time = 0; time < 2; time += 1) assert.ok((await ask(server, from('192.0.2.1'))).ok);
      const refused = await ask(server, from('192.0.2.1'));
      assert.equal(refused.status, 429);
      assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
      assert.ok((await ask(server, from('192.0.2.2'))).ok);
    });

  it('is one share for all that it begins', async () => {
    const server = await limited();
    const [first, second, third] = Object.values(strangers);
    assert.ok((await first?.(server))?.ok);
    assert.ok((await second?.(server))?.ok);
    assert.equal((await third?.(server))?.status, 429);
  });

  it('is not counted on this machine, unless asked', async () => {
    const server = await testServer({ rateLimit: 0 });
    for (let time = 0; time < 40; time += 1) assert.ok((await server.post(widget, {})).ok);
  });

  it('is counted by what the last balancer says, never by what the caller says', async () => {
    const server = await limited({ proxies: 1 });
    for (const spoofed of ['1.1.1.1', '2.2.2.2'])
      assert.ok((await server.post(widget, {}, from(`${spoofed}, 192.0.2.1`))).ok);
    assert.equal((await server.post(widget, {}, from('3.3.3.3, 192.0.2.1'))).status, 429);
    const alone = await limited();
    for (const spoofed of ['1.1.1.1', '2.2.2.2']) assert.ok((await alone.post(widget, {}, from(spoofed))).ok);
    assert.equal((await alone.post(widget, {}, from('3.3.3.3'))).status, 429);
  });

  it('is not counted for callers with the account key, where there is one', async () => {
    const server = await limited({ apiKey: 'key' });
    const ask = strangers['a stentor session'];
    for (let time = 0; time < 5; time += 1) assert.ok((await ask?.(server, { authorization: 'Bearer key' }))?.ok);
  });
});

describe('an address', () => {
  for (const [remote, network] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ] as const)
    it(`${remote} is one of ${network}`, () => assert.equal(networkOf(remote), network));

  it('of this machine is known', () => {
    assert.deepEqual(['127.0.0.1', '::1', '::ffff:127.0.0.1', '192.0.2.1', '2001:db8::1'].map(networkOf).map(isOwnMachine), [true, true, true, false, false]); // prettier-ignore
  });
});
