import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refused, testDoor, type TestVisitor } from './test-door.js';

const bot = { botId: 'bot-1' };
const { backend, ask, visitor } = testDoor({
  widgets: [
    { id: 'plain', ...bot },
    { id: 'voted', ...bot },
  ],
});

/** A message of the bot's. */
const answered = async ({ talk }: TestVisitor): Promise<string> =>
  (await (await talk('complete', { text: 'hi' })).json()).id;

describe('votes on a message', () => {
  it('are counted for the widget, one for each message', async () => {
    const who = await visitor('voted');
    const [first, second] = [await answered(who), await answered(who)];
    const votes = () => {
      const { upvotes, downvotes } = backend.usage.of('voted');
      return [upvotes, downvotes];
    };
    assert.deepEqual(await (await who.talk(`message/${first}/upvote`)).json(), { id: first });
    assert.deepEqual(votes(), [1, 0]);
    await who.talk(`message/${first}/upvote`, { value: 1, reason: 'Good.' });
    assert.deepEqual(votes(), [1, 0]);
    await who.talk(`message/${second}/downvote`, { value: -50, reason: 'Not what I asked.' });
    assert.deepEqual(votes(), [1, 1]);
    await who.talk(`message/${first}/downvote`);
    assert.deepEqual(votes(), [0, 2]);
    assert.deepEqual(Object.entries((await backend.talks.find(who.conversationId))?.votes ?? {}), [
      [first, -100],
      [second, -50],
    ]);
  });

  for (const [way, values] of [
    ['upvote', [0, -1, 101, '100', null, NaN]],
    ['downvote', [0, 1, -101, true]],
  ] as const)
    it(`are refused with a value that is no ${way}, and a reason that is none`, async () => {
      const who = await visitor();
      const id = await answered(who);
      for (const value of values) await refused(await who.talk(`message/${id}/${way}`, { value }), 400, String(value));
      for (const reason of [5, {}, 'x'.repeat(5000)])
        await refused(await who.talk(`message/${id}/${way}`, { reason }), 400);
      await refused(await who.talk(`message/${id}/${way}`, '['), 400);
    });
});

describe('a message read aloud', () => {
  it('is a sound that can be played', async () => {
    const who = await visitor();
    const id = await answered(who);
    const answer = await (await who.talk(`message/${id}/synthesize`)).json();
    assert.equal(answer.id, id);
    const sound = await ask(answer.url.replace('http://localhost', ''), { method: 'GET' });
    assert.equal(sound.headers.get('content-type'), 'audio/wav');
    assert.equal(new TextDecoder().decode((await sound.arrayBuffer()).slice(0, 4)), 'RIFF');
  });
});

for (const deed of ['upvote', 'downvote', 'synthesize'])
  describe(`${deed} of a message`, () => {
    it('is for a message of the bot, of one’s own conversation, with its token', async () => {
      const who = await visitor();
      const id = await answered(who);
      const other = await visitor();
      const [words] = (await who.room()).transcript;
      for (const unknown of ['nothing', '__proto__', words?.id])
        await refused(await who.talk(`message/${unknown}/${deed}`), 404, unknown);
      await refused(await other.talk(`message/${id}/${deed}`), 404);
      const path = `/v1/conversation/${who.conversationId}/message/${id}/${deed}`;
      await refused(await other.call(path), 403);
      await refused(await who.call(path, {}, { authorization: '' }), 401);
      await refused(await who.call(path, {}, { authorization: 'Bearer sk-key' }), 401);
    });
  });

describe('the preview of a link', () => {
  it('is what the bot’s own pages are about', async () => {
    const { call } = await visitor();
    const url = 'https://example.com/rooms';
    const { data } = await (await call('/v1/url/unfurl', { url })).json();
    assert.deepEqual([data.url, data.title, data.publisher], [url, 'Rooms by the water', 'Northwind Guesthouse']);
    assert.deepEqual(await (await call('/api/v1/url/unfurl', { url: 'https://example.com/nothing' })).json(), {
      data: { url: 'https://example.com/nothing' },
    });
  });

  it('is looked up where the server can, and refused where it must not', async () => {
    const lookUp = async (address: string) => (address.includes('inside') ? 'refused' as const : { url: address, title: 'A page', image: 'https://a.test/i.png' }); // prettier-ignore
    const { call } = await testDoor({ lookUp }).visitor();
    assert.deepEqual(await (await call('/v1/url/unfurl', { url: 'https://a.test/' })).json(), {
      data: { url: 'https://a.test/', title: 'A page', image: 'https://a.test/i.png' },
    });
    await refused(await call('/v1/url/unfurl', { url: 'http://inside/' }), 403);
  });

  it('is for visitors, and for addresses', async () => {
    const { call } = await visitor();
    for (const url of [undefined, 5, '', 'no address', ['https://example.com']])
      await refused(await call('/v1/url/unfurl', { url }), 400, String(url));
    await refused(await call('/v1/url/unfurl', { url: 'https://example.com/rooms' }, { authorization: '' }), 401);
    await refused(await call('/v1/url/unfurl', { url: 'https://example.com/rooms' }, { authorization: 'Bearer sk-key' }), 401); // prettier-ignore
  });
});

describe('the pace of a visitor', () => {
  it('counts files, votes, speech and previews, too', async () => {
    const who = await testDoor({ rateLimit: 4 }).visitor();
    const id = await answered(who);
    assert.equal((await who.talk(`message/${id}/upvote`)).status, 200);
    for (const late of [
      await who.talk(`message/${id}/upvote`),
      await who.talk(`message/${id}/synthesize`),
      await who.talk('attachment/upload', { file: { type: 'text/plain', size: 3 } }),
      await who.call('/v1/url/unfurl', { url: 'https://example.com/rooms' }),
      await who.talk('send', { text: 'x' }),
    ]) {
      assert.match(late.headers.get('retry-after') ?? '', /^\d+$/);
      await refused(late, 429);
    }
  });
});

describe('a conversation that is there', () => {
  const key = { authorization: 'Bearer sk-workspace', 'content-type': 'application/json' };
  it('is opened again by a server with the workspace’s key, for any page', async () => {
    const { conversationId, talk, room } = await visitor();
    await talk('complete', { text: 'before' });
    const path = `/v1/conversation/${conversationId}/session/create`;
    const opened = await ask(path, { headers: key, body: '{"durationInSeconds":1800}' });
    const { id, token, expiresAt } = await opened.json();
    assert.equal(id, conversationId);
    assert.equal(expiresAt, backend.clock.now() + 1_800_000);
    const answer = await ask(`/v1/conversation/${id}/complete`, {
      headers: { ...key, authorization: `Bearer ${token}`, origin: 'https://shop.example' },
      body: '{"text":"after"}',
    });
    assert.equal(answer.status, 200);
    assert.equal((await room()).transcript.length, 4);
  });

  it('is nobody’s to open with a session token, without a key, or when it is not there', async () => {
    const { conversationId, talk } = await visitor();
    await refused(await talk('session/create'), 403);
    await refused(await ask(`/v1/conversation/${conversationId}/session/create`), 401);
    await refused(await ask('/v1/conversation/nothing/session/create', { headers: key }), 404);
    await refused(await ask(`/v1/conversation/${conversationId}/session/create`, { headers: key, body: '{"durationInSeconds":5}' }), 400); // prettier-ignore
  });
});

describe('contacts', () => {
  const widgets = [{ id: 'plain', ...bot, contactCollection: true }];
  it('are the same in all conversations, by address or number, and tell nothing of each other', async () => {
    const door = testDoor({ widgets });
    const idOf = async (contact: object) => {
      const { conversationId } = await door.visitor('plain', { contact });
      return (await door.backend.talks.find(conversationId))?.contact;
    };
    const ann = await idOf({ name: 'Ann', email: 'ann@example.com', phone: '+49 30 1234567' });
    assert.ok(ann);
    assert.deepEqual(await idOf({ email: 'ANN@example.com' }), { id: ann.id, email: 'ANN@example.com' });
    assert.equal((await idOf({ phone: '+49 (30) 123-4567' }))?.id, ann.id);
    assert.notEqual((await idOf({ email: 'bob@example.com' }))?.id, ann.id);
    assert.equal(door.backend.store.all('contacts').length, 2);
  });
});

it('a session begins even where the bot breaks at what was said before', async () => {
  const { messages } = await (
    await ask('/v1/integration/widget/plain/session/create', {
      body: '{"messages":[{"type":"user","text":"fail 500"}]}',
    })
  ).json();
  assert.deepEqual(messages, [{ type: 'user', text: 'fail 500' }]);
});
