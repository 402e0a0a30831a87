import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { until } from '../../test/until.js';
import { tabsHub, type TabsHub } from '../platform/fakes/tabs.js';
import { defaultPlatform, type Platform } from '../platform/platform.js';
import { memoryStorage, type KeyValueStorage } from '../platform/storage.js';
import type { Tabs } from '../platform/tabs.js';
import type { ChatCommand, ToolResult } from '../protocol/commands.js';
import type { ChatEvent, Emit } from '../protocol/events.js';
import type { PartMap } from '../protocol/part.js';
import type { ToolCall } from '../protocol/tool.js';
import { createChat, type Chat } from './chat.js';
import { createKept } from './kept.js';
import { newSession } from './new-session.js';
import type { Tool, ToolHost } from './tool-host.js';

const quiet = {
  ...defaultPlatform,
  now: () => 7,
  newId: () => crypto.randomUUID(),
  warn: () => undefined,
};

interface Place {
  readonly chat: Chat;
  readonly commands: ChatCommand[];
  readonly call: (name: string, more?: Partial<ToolCall>) => void;
  readonly parts: () => readonly PartMap['tool-call'][];
  readonly results: () => readonly ToolResult[];
  readonly say: Emit;
}

async function place(tools: Readonly<Record<string, Tool>>, host: Partial<ToolHost> = {}): Promise<Place> {
  const commands: ChatCommand[] = [];
  let emit: Emit = () => undefined;
  const chat = createChat({
    transport: {
      open: async (sink) => (emit = sink)({ type: 'connection-changed', state: 'open' }),
      send: async (command) => void commands.push(command),
      close: async () => undefined,
    },
    session: newSession(quiet),
    platform: quiet,
    tools: async () => ({ enabled: () => true, find: (name) => tools[name], ...host }),
  });
  await chat.open();
  let count = 0;
  return {
    chat,
    commands,
    say: (event) => emit(event),
    call: (name, more = {}) => emit({ type: 'tool-called', call: { id: `call-${count++}`, name, input: {}, ...more } }),
    parts: () =>
      chat
        .messages()
        .flatMap(({ parts }) => parts)
        .filter((part): part is PartMap['tool-call'] => part.type === 'tool-call'),
    results: () => commands.filter((command): command is ToolResult => command.type === 'tool-result'),
  };
}
const answered = async ({ results }: Place, count = 1): Promise<readonly ToolResult[]> => {
  await until(() => results().length >= count, `${count} results`);
  return results();
};
const waiting = async ({ parts }: Place): Promise<PartMap['tool-call']> => {
  await until(() => parts().some(({ state }) => state === 'waiting'), 'a question');
  return parts().find(({ state }) => state === 'waiting') ?? assert.fail('no question');
};
const bot = (id: string): ChatEvent => ({
  type: 'message-added',
  message: { id, author: 'bot', parts: [{ type: 'text', text: 'I ask.' }], delivery: 'delivered', streaming: false },
});

describe('functions of the page', () => {
  it('asks, runs and answers, and shows all of it in the message of the call', async () => {
    const chat = await place({
      add: { title: 'Add up', description: 'Adds.', handler: ({ a, b }) => Number(a) + Number(b) },
    });
    chat.say(bot('m'));
    chat.call('add', { messageId: 'm', input: { a: 1, b: 2 } });
    const question = await waiting(chat);
    assert.deepEqual(
      { title: question.title, description: question.description, input: question.input },
      { title: 'Add up', description: 'Adds.', input: { a: 1, b: 2 } },
    );
    assert.equal(chat.results().length, 0);
    chat.chat.consentToTool(question.id, true);
    const [result] = await answered(chat);
    assert.deepEqual([result?.callId, result?.name, result?.result, result?.error], ['call-0', 'add', 3, undefined]);
    assert.equal(chat.chat.messages().length, 1);
    assert.deepEqual(
      chat.parts().map(({ state, result }) => [state, result]),
      [['done', 3]],
    );
  });

  it('has a message of its own for a call that belongs to none', async () => {
    const chat = await place({ now: { consent: 'always', handler: () => 7 } });
    chat.call('now', { messageId: 'unknown' });
    await answered(chat);
    assert.deepEqual(
      chat.chat.messages().map(({ author, parts }) => [author, parts.length]),
      [['bot', 1]],
    );
  });

  it('takes the place of what the backend said of the call itself', async () => {
    const chat = await place({ now: { consent: 'always', handler: () => 7 } });
    chat.say({
      type: 'message-added',
      message: {
        id: 'm',
        author: 'bot',
        parts: [{ type: 'tool-call', id: 'call-0', name: 'now', state: 'running' }],
        delivery: 'delivered',
        streaming: false,
      },
    });
    chat.call('now', { messageId: 'm' });
    await answered(chat);
    assert.deepEqual(
      chat.parts().map(({ state }) => state),
      ['done'],
    );
  });

  it('hears of consent only through the part that it drew itself', async () => {
    const chat = await place({ pay: { handler: () => 'paid' } });
    chat.call('pay');
    const question = await waiting(chat);
    assert.notEqual(question.id, 'call-0');
    chat.chat.consentToTool('call-0', true);
    chat.chat.consentToTool('toString', true);
    chat.chat.consentToTool(question.id, false);
    const [result] = await answered(chat);
    assert.match(result?.error ?? '', /visitor/);
    assert.equal(chat.parts()[0]?.state, 'refused');
  });

  it('remembers “always” for that function, and for no other', async () => {
    const chat = await place({ a: { handler: () => 1 }, b: { handler: () => 2 } });
    chat.call('a');
    chat.chat.consentToTool((await waiting(chat)).id, true, true);
    await answered(chat);
    chat.call('a');
    await answered(chat, 2);
    chat.call('b');
    assert.equal((await waiting(chat)).name, 'b');
  });

  it('lets “always” count for calls that wait already', async () => {
    const chat = await place({ a: { handler: () => 1 } });
    chat.call('a');
    chat.call('a');
    await until(() => chat.parts().filter(({ state }) => state === 'waiting').length === 2, 'two questions');
    chat.chat.consentToTool((await waiting(chat)).id, true, true);
    await answered(chat, 2);
  });

  const failing: Readonly<Record<string, readonly [Readonly<Record<string, Tool>>, Partial<ToolHost>, RegExp]>> = {
    'is not there': [{}, {}, /no function/],
    'is switched off': [{ a: { handler: () => 1 } }, { enabled: () => false }, /does not let/],
    'is refused by the page': [
      { a: { consent: 'always', handler: () => 1 } },
      { ask: () => 'refused' },
      /page did not/,
    ],
    throws: [{ a: { consent: 'always', handler: () => assert.fail('Broken.') } }, {}, /Broken/],
    rejects: [{ a: { consent: 'always', handler: () => Promise.reject(new Error('Later.')) } }, {}, /Later/],
    'takes too long': [
      { a: { consent: 'always', handler: () => new Promise(() => undefined) } },
      { timeout: 5 },
      /longer than/,
    ],
    'says too much': [{ a: { consent: 'always', handler: () => 'x'.repeat(70_000) } }, {}, /65536/],
    'says what JSON cannot': [{ a: { consent: 'always', handler: () => () => 1 } }, {}, /JSON/],
    'goes round in circles': [
      {
        a: {
          consent: 'always',
          handler() {
            const circle: Record<string, unknown> = {};
            circle['self'] = circle;
            return circle;
          },
        },
      },
      {},
      /circular/i,
    ],
  };
  for (const [why, [tools, host, error]] of Object.entries(failing))
    it(`sends an error back for a function that ${why}`, async () => {
      const chat = await place(tools, host);
      chat.call('a');
      const [result] = await answered(chat);
      assert.match(result?.error ?? '', error);
      assert.equal('result' in (result ?? {}), false);
      for (const { state } of chat.parts()) assert.match(state, /failed|refused/);
    });

  it('tells a function that nobody waits any more', async () => {
    let signal: AbortSignal | undefined;
    const chat = await place(
      { a: { consent: 'always', handler: (_, context) => ((signal = context.signal), new Promise(() => undefined)) } },
      { timeout: 5 },
    );
    chat.call('a');
    await answered(chat);
    assert.equal(signal?.aborted, true);
  });

  it('answers “nothing” for a function that returns nothing', async () => {
    const chat = await place({ a: { consent: 'always', handler: () => undefined } });
    chat.call('a');
    const [result] = await answered(chat);
    assert.equal(result?.result, null);
    assert.equal(result?.error, undefined);
  });

  it('lets the page answer by itself, also where it has registered nothing', async () => {
    const chat = await place({}, { ask: ({ name }) => Promise.resolve(`${name} by the page`) });
    chat.call('a');
    const [result] = await answered(chat);
    assert.equal(result?.result, 'a by the page');
  });

  it('works on several at once', async () => {
    const open: (() => void)[] = [];
    const chat = await place({
      a: { consent: 'always', handler: ({ n }) => new Promise((resolve) => open.push(() => resolve(n))) },
    });
    for (const n of [1, 2, 3]) chat.call('a', { input: { n } });
    await until(() => open.length === 3, 'three at work');
    assert.equal(chat.chat.busy.get(), true);
    for (const each of open.reverse()) each();
    const results = await answered(chat, 3);
    assert.deepEqual(results.map(({ result }) => result).sort(), [1, 2, 3]);
    await until(() => !chat.chat.busy.get(), 'rest');
  });

  it('takes a call that comes twice for one', async () => {
    let runs = 0;
    const chat = await place({ a: { consent: 'always', handler: () => ++runs } });
    chat.call('a', { id: 'same' });
    chat.call('a', { id: 'same' });
    chat.call('a', { id: 'other' });
    await answered(chat, 2);
    assert.equal(runs, 2);
  });

  it('does not keep a result waiting behind a message that waits for it', async () => {
    const commands: ChatCommand[] = [];
    let done: () => void = () => undefined;
    const chat = createChat({
      transport: {
        open: async (emit) => {
          emit({ type: 'connection-changed', state: 'open' });
        },
        async send(command) {
          commands.push(command);
          if (command.type === 'tool-result') done();
          if (command.type !== 'send-message') return;
          chat.receive({ type: 'tool-called', call: { id: 'c', name: 'a', input: {} } });
          await new Promise<void>((resolve) => (done = resolve));
        },
        close: async () => undefined,
      },
      session: newSession(quiet),
      platform: quiet,
      tools: async () => ({ enabled: () => true, find: () => ({ consent: 'always', handler: () => 1 }) }),
    });
    const id = chat.send({ text: 'hello' });
    await until(() => chat.message(id)?.get().delivery === 'delivered', 'delivered');
  });

  it('says that the visitor stopped it', async () => {
    const chat = await place({ a: { consent: 'always', handler: () => new Promise(() => undefined) } });
    chat.call('a');
    await until(() => chat.chat.busy.get(), 'at work');
    chat.chat.stop();
    const [result] = await answered(chat);
    assert.match(result?.error ?? '', /stopped/);
  });

  it('forgets questions, consent and work with the conversation', async () => {
    let signal: AbortSignal | undefined;
    const chat = await place({
      work: { consent: 'always', handler: (_, context) => ((signal = context.signal), new Promise(() => undefined)) },
      a: { handler: () => 1 },
    });
    chat.call('a');
    chat.chat.consentToTool((await waiting(chat)).id, true, true);
    await answered(chat);
    chat.call('work');
    await until(() => signal !== undefined, 'work');
    chat.chat.restart();
    assert.equal(signal?.aborted, true);
    await until(() => chat.commands.some(({ type }) => type === 'restart'), 'restarted');
    chat.call('a');
    const question = await waiting(chat);
    assert.equal(question.name, 'a');
    assert.equal(chat.results().length, 1);
    assert.equal(chat.chat.messages().length, 1);
  });

  it('leaves calls to whoever listens, where no functions are given', async () => {
    const heard: string[] = [];
    const chat = createChat({
      transport: { open: async () => undefined, send: async () => undefined, close: async () => undefined },
      session: newSession(quiet),
      platform: quiet,
    });
    chat.on((event) => event.type === 'tool-called' && heard.push(event.call.name));
    chat.receive({ type: 'tool-called', call: { id: 'c', name: 'a', input: {} } });
    assert.deepEqual(heard, ['a']);
    assert.equal(chat.messages().length, 0);
  });
});

describe('a call that outlives its page', () => {
  interface Browser {
    /** A page on the one conversation of this browser. */
    readonly open: (tools?: Readonly<Record<string, Tool>>, how?: { readonly unopened?: boolean }) => Promise<Page>;
    /** Whether what is sent gets nowhere. */
    readonly jam: (isJammed: boolean) => void;
    /** Gone without a word. */
    readonly leave: (page: Page) => Promise<void>;
    /** Gone, as on a reload: the other tabs hear of it. */
    readonly unload: (page: Page) => Promise<void>;
    readonly results: readonly ToolResult[];
    /** What the backend says to the page that leads. */
    readonly say: Emit;
    readonly storage: KeyValueStorage;
    readonly hub: TabsHub;
  }
  interface Page {
    readonly chat: Chat;
    readonly tabs: Tabs;
    readonly states: () => readonly string[];
    readonly question: () => Promise<PartMap['tool-call']>;
    /** The wait for other tabs is over. */
    readonly elapse: () => Promise<void>;
  }
  /** How far the clocks of all pages are ahead. */
  let ahead = 0;
  const machine = { ...quiet, now: () => Date.now() + ahead };
  let chats: Chat[] = [];
  afterEach(async () => {
    await Promise.all(chats.map((chat) => chat.close()));
    chats = [];
    ahead = 0;
  });
  function browser(lateResults = true): Browser {
    const hub = tabsHub();
    const storage = memoryStorage();
    const results: ToolResult[] = [];
    const lines = new Map<string, Emit>();
    const pages = new Map<Page, () => Promise<void>>();
    let leading = '';
    let isJammed = false;
    async function open(tools: Readonly<Record<string, Tool>> = {}, { unopened = false } = {}): Promise<Page> {
      const tabs = hub.open();
      const waits = new Set<() => void>();
      const platform: Platform = {
        ...machine,
        // The only wait of a second that begins after the chat is ready.
        after(ms, callback) {
          if (ms !== 1_000) return machine.after(ms, callback);
          waits.add(callback);
          return () => void waits.delete(callback);
        },
      };
      const kept = createKept({
        storage,
        scope: 'test',
        platform: machine,
        sessionDuration: Infinity,
        persist: 'always',
      });
      const chat = createChat({
        transport: {
          capabilities: { lateResults },
          async open(emit) {
            lines.set((leading = tabs.id), emit);
            emit({ type: 'connection-changed', state: 'open' });
          },
          async send(command) {
            if (isJammed) return new Promise<void>(() => undefined);
            if (command.type === 'tool-result') results.push(command);
          },
          close: async () => void lines.delete(tabs.id),
        },
        session: newSession(quiet),
        platform,
        keeping: async () => ({ storage, scope: 'test', tabs, kept }),
        tools: async () => ({ enabled: () => true, find: (name) => tools[name] }),
      });
      await chat.ready;
      if (!unopened) await chat.open();
      chats.push(chat);
      waits.clear();
      const parts = () =>
        chat
          .messages()
          .flatMap((message) => message.parts)
          .filter((part): part is PartMap['tool-call'] => part.type === 'tool-call');
      const page: Page = {
        chat,
        tabs,
        states: () => parts().map(({ state }) => state),
        async question() {
          await until(() => parts().some(({ state }) => state === 'waiting'), 'a question');
          return parts().find(({ state }) => state === 'waiting') ?? assert.fail('no question');
        },
        async elapse() {
          await until(() => waits.size > 0, 'it waits for other tabs');
          for (const wait of waits) wait();
          waits.clear();
        },
      };
      pages.set(page, () => kept.flush());
      return page;
    }
    return {
      open,
      jam: (next) => void (isJammed = next),
      results,
      storage,
      hub,
      say: (event) => lines.get(leading)?.(event),
      async leave(page) {
        await pages.get(page)?.();
        hub.crash(page.tabs);
      },
      async unload(page) {
        await pages.get(page)?.();
        page.tabs.close();
      },
    };
  }
  const called: ChatEvent = { type: 'tool-called', call: { id: 'call-1', name: 'pay', input: { sum: 7 } } };
  /** A page that asked, and one that comes after it. */
  async function reloaded(place: Browser, tools: Readonly<Record<string, Tool>>) {
    const before = await place.open(tools);
    place.say(called);
    const question = await before.question();
    await place.leave(before);
    return { question, page: await place.open(tools) };
  }

  it('can still be answered with a yes, if it is a question: it runs once, and the backend hears of it', async () => {
    const place = browser();
    const inputs: unknown[] = [];
    const { question, page } = await reloaded(place, { pay: { handler: (input) => inputs.push(input) } });
    assert.equal((await page.question()).id, question.id);
    page.chat.consentToTool(question.id, true);
    page.chat.consentToTool(question.id, true);
    await until(() => place.results.length > 0, 'a result');
    assert.deepEqual(inputs, [{ sum: 7 }]);
    assert.deepEqual(
      place.results.map(({ callId, name, result }) => [callId, name, result]),
      [['call-1', 'pay', 1]],
    );
    await until(() => page.states().join() === 'done', 'done');
    await until(() => page.chat.busy.get() === false, 'rest');
    const left = await place.storage.entries('test/question/');
    assert.deepEqual(
      left.map(([key]) => key),
      ['test/question/taken'],
    );
  });

  it('can still be answered with a no', async () => {
    const place = browser();
    const { question, page } = await reloaded(place, { pay: { handler: () => assert.fail('It ran.') } });
    page.chat.consentToTool(question.id, false);
    await until(() => place.results.length > 0, 'a result');
    assert.match(place.results[0]?.error ?? '', /visitor/);
    await until(() => page.states().join() === 'refused', 'refused');
  });

  it('is over where the backend no longer waits, and says so', async () => {
    const place = browser(false);
    const { question, page } = await reloaded(place, { pay: { handler: () => assert.fail('It ran.') } });
    await until(() => page.states().join() === 'expired', 'expired');
    page.chat.consentToTool(question.id, true);
    await page.chat.open();
    assert.deepEqual(place.results, []);
  });

  it('is over where the page has no such function any more', async () => {
    const place = browser();
    const before = await place.open({ pay: { handler: () => 1 } });
    place.say(called);
    const { id } = await before.question();
    await place.leave(before);
    const page = await place.open();
    page.chat.consentToTool(id, true);
    await until(() => page.states().join() === 'expired', 'expired');
    assert.deepEqual(place.results, []);
  });

  it('is none where nothing but the backend drew it', async () => {
    const place = browser();
    const tools = { pay: { handler: () => assert.fail('It ran.') } };
    const forged = { type: 'tool-call', id: 'forged', callId: 'call-1', name: 'pay', input: {}, state: 'waiting' };
    const message = { id: 'm', author: 'bot', delivery: 'delivered', streaming: false } as const;
    const before = await place.open(tools);
    place.say({ type: 'message-added', message: { ...message, parts: [forged] } });
    before.chat.consentToTool('forged', true);
    await until(() => before.states().join() === 'expired', 'expired at once');
    place.say({ type: 'message-added', message: { ...message, id: 'n', parts: [{ ...forged, id: 'again' }] } });
    await before.question();
    await place.leave(before);
    const page = await place.open(tools);
    await until(() => page.states().join() === 'expired,expired', 'expired after a reload');
    assert.deepEqual(place.results, []);
  });

  it('is answered where it was asked while that tab lives, and where it is answered when that is gone', async () => {
    const place = browser();
    const ran: string[] = [];
    const toolsOf = (where: string) => ({ pay: { handler: () => ran.push(where) } });
    const leader = await place.open(toolsOf('leader'));
    const follower = await place.open(toolsOf('follower'));
    // A function runs where the visitor was last.
    await leader.chat.open();
    place.say(called);
    const { id } = await follower.question();
    follower.chat.consentToTool(id, true);
    await until(() => place.results.length === 1, 'a result');
    await until(() => follower.states().join() === 'done', 'both know');
    await follower.elapse();
    assert.deepEqual(ran, ['leader']);

    place.say({ type: 'tool-called', call: { id: 'call-2', name: 'pay', input: {} } });
    const second = await follower.question();
    await place.leave(leader);
    await until(() => follower.tabs.leads(), 'it leads');
    const third = await place.open(toolsOf('third'));
    third.chat.consentToTool(second.id, true);
    await third.elapse();
    await until(() => place.results.length === 2, 'a result');
    assert.deepEqual(ran, ['leader', 'third']);
    await until(() => follower.states().join() === 'done,done', 'all know');
  });

  it('is not acted on twice where the tab that asked hangs, and hears of the answer late', async () => {
    const place = browser();
    const ran: string[] = [];
    const toolsOf = (where: string) => ({ pay: { handler: () => ran.push(where) } });
    const leader = await place.open(toolsOf('leader'));
    const follower = await place.open(toolsOf('follower'));
    place.say(called);
    const { id } = await leader.question();
    // It asks, and hangs: what it is told waits.
    assert.equal((await follower.question()).id, id);
    place.hub.stall(follower.tabs);
    leader.chat.consentToTool(id, true);
    await leader.elapse();
    await until(() => place.results.length === 1, 'a result');
    place.hub.thaw(follower.tabs);
    await until(() => follower.states().join() === 'done', 'it knows');
    assert.deepEqual(ran, ['leader']);
  });

  const never: Tool = { consent: 'always', handler: () => new Promise(() => undefined) };
  const broken: Tool = { consent: 'always', handler: () => assert.fail('It ran again.') };
  const isAtWork = (page: Page) => until(() => page.states().at(-1) === 'running', 'at work');

  for (const [backend, lateResults] of [
    ['that takes results late hears of it', true],
    ['that does not is not told', false],
  ] as const)
    it(`has failed, if it was at work; a backend ${backend}`, async () => {
      const place = browser(lateResults);
      const before = await place.open({ pay: never });
      place.say(called);
      await isAtWork(before);
      await place.unload(before);
      const page = await place.open({ pay: broken });
      await until(() => page.states().join() === 'failed', 'failed');
      await page.chat.open();
      await until(() => place.results.length >= Number(lateResults), 'it is told');
      assert.deepEqual(
        place.results.map(({ callId, name, error }) => [callId, name, error]),
        lateResults ? [['call-1', 'pay', 'The page was left before it was done.']] : [],
      );
    });

  it('goes on in another tab whoever comes, and has failed when that one is loaded anew', async () => {
    const place = browser();
    let end = (_: number): void => {};
    const leader = await place.open();
    const worker = await place.open({
      pay: { consent: 'always', handler: () => new Promise<number>((resolve) => (end = resolve)) },
    });
    place.say(called);
    await isAtWork(worker);
    const third = await place.open();
    end(7);
    await until(() => third.states().join() === 'done', 'done');
    await until(() => place.results.length > 0, 'a result');
    assert.deepEqual(
      place.results.map(({ result }) => result),
      [7],
    );
    await worker.chat.open();
    place.say({ type: 'tool-called', call: { id: 'call-2', name: 'pay', input: {} } });
    await isAtWork(worker);
    await place.unload(worker);
    const again = await place.open({ pay: broken });
    for (const page of [leader, again]) await until(() => page.states().join() === 'done,failed', 'failed');
    await until(() => place.results.length > 1, 'the backend hears of it');
    assert.match(place.results[1]?.error ?? '', /was left/);
    assert.equal(place.results.length, 2);
  });

  it('has failed when its time is over, if nobody could say that its page is gone', async () => {
    const place = browser();
    const leader = await place.open();
    const worker = await place.open({ pay: never });
    place.say(called);
    await isAtWork(leader);
    await place.leave(worker);
    await place.open();
    assert.deepEqual(leader.states(), ['running']);
    ahead = 66_000;
    await place.open();
    await until(() => leader.states().join() === 'failed', 'failed');
    await until(() => place.results.length > 0, 'the backend hears of it');
  });

  it('is made once, however often the backend says it to pages that come later', async () => {
    const place = browser();
    const ran: unknown[] = [];
    const tools = { pay: { consent: 'always', handler: ({ sum }) => ran.push(sum) } } satisfies Record<string, Tool>;
    const before = await place.open(tools);
    place.say(called);
    place.say({ type: 'tool-called', call: { id: 'unknown', name: 'nowhere', input: {} } });
    await until(() => place.results.length === 2, 'results');
    await place.unload(before);
    const page = await place.open(tools);
    place.say(called);
    place.say({ type: 'tool-called', call: { id: 'unknown', name: 'nowhere', input: {} } });
    place.say({ type: 'tool-called', call: { id: 'call-2', name: 'pay', input: { sum: 8 } } });
    await until(() => place.results.length > 2, 'another result');
    await until(() => page.states().join() === 'done,done', 'done');
    assert.deepEqual(ran, [7, 8]);
    assert.deepEqual(place.results.map(({ callId }) => callId).sort(), ['call-1', 'call-2', 'unknown']);
  });

  it('fail when the tab where they were at work is closed for good, in a chat that goes on elsewhere', async () => {
    const place = browser();
    const leader = await place.open();
    const worker = await place.open({ pay: never });
    place.say(called);
    await isAtWork(leader);
    await place.unload(worker);
    await until(() => leader.states().join() === 'failed', 'it has failed');
  });

  it('are made where the visitor spoke last: in no tab that is gone, and in none that only came', async () => {
    for (const spoke of [false, true]) {
      const place = browser();
      const ran: string[] = [];
      const pays = (where: string) => ({ pay: { consent: 'always', handler: () => ran.push(where) } }) as const;
      const leader = await place.open(pays('leader'));
      const worker = await place.open(pays('worker'), { unopened: spoke });
      if (spoke) {
        leader.chat.send({ text: 'Pay.' });
        await place.open(pays('third'), { unopened: true });
      } else {
        await place.unload(worker);
        await until(() => !leader.tabs.others(), 'it is gone');
      }
      place.say(called);
      await until(() => ran.length > 0, 'it ran');
      assert.deepEqual(ran, ['leader']);
    }
  });

  it('are made in the page that came after the one where the visitor spoke', async () => {
    const place = browser();
    const ran: string[] = [];
    const pays = (where: string) => ({ pay: { consent: 'always', handler: () => ran.push(where) } }) as const;
    const leader = await place.open(pays('leader'));
    const before = await place.open(pays('before'));
    await place.unload(before);
    await until(() => !leader.tabs.others(), 'it is gone');
    await place.open(pays('after'), { unopened: true });
    place.say(called);
    await until(() => ran.length > 0, 'it ran');
    assert.deepEqual(ran, ['after']);
  });

  it('have their end told by the next page, when that was on its way as the page was left', async () => {
    const place = browser();
    place.jam(true);
    const before = await place.open({ pay: { consent: 'always', handler: () => 'paid' } });
    place.say(called);
    await until(() => before.states().join() === 'done', 'it is done');
    await place.unload(before);
    place.jam(false);
    await place.open({ pay: broken });
    place.say(called);
    await until(() => place.results.length > 0, 'the backend hears of it');
    assert.deepEqual(
      place.results.map(({ callId, result }) => [callId, result]),
      [['call-1', 'paid']],
    );
    let left: readonly string[] = [];
    await until(() => {
      void place.storage.entries('test/question/').then((found) => (left = found.map(([key]) => key)));
      return left.join() === 'test/question/taken';
    }, 'it is over');
  });
});
