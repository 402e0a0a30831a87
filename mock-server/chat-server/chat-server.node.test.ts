import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { after, describe, it } from 'node:test';
import { createChatServer, type ChatServerOptions } from './chat-server.js';
import type { AnswerTurn, ChatTurn } from './chat-turn.js';
import { openAI } from './open-ai.js';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function serve(answer: AnswerTurn, options: Partial<ChatServerOptions> = {}) {
  const reports: unknown[] = [];
  const server = await createChatServer({ answer, assets: false, report: (error) => reports.push(error), ...options });
  closing.push(server.close);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  const ask = (rawQuery: string, more: object = {}) =>
    post('/stentor', {
      type: 'INTENT_REQUEST',
      intentId: 'NLU_RESULT_PLACEHOLDER',
      rawQuery,
      sessionId: 's-1',
      userId: 'u-1',
      requestId: crypto.randomUUID(),
      ...more,
    });
  /** A conversation by the wire that streams. */
  async function streamed(text: string, signal?: AbortSignal) {
    const session = await (await post('/v1/integration/widget/main/session/create', {})).json();
    const { conversationId, token } = session as { readonly conversationId: string; readonly token: string };
    const headers = { authorization: `Bearer ${token}`, accept: 'application/jsonl' };
    return post(`/v1/conversation/${conversationId}/complete`, { text }, headers, signal);
  }
  return { server, reports, post, ask, streamed };
}

const shout: AnswerTurn = async function* ({ text }) {
  yield `You said **${text}**`;
  yield ', I heard.';
  yield { suggestions: [{ type: 'reply', label: 'Again' }] };
};

describe('a server of one’s own', () => {
  it('answers at once where the wire wants a whole answer', async () => {
    const { ask } = await serve(shout);
    const { outputSpeech } = (await (await ask('hi')).json()) as {
      readonly outputSpeech: { readonly displayText: string; readonly suggestions: readonly string[] };
    };
    assert.equal(outputSpeech.displayText, 'You said **hi**, I heard.');
    assert.deepEqual(outputSpeech.suggestions, ['Again']);
  });

  it('answers piece by piece where the wire streams', async () => {
    let goOn = (): void => {};
    const { streamed } = await serve(async function* () {
      yield 'first ';
      await new Promise<void>((resolve) => (goOn = resolve));
      yield 'second';
    });
    const reader = (await streamed('hi')).body?.getReader();
    assert.ok(reader);
    const decoder = new TextDecoder();
    let heard = '';
    while (!heard.includes('first')) heard += decoder.decode((await reader.read()).value);
    assert.doesNotMatch(heard, /second/);
    goOn();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      heard += decoder.decode(piece.value);
    assert.match(heard, /second/);
  });

  it('tells the answer what was said before, what it is about, and by which wire', async () => {
    const turns: ChatTurn[] = [];
    const { ask } = await serve(async function* (turn) {
      turns.push(turn);
      yield `answer ${turns.length}`;
    });
    await ask('one');
    await ask('two');
    assert.deepEqual(
      turns.map(({ text, history, sessionId, transport }) => ({ text, history, sessionId, transport })),
      [
        { text: 'one', history: [], sessionId: 's-1', transport: 'direct' },
        {
          text: 'two',
          history: [
            { role: 'user', text: 'one' },
            { role: 'assistant', text: 'answer 1' },
          ],
          sessionId: 's-1',
          transport: 'direct',
        },
      ],
    );
  });

  it('thinks once about an id that comes twice, and again about one that it broke on', async () => {
    let calls = 0;
    const { ask, reports } = await serve(async function* () {
      calls += 1;
      if (calls === 1) throw new Error('The model is asleep.');
      yield `call ${calls}`;
    });
    const requestId = 'r-1';
    const broken = await ask('hi', { requestId });
    assert.equal(broken.status, 500);
    assert.doesNotMatch(await broken.text(), /asleep/);
    assert.equal((reports[0] as Error).message, 'The model is asleep.');
    for (const _ of [1, 2]) assert.match(await (await ask('hi', { requestId })).text(), /call 2/);
    assert.equal(calls, 2);
  });

  it('tells the visitor of no session why it broke, and plays none of the demo’s tricks', async () => {
    const { post, reports } = await serve(
      async function* ({ text }) {
        if (text === 'break') throw new Error('The model is asleep.');
        yield `You said ${text}.`;
      },
      { apiKey: 'key-1' },
    );
    const wanted = { agent_id: 'a', user_id: 'u', modality: 'text' };
    const made = await post('/hyponema/sessions', wanted, { authorization: 'Bearer key-1' });
    const { id, token } = (await made.json()) as { readonly id: string; readonly token: string };
    const turn = async (text: string) =>
      (await post(`/hyponema/sessions/${id}/messages`, { text }, { 'x-session-token': token })).text();
    const broken = await turn('break');
    assert.match(broken, /event: error/);
    assert.doesNotMatch(broken, /asleep/);
    assert.match(String(reports[0]), /asleep/);
    assert.match(await turn('turn error'), /You said/);
  });

  it('reports a piece that is none', async () => {
    const { ask, reports } = await serve(async function* () {
      yield { nonsense: true } as never;
    });
    assert.equal((await ask('hi')).status, 500);
    assert.match(String(reports[0]), /TypeError: An answer is made of/);
  });

  it('says the greeting when a conversation begins, and nothing without one', async () => {
    const launch = { type: 'LAUNCH_REQUEST', intentId: 'LaunchRequest' };
    const { ask } = await serve(shout, { greeting: 'Welcome!' });
    assert.match(await (await ask('', launch)).text(), /Welcome!/);
    const { ask: other } = await serve(shout);
    assert.doesNotMatch(await (await other('', launch)).text(), /You said|Welcome/);
  });

  it('tells the answer that the visitor stopped it', async () => {
    let tell = (): void => {};
    const heard = new Promise<void>((resolve) => (tell = resolve));
    const { streamed, reports } = await serve(async function* ({ signal }) {
      yield 'so ';
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      tell();
    });
    const controller = new AbortController();
    const answer = await streamed('hi', controller.signal);
    await answer.body?.getReader().read();
    controller.abort();
    await heard;
    assert.deepEqual(reports, []);
  });

  it('has no door for tests', async () => {
    const { server, post } = await serve(shout);
    assert.equal((await fetch(`${server.url}/__mock/requests`)).status, 404);
    assert.equal((await post('/__mock/push', { text: 'I am in' })).status, 404);
  });

  it('takes no account key as long as it has none of its own', async () => {
    const { server, post, streamed } = await serve(shout);
    await (await streamed('my secret')).text();
    const key = { authorization: 'Bearer anything' };
    const get = (path: string) => fetch(server.url + path, { headers: key });
    for (const path of [
      '/v1/conversation/list',
      '/v1/integration/widget/list',
      '/v1/usage/fetch',
      '/hyponema/agents/a/usage',
    ])
      assert.equal((await get(path)).status, 401, path);
    const posts: readonly (readonly [string, object])[] = [
      ['/v1/integration/widget/main/update', { url: 'https://evil.example' }],
      ['/v1/integration/widget/create', {}],
      ['/hyponema/sessions', { agent_id: 'a', user_id: 'u' }],
      ['/widget/authenticate-user', { email: 'ann@example.com' }],
      ['/channels.connect', { source: 'chat_plugin', source_channel_id: 'x' }],
      ['/channels.chatplugin.connect', { name: 'x' }],
    ];
    for (const [path, body] of posts) assert.equal((await post(path, body, key)).status, 401, path);
  });

  it('takes its own account key and no other', async () => {
    const { server } = await serve(shout, { apiKey: 'key-1' });
    const list = async (key: string) =>
      (await fetch(`${server.url}/v1/conversation/list`, { headers: { authorization: `Bearer ${key}` } })).status;
    assert.deepEqual(await Promise.all(['key-1', 'key-2', 'key-', 'key-11'].map(list)), [200, 401, 401, 401]);
  });

  it('has nothing of the demo', async () => {
    const { server, post } = await serve(shout);
    assert.equal((await post('/demo/session', {})).status, 404);
    for (const path of ['/example.html', '/chatplugin/ui/example', '/media/bells.wav', '/media/sea.webm'])
      assert.equal((await fetch(server.url + path)).status, 404, path);
  });

  it('serves the settings of its widget', async () => {
    const { server } = await serve(shout, { widget: { title: 'My shop' } });
    const config = (await (await fetch(`${server.url}/config/main`)).json()) as Record<string, unknown>;
    assert.equal(config['title'], 'My shop');
    assert.equal(config['transport'], 'chatbotkit');
  });
});

describe('a model behind an OpenAI-compatible address', () => {
  async function model(status: number, lines: readonly string[]) {
    const asked: { headers: unknown; url: string | undefined; body: Record<string, unknown> }[] = [];
    const stand = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
        asked.push({ headers: request.headers, url: request.url, body });
        response.writeHead(status, { 'content-type': 'text/event-stream' });
        // Cut where no line ends and in the middle of a character.
        const bytes = Buffer.from(lines.map((line) => `data: ${line}\n\n`).join(''));
        for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7));
        response.end();
      });
    });
    stand.listen(0, '127.0.0.1');
    await once(stand, 'listening');
    closing.push(() => stand.close());
    const address = stand.address();
    assert.ok(typeof address === 'object' && address);
    return { url: `http://127.0.0.1:${address.port}/v1/`, asked };
  }
  const delta = (content: string) => JSON.stringify({ choices: [{ delta: { content } }] });
  const role = JSON.stringify({ choices: [{ delta: { role: 'assistant' } }] });

  it('is asked with all that was said, and its words are the answer', async () => {
    const { url, asked } = await model(200, [role, delta('Grüß '), delta('dich 👋🏽'), '[DONE]']);
    const answer = openAI({
      url,
      model: 'm-1',
      apiKey: 'secret',
      instructions: 'Be kind.',
      options: { temperature: 0 },
    });
    const { ask } = await serve(answer);
    assert.match(await (await ask('one')).text(), /Grüß dich 👋🏽/);
    await ask('two');
    assert.equal(asked[1]?.url, '/v1/chat/completions');
    assert.equal((asked[1]?.headers as Record<string, string>)['authorization'], 'Bearer secret');
    assert.deepEqual(asked[1]?.body, {
      temperature: 0,
      model: 'm-1',
      stream: true,
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'one' },
        { role: 'assistant', content: 'Grüß dich 👋🏽' },
        { role: 'user', content: 'two' },
      ],
    });
  });

  for (const [what, status, lines, complaint] of [
    ['refuses', 429, [], /status 429/],
    ['says that it failed', 200, [JSON.stringify({ error: { message: 'overloaded' } })], /overloaded/],
    ['stops in the middle', 200, [delta('Hal')], /before it had finished/],
  ] as const)
    it(`that ${what} is a broken answer, told to the owner and not to the visitor`, async () => {
      const { url } = await model(status, lines);
      const { ask, reports } = await serve(openAI({ url, model: 'm-1', apiKey: 'secret' }));
      const answer = await ask('hi');
      assert.equal(answer.status, 500);
      assert.doesNotMatch(await answer.text(), /overloaded|429|secret/);
      assert.match(String(reports[0]), complaint);
    });
});
