import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { ChatCommand, ToolResult } from '../../src/protocol/commands.js';
import type { Chat } from '../../src/core/chat.js';
import { registerPlugin } from '../../src/core/plugins.js';
import { memoryTransport } from '../../src/transports/memory/memory-transport.js';
import type { Emit } from '../../src/protocol/events.js';
import { deep, words } from '../foundation/fakes/stage.js';
import type { ChatFeedbackRequest } from '../foundation/events/part-requests.js';
import type { ChatToolRequest } from '../foundation/events/tool-request.js';
import type { ChatWidget } from './chat-widget.js';
import { describeFunctions, findFunction, type PageFunctions } from './page-functions.js';
import './chat-widget.js';

async function opened(functions: PageFunctions = {}, attributes: Readonly<Record<string, string>> = { tools: '' }) {
  const commands: ChatCommand[] = [];
  let emit: Emit = () => undefined;
  const widget = await fixture<ChatWidget>(html`<chat-widget persist="none"></chat-widget>`);
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  widget.transport = memoryTransport((command, sink) => {
    commands.push(command);
    emit = sink;
  });
  widget.registerFunctions(functions);
  await widget.whenReady;
  await widget.open();
  await widget.sendMessage('hello');
  await waitUntil(() => commands.length > 0);
  let count = 0;
  const all = (selector: string) => deep(widget.shadowRoot ?? document, selector);
  return {
    widget,
    commands,
    say: (...events: Parameters<Emit>) => emit(...events),
    call: (name: string, input = {}) => emit({ type: 'tool-called', call: { id: `c${count++}`, name, input } }),
    all,
    async result() {
      await waitUntil(() => commands.some(({ type }) => type === 'tool-result'), 'no result');
      return commands.find((command): command is ToolResult => command.type === 'tool-result');
    },
    async button(name: string) {
      const find = () => all('[part=tool-call] button').find((button) => words(button) === name);
      await waitUntil(find, `no button ${name}`);
      find()?.click();
    },
  };
}
const answer = (id: string) =>
  ({
    type: 'message-added',
    message: { id, author: 'bot', parts: [{ type: 'text', text: 'Yes.' }], delivery: 'delivered', streaming: false },
  }) as const;

describe('functions of the page', () => {
  it('are found by their own names only, bare or described', () => {
    const handler = () => 1;
    const functions: PageFunctions = { bare: handler, full: { handler, description: 'Does it.', consent: 'always' } };
    expect(findFunction(functions, 'bare')).to.deep.equal({ handler });
    expect(findFunction(functions, 'full')?.consent).to.equal('always');
    for (const name of ['toString', 'constructor', '__proto__', 'none'])
      expect(findFunction(functions, name), name).to.equal(undefined);
    expect(findFunction(undefined, 'bare')).to.equal(undefined);
    const odd: PageFunctions = JSON.parse('{"a":7,"b":null,"c":{}}') as PageFunctions;
    for (const name of ['a', 'b', 'c']) expect(findFunction(odd, name)).to.equal(undefined);
  });

  it('are described to the backend without their code', () =>
    expect(
      describeFunctions({
        bare: () => 1,
        full: { handler: () => 1, title: 'For visitors', description: 'Does it.', parameters: { type: 'object' } },
      }),
    ).to.deep.equal([{ name: 'bare' }, { name: 'full', description: 'Does it.', parameters: { type: 'object' } }]));

  it('run when the visitor allows it, and the backend gets the result', async () => {
    const { call, button, result, all } = await opened({ add: ({ a, b }) => Number(a) + Number(b) });
    call('add', { a: 1, b: 2 });
    await button('Allow');
    expect((await result())?.result).to.equal(3);
    await waitUntil(() => all('[part=tool-call] .state').some((state) => words(state) === 'Done'));
  });

  it('do not run when the visitor does not', async () => {
    let ran = false;
    const { call, button, result } = await opened({ pay: () => (ran = true) });
    call('pay');
    await button('Don’t allow');
    expect((await result())?.error).to.match(/visitor/);
    expect(ran).to.equal(false);
  });

  it('can be refused by the page, and answered by it', async () => {
    const { widget, call, commands } = await opened({ a: { consent: 'always', handler: () => 'own' } });
    widget.addEventListener(
      'chat-tool-request',
      (event: ChatToolRequest) => event.respondWith(Promise.resolve({ from: event.call.name })),
      { once: true },
    );
    call('unregistered');
    await waitUntil(() => commands.at(-1)?.type === 'tool-result');
    expect((commands.at(-1) as ToolResult).result).to.deep.equal({ from: 'unregistered' });
    const asked = oneEvent<ChatToolRequest>(widget, 'chat-tool-request');
    widget.addEventListener('chat-tool-request', (event) => event.preventDefault());
    call('a');
    expect((await asked).call.name).to.equal('a');
    await waitUntil(() => (commands.at(-1) as ToolResult).error !== undefined);
    expect((commands.at(-1) as ToolResult).error).to.match(/page/);
  });

  it('come and go by name', async () => {
    const { widget, call, result } = await opened({ a: () => 1 });
    widget.registerFunctions({ b: () => 2 });
    widget.unregisterFunctions('a');
    widget.unregisterFunctions(['none']);
    expect(Object.keys(widget.functions ?? {})).to.deep.equal(['b']);
    call('a');
    expect((await result())?.error).to.match(/no function/);
  });

  it('are out of reach until the page switches them on', async () => {
    const { call, result, all } = await opened({ a: { consent: 'always', handler: () => 1 } }, {});
    call('a');
    expect((await result())?.error).to.match(/does not let/);
    expect(all('chat-tool-call')).to.have.length(0);
  });

  it('may be given before the element is known', async () => {
    const early = document.createElement('chat-widget');
    early.functions = { a: () => 1 };
    expect(Object.keys(early.functions)).to.deep.equal(['a']);
  });
});

describe('plugins of the page', () => {
  const setUp = (name: string) => {
    const diary: string[] = [];
    const plugin = {
      name,
      setup: (chat: Chat) => {
        diary.push(`begins with ${chat.messages().length > 0}`);
        return () => void diary.push('ends');
      },
    };
    return { diary, plugin };
  };

  it('are on while they are registered and named, and end with the conversation', async () => {
    const { diary, plugin } = setUp('by-property');
    const { widget } = await opened();
    widget.plugins = [plugin];
    expect(widget.plugins).to.deep.equal([]);
    widget.setAttribute('plugins', 'by-property nobody');
    await waitUntil(() => diary.length === 1, 'not begun');
    widget.remove();
    await waitUntil(() => diary.length === 2, 'not ended');
    expect(diary).to.deep.equal(['begins with true', 'ends']);
  });

  it('are on from the start where they are named from the start, and off when the name goes', async () => {
    const { diary, plugin } = setUp('by-attribute');
    registerPlugin(plugin);
    const { widget } = await opened({}, { plugins: 'by-attribute' });
    await waitUntil(() => diary.length === 1, 'not begun');
    widget.plugins = [];
    await waitUntil(() => diary.length === 2, 'not ended');
  });
});

describe('feedback', () => {
  it('is asked for below every answer where the page wants it, and goes to the backend', async () => {
    const { widget, say, all, commands } = await opened({}, { feedback: '' });
    say(answer('one'));
    await waitUntil(() => all('[part=feedback] .icon').length === 2, 'no thumbs');
    const wish = oneEvent<ChatFeedbackRequest>(widget, 'chat-feedback-request');
    all('[part=feedback] .icon')[0]?.click();
    expect((await wish).feedback).to.deep.equal({ messageId: 'one', rating: 'positive' });
    await waitUntil(() => commands.at(-1)?.type === 'give-feedback');
    expect(commands.at(-1)).to.include({ messageId: 'one', rating: 'positive' });
  });

  it('is not asked for without the setting', async () => {
    const { say, all } = await opened({}, {});
    say(answer('one'));
    await waitUntil(() => all('chat-text').some((text) => words(text) === 'Yes.'));
    expect(all('chat-feedback')).to.have.length(0);
  });

  it('is asked for once where the bot asks by itself', async () => {
    const { say, all } = await opened({}, { feedback: '' });
    const { message } = answer('one');
    say({
      type: 'message-added',
      message: { ...message, parts: [...message.parts, { type: 'feedback', question: 'Well?' }] },
    });
    await waitUntil(() => all('[part=feedback] .icon').length === 2, 'no thumbs');
    expect(all('chat-feedback')).to.have.length(1);
  });
});

describe('what happens in the conversation', () => {
  it('stands in it once, and is announced', async () => {
    const { say, all, widget } = await opened();
    say({ type: 'party-changed', party: { id: 'p', author: 'agent', name: 'Mara' }, present: true });
    say({ type: 'handoff-changed', handoff: 'active' });
    await waitUntil(() => all('chat-notice').length === 1 && words(all('chat-notice')[0] ?? widget) !== '');
    expect(words(all('chat-notice')[0] ?? widget)).to.equal('Mara joined the chat');
    expect(all('chat-message[author=system]')).to.have.length(1);
    expect(words(all('[part=subtitle]')[0] ?? widget)).to.equal('You are talking with Mara');
    await waitUntil(() => words(all('[part=announcer]')[0] ?? widget) === 'Mara joined the chat', 'not announced');
  });
});
