import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { redisServer, type RedisServer } from './redis-server.js';
import { oneProcess, type OneProcess } from './two-processes.js';

const PREFIX = 'files:';
const authorization = 'Bearer key';
/** A picture with every byte that there is, lines and halves of letters among them. */
const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array.from({ length: 200_000 }, (_, index) => (index * 31) % 256)]); // prettier-ignore
let redis: RedisServer;
let one: OneProcess;
let other: OneProcess;

function form(content: Uint8Array<ArrayBuffer> | string, id?: string): FormData {
  const data = new FormData();
  if (id !== undefined) data.append('id', id);
  data.append('file', new File([content], 'dog.png', { type: 'image/png' }));
  return data;
}
const bring = ({ url }: OneProcess, content: Uint8Array<ArrayBuffer> | string = picture, id?: string) =>
  fetch(`${url}/uploads`, { method: 'POST', body: form(content, id), headers: { authorization } });
const post = ({ url }: OneProcess, path: string, body: object, headers: Record<string, string> = { authorization }) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
/** The same address at another process, as a balancer would have it. */
const at = ({ url }: OneProcess, address: string): string => {
  const { pathname, search } = new URL(address);
  return url + pathname + search;
};
const read = async (where: OneProcess, address: string) => {
  const answer = await fetch(at(where, address));
  assert.equal(answer.status, 200);
  return new Uint8Array(await answer.arrayBuffer());
};
const json = async <T>(answer: Promise<Response>, status = 200): Promise<T> => {
  const text = await (await answer).text();
  assert.equal((await answer).status, status, text);
  return JSON.parse(text) as T;
};
interface Stored {
  readonly id: string;
  readonly url: string;
}
interface Promised {
  readonly id: string;
  readonly attachment: { readonly url: string };
  readonly uploadRequest: { readonly method: string; readonly url: string; readonly headers: Record<string, string> };
}
const fill = (where: OneProcess, { uploadRequest: { method, url, headers } }: Promised, body: BodyInit = picture) =>
  fetch(at(where, url), { method, headers, body });

describe('files and two processes', () => {
  before(async () => {
    redis = await redisServer();
    [one, other] = await Promise.all([oneProcess(redis, PREFIX), oneProcess(redis, PREFIX)]);
  });
  after(async () => {
    for (const each of [one, other]) await each.kill();
    await redis.end();
  });

  it('are read from either, byte for byte, also when the one that took them is dead', async () => {
    const { url } = await json<Stored>(bring(one), 201);
    for (const where of [one, other]) assert.deepEqual(await read(where, url), picture);
    const { headers } = await fetch(at(other, url));
    assert.equal(headers.get('content-type'), 'image/png');
    assert.equal(headers.get('content-security-policy'), "sandbox; default-src 'none'");
    await one.kill();
    assert.deepEqual(await read(other, url), picture);
    one = await oneProcess(redis, PREFIX);
    assert.deepEqual(await read(one, url), picture, 'nor does a new one miss it');
  });

  it('are stored once per attempt, whoever hears of it', async () => {
    const answers = await Promise.all([one, other, one].map((where) => json<Stored>(bring(where, picture, 'a'), 201)));
    assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
    const guessed = await json<Stored>(bring(other, `${'x'.repeat(100)}`, 'a'), 201);
    assert.notEqual(guessed.id, answers[0]?.id, 'other bytes are another file');
  });

  it('come in two steps over both, also when the one that promised is dead; the first file counts', async () => {
    const sign = { file: { name: 'dog.png', type: 'image/png', size: picture.length } };
    const promised = await json<Promised>(post(one, '/uploads/sign', sign), 201);
    const token = promised.uploadRequest.url.replace(/token=.*/, 'token=x');
    const forged = { ...promised, uploadRequest: { ...promised.uploadRequest, url: token } };
    assert.equal((await fill(other, forged)).status, 403);
    await one.kill();
    assert.equal((await fill(other, promised)).status, 201);
    one = await oneProcess(redis, PREFIX);
    assert.equal((await fill(one, promised, 'other words')).status, 201);
    for (const where of [one, other]) assert.deepEqual(await read(where, promised.attachment.url), picture);
  });

  it('of ChatBotKit come in two steps over both, and none is missing from the message', async () => {
    const path = '/v1/integration/widget/main/session/create';
    const made = await json<{ readonly conversationId: string; readonly token: string }>(post(one, path, {}, {}));
    const headers = { authorization: `Bearer ${made.token}` };
    const talk = (where: OneProcess, route: string, body: object) =>
      post(where, `/v1/conversation/${made.conversationId}/${route}`, body, headers);
    const names = ['a.png', 'b.png', 'c.png', 'd.png'];
    await Promise.all(
      names.map(async (name, index) => {
        const [here, there] = index % 2 ? [one, other] : [other, one];
        const file = { name, type: 'image/png', size: picture.length };
        const promised = await json<Promised>(talk(here, 'attachment/upload', { file }));
        assert.equal((await fill(there, promised)).status, 200);
        assert.equal((await fill(here, promised)).status, 403, 'a place is filled once');
        const { headers: place } = await fetch(at(here, promised.uploadRequest.url), { redirect: 'manual' });
        assert.deepEqual(await read(here, new URL(place.get('location') ?? '', one.url).href), picture);
      }),
    );
    const { text } = await json<{ readonly text: string }>(talk(other, 'complete', { text: 'short hello' }));
    assert.deepEqual(text.match(/\w\.png/g)?.sort(), names, text);
    assert.doesNotMatch((await json<{ readonly text: string }>(talk(one, 'complete', { text: 'short' }))).text, /png/);
  });

  it('go with the visitor’s data, wherever that is asked for; what is another’s stays', async () => {
    const say = (where: OneProcess, sessionId: string, more: object) =>
      post(where, '/stentor', { type: 'INTENT_REQUEST', rawQuery: 'short', sessionId, userId: 'u', ...more });
    const mine = await json<Stored>(bring(one), 201);
    const hers = await json<Stored>(bring(other), 201);
    await json(say(other, 'hers', { requestId: '1', attachments: [{ url: hers.url, type: 'image/png' }] }));
    const attachments = [mine, hers].map(({ url }) => ({ url, type: 'image/png' }));
    await json(say(one, 'mine', { requestId: '2', attachments }));
    const erasing = { type: 'CHANNEL_ACTION_REQUEST', action: 'ERASE_DATA' };
    assert.deepEqual(await json(say(other, 'mine', erasing)), { status: 'complete', erased: true });
    for (const where of [one, other]) {
      assert.equal((await fetch(at(where, mine.url))).status, 404);
      assert.deepEqual(await read(where, hers.url), picture);
    }
  });

  it('that are too large are refused by either', async () => {
    for (const where of [one, other]) {
      const refused = await bring(where, `${'x'.repeat(10 * 1024 * 1024 + 1)}`);
      assert.equal(refused.status, 413);
    }
  });
});
