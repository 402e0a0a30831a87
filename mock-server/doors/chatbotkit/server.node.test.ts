import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { ChatBotKit } from '@chatbotkit/sdk/index.js';
import { createMockServer } from '../../adapters/node.js';
import { memoryStore } from '../../store.js';
import { tokensIn, type Line } from './test-door.js';

const server = await createMockServer({
  assets: false,
  rateLimit: 0,
  store: memoryStore({ widgets: [{ id: 'plain', botId: 'bot-1' }] }),
});
after(server.close);

const post = (path: string, body: unknown, init: RequestInit = {}) =>
  fetch(server.url + path, { method: 'POST', body: JSON.stringify(body), ...init });
async function session() {
  const answer = await post('/v1/integration/widget/plain/session/create', {});
  return (await answer.json()) as { readonly conversationId: string; readonly token: string };
}
const sdk = (secret: string) => new ChatBotKit({ secret, baseUrl: server.url, retries: 0 });
const getTitle = {
  name: 'getTitle',
  description: 'Tells it.',
  parameters: { type: 'object', properties: {} },
} as const;

describe('the vendor’s own client', () => {
  it('hears an answer whole, and as it is said', async () => {
    const { conversationId, token } = await session();
    const { conversation } = sdk(token);
    const whole = await conversation.complete(conversationId, { text: 'good morning' });
    assert.match(whole.text, /good morning/);
    let tokens = 0;
    const lines: Line[] = [];
    const came: number[] = [];
    for await (const line of conversation.complete(conversationId, { text: 'long 1' }).stream()) {
      lines.push(line as unknown as Line);
      if (line.type === 'token') came[(tokens += 1) - 1] = performance.now();
    }
    assert.ok(tokens > 30, String(tokens));
    // The pace of speech is 8 ms a word: all at once would be a burst.
    assert.ok((came.at(-1) ?? 0) - (came[0] ?? 0) > tokens, 'piece by piece');
    const result = lines.at(-1);
    assert.equal(result?.type, 'result');
    assert.equal(result.data['text'], tokensIn(lines));
  });

  it('sends, receives, votes, and answers for functions over channels', async () => {
    const { conversationId, token } = await session();
    const { conversation, channel } = sdk(token);
    const sent = await conversation.send(conversationId, { text: 'hello' });
    assert.equal(typeof sent.id, 'string');
    const received = await conversation.receive(conversationId, {});
    assert.match(received.text, /hello/);
    assert.deepEqual(await conversation.message.upvote(conversationId, received.id, { value: 80 }), {
      id: received.id,
    });
    const functions = [{ ...getTitle, result: { channel: 'title-of-the-page' } }];
    const said: Line[] = [];
    for await (const line of conversation.complete(conversationId, { text: 'call getTitle', functions }).stream()) {
      said.push(line as unknown as Line);
      if (line.type === 'waitForChannelMessageBegin')
        await channel.publish(String(line.data['channel']), { message: { result: 'Rooms' } });
    }
    assert.match(tokensIn(said), /`getTitle` said:\n\n> "Rooms"/);
  });

  it('uploads in two steps', async () => {
    const { conversationId, token } = await session();
    const { conversation } = sdk(token);
    const data = new TextEncoder().encode('Two nights.').buffer;
    await conversation.attachment.upload('any', { data, name: 'wish.txt', type: 'text/plain' });
    assert.match((await conversation.complete(conversationId, { text: 'hi' })).text, /wish\.txt/);
  });

  it('is told why it is refused', async () => {
    const { conversationId } = await session();
    await assert.rejects(async () => sdk('x.y.z').conversation.complete(conversationId, { text: 'x' }), { code: 'NOT_AUTHENTICATED' }); // prettier-ignore
    await assert.rejects(async () => sdk('sk-key').conversation.session.create('nothing', {}), { code: 'NOT_FOUND' });
  });
});

describe('a stream in the network', () => {
  const path = '/v1/conversation/.*/complete';
  const stream = async (text: string, init: RequestInit = {}) => {
    const { conversationId, token } = await session();
    return post(
      `/v1/conversation/${conversationId}/complete`,
      { text },
      {
        headers: { authorization: `Bearer ${token}`, accept: 'application/jsonl' },
        ...init,
      },
    );
  };
  const withFault = async (fault: object, act: () => Promise<void>) => {
    assert.equal((await post('/__mock/faults', { path, ...fault })).status, 201);
    try {
      await act();
    } finally {
      await fetch(`${server.url}/__mock/faults`, { method: 'DELETE' });
    }
  };
  const openStreams = async () =>
    ((await (await fetch(`${server.url}/__mock/connections`)).json()) as { readonly streams: number }).streams;
  const untilClosed = async () => {
    while ((await openStreams()) > 0) await new Promise(setImmediate);
  };

  it('ends where it was cut, without its last line', () =>
    withFault({ truncate: 200 }, async () => {
      const text = await (await stream('long 2')).text();
      assert.equal(new TextEncoder().encode(text).length, 200);
      assert.doesNotMatch(text, /"result"/);
      await untilClosed();
    }));

  it('breaks where it was reset', () =>
    withFault({ truncate: 200, reset: true }, async () => {
      const answer = await stream('long 2');
      assert.equal(answer.status, 200);
      await assert.rejects(answer.text());
      await untilClosed();
    }));

  it('comes whole however slowly, and however its bytes are cut', () =>
    withFault({ slow: { bytes: 7, interval: 0 } }, async () => {
      const lines = (await (await stream('größer 😀')).text()).split('\n').filter(Boolean);
      assert.match(tokensIn(lines.map((line) => JSON.parse(line) as Line)), /größer 😀/);
    }));

  it('is broken off before it begins, after the bot has heard', () =>
    withFault({ drop: true, when: 'after' }, async () => {
      await assert.rejects(stream('hello'));
      const commits = (await (await fetch(`${server.url}/__mock/journal`)).json()).commits as readonly { readonly text: string }[]; // prettier-ignore
      assert.equal(commits.at(-1)?.text, 'hello');
    }));

  it('that its caller leaves is not said to the end', async () => {
    const leaving = new AbortController();
    const answer = await stream('long 20', { signal: leaving.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    assert.equal(await openStreams(), 1);
    leaving.abort();
    await assert.rejects(async () => reader?.read());
    await untilClosed();
    const { words } = (await (await fetch(`${server.url}/__mock/journal`)).json()) as { readonly words: readonly { readonly text: string }[] }; // prettier-ignore
    assert.ok((words.at(-1)?.text.length ?? Infinity) < 10_000);
  });
});
