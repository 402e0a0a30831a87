import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { testServer } from '../../mock-server/test-server.js';
import { ApiCaller, createChat, createConfig, type CoreOptions, type Platform } from '../core.js';
import { memoryHostStorage, quietHost, until } from './fakes/host.js';

Reflect.deleteProperty(globalThis, 'BroadcastChannel');

/** Ten seconds of a poll are a third of one here. */
const HURRY = 30;
const server = await testServer({ latency: 0, rateLimit: 0 });
const host: Platform = {
  ...quietHost,
  after(ms, callback) {
    const timer = setTimeout(callback, ms / HURRY);
    return () => clearTimeout(timer);
  },
};
const ROOT = '/backend/widget/v2';

const open: { cleanup: () => Promise<void> }[] = [];
after(() => Promise.all(open.map((chat) => chat.cleanup())));
function chatWith(more: CoreOptions = {}, platform = host) {
  const config = createConfig({ token: 'demo', apiUrl: server.url, ...more });
  const api = new ApiCaller({ config: config.getConfig() });
  const chat = createChat({ api, config, platform });
  open.push(chat);
  return { chat, api };
}
const words = (chat: ReturnType<typeof chatWith>['chat']) =>
  chat.chatState
    .get()
    .messages.map((message) => (message.type === 'FROM_USER' ? message.content : message.data.message));

/** What each generation of servers does not have. */
const missing = {
  now: `${ROOT}/(prelude|me|session/[^/]*|session/history/.*)$`,
  seed: `${ROOT}/(config|poll/.*|contact/.*)$`,
} as const;
const fault = (path: string, status: number) => server.fault({ path, status });
async function visitorToken(): Promise<string> {
  const made = await server.post(`${ROOT}/contact/create-unverified`, {}, { 'x-bot-token': 'demo' });
  return ((await made.json()) as { readonly token: string }).token;
}

for (const [generation, path] of Object.entries(missing))
  describe(`the chat of the reference at an OpenCX server (${generation})`, () => {
    /** Newer servers tell visitors apart by a token, older ones by what is said of them. */
    let known: CoreOptions = {};
    beforeEach(async () => {
      known = generation === 'now' ? { contactToken: await visitorToken() } : { user: { email: 'ann@example.com' } };
      await fault(path, 404);
    });
    afterEach(() => server.reset());

    it('has the session that the server has, and its client finds it', async () => {
      const { chat, api } = chatWith(known);
      const reasons: (string | null)[] = [];
      chat.chatState.subscribe(({ loading }) => {
        if (reasons.at(-1) !== loading.reason) reasons.push(loading.reason);
      });
      const created = await chat.createSession();
      assert(created);
      assert.equal((await api.getSession(created.id)).id, created.id);
      assert.equal(await chat.sendMessage({ content: 'Hello there' }), true);
      await until(chat.chatState, ({ loading, messages }) => !loading.isLoading && messages.length === 2);
      assert.deepEqual(words(chat), ['Hello there', 'You said:\n\n> Hello there']);
      assert.equal(chat.sessionState.get()?.id, created.id);
      assert.deepEqual(reasons, ['creating_session', null, 'sending_message_to_bot', null]);

      const history = await api.getSessionHistory(created.id);
      const shown = chat.chatState.get().messages;
      assert.deepEqual(
        history.map(({ publicId }) => publicId),
        shown.map(({ id }) => id),
      );
      const answer = history.at(-1)?.publicId ?? '';
      assert.equal(
        (await api.vote({ action: 'upvote', sessionId: created.id, messagePublicId: answer })).success,
        true,
      );
      assert.equal(typeof (await api.widgetPrelude()), 'object');
    });

    it('offers what the server offers, and clears it with the next word', async () => {
      const { chat } = chatWith(known);
      await chat.sendMessage('suggestions');
      const { keyboard } = await until(chat.chatState, (state) => state.keyboard !== null);
      assert.deepEqual(keyboard, { options: ['Opening hours', 'Prices'] });
      assert.equal(await chat.sendMessage('Prices'), true);
      assert.equal(chat.chatState.get().keyboard, null);
      assert.deepEqual(
        words(chat).filter((text) => text === 'Prices'),
        ['Prices'],
      );
    });

    it('is handed to a person, says so, and hears what they say', async () => {
      const { chat } = chatWith(known);
      await chat.sendMessage('handoff');
      const session = await until(chat.sessionState, (state) => state?.isHandedOff === true);
      const reasons = new Set<string | null>();
      await until(chat.sessionState, (state) => state?.assignee.kind === 'human');
      chat.chatState.subscribe(({ loading }) => reasons.add(loading.reason));
      assert.equal(await chat.sendMessage('Anybody?'), true);
      assert(reasons.has('sending_message_to_agent') && !reasons.has('sending_message_to_bot'));
      await server.post('/__mock/push', { text: 'Here I am', conversation: session?.id });
      const { messages } = await until(chat.chatState, (state) => state.messages.at(-1)?.type === 'FROM_AGENT');
      const last = messages.at(-1);
      assert(last?.type === 'FROM_AGENT');
      assert.deepEqual([last.component, last.data.message, last.agent?.isAi], ['TEXT', 'Here I am', false]);
    });

    it('tells of its polls, and of one that failed', async () => {
      const { chat } = chatWith(known);
      assert.equal(chat.chatState.get().polling, chat.initialState.polling);
      await chat.sendMessage('Hello');
      const { polling } = await until(chat.chatState, (state) => state.polling.session.nextPollTime !== null);
      const { isPolling, lastPollTime, nextPollTime, error } = polling.session;
      assert(!isPolling && Date.parse(nextPollTime ?? '') > Date.parse(lastPollTime ?? ''));
      assert.deepEqual([error, polling.messages], [{ hasError: false }, polling.session]);
      await fault(`${ROOT}/(poll|session)/.*`, 500);
      const failed = await until(chat.chatState, (state) => state.polling.session.error.hasError);
      assert.equal(failed.polling.session.error.code, 'SESSION_POLLING_FAILED');
      assert.equal(failed.polling.messages.error.code, 'MESSAGES_POLLING_FAILED');
      await server.reset();
      await fault(path, 404);
    });

    it('goes on in the next life of the host, with the same session and all that was said meanwhile', async () => {
      const platform = { ...host, storage: memoryHostStorage() };
      const settings = { persistSession: true };
      const { chat } = chatWith({ ...known, settings }, platform);
      await chat.sendMessage('Remember me');
      const id = chat.sessionState.get()?.id;
      await chat.cleanup();
      await server.post('/__mock/push', { text: 'You were away', conversation: id });
      const { chat: next } = chatWith({ ...known, settings }, platform);
      await next.createSession();
      await until(next.chatState, () => words(next).includes('You were away'));
      assert.equal(next.sessionState.get()?.id, id);
      assert.deepEqual(
        words(next).filter((text) => text === 'Remember me'),
        ['Remember me'],
      );
      await next.clearSession();
      assert.equal(await next.sendMessage('Another'), true);
      assert.notEqual(next.sessionState.get()?.id, id);
    });

    it('takes up the session that a host kept for the reference', async () => {
      const { chat, api } = chatWith(known);
      await chat.sendMessage('Said before');
      const id = chat.sessionState.get()?.id ?? '';
      await chat.cleanup();
      const storage = memoryHostStorage();
      storage.texts.set(chat.sessionStorageKey, JSON.stringify(await api.getSession(id)));
      const { chat: next } = chatWith({ ...known, settings: { persistSession: true } }, { ...host, storage });
      await next.createSession();
      await until(next.chatState, () => words(next).includes('Said before'));
      assert.equal(next.sessionState.get()?.id, id);
    });

    it('says that no session could be begun', async () => {
      await fault(`${ROOT}/create-session`, 403);
      const { chat } = chatWith(known);
      assert.equal(await chat.createSession(), null);
      assert.equal(chat.chatState.get().error.code, 'SESSION_CREATION_FAILED');
    });
  });
