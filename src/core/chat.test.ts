import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { defaultPlatform } from '../platform/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import { RejectedError, TransportError } from '../protocol/errors.js';
import type { ChatEvent, Emit } from '../protocol/events.js';
import type { Transport } from '../protocol/transport.js';
import { createChat } from './chat.js';
import { newSession } from './new-session.js';

/** A backend in a function: what it does with each command is the test's business. */
function backend(act: (command: ChatCommand, emit: Emit, signal: AbortSignal) => Promise<void> | void) {
  const commands: ChatCommand[] = [];
  let emit: Emit = () => undefined;
  const state = { opened: 0, closed: 0 };
  const transport: Transport = {
    open: async (sink) => {
      state.opened++;
      emit = sink;
      emit({ type: 'connection-changed', state: 'open' });
    },
    send: async (command, signal) => {
      commands.push(command);
      await act(command, emit, signal);
    },
    close: async () => void state.closed++,
  };
  return { transport, commands, state, say: (event: ChatEvent) => emit(event) };
}
const warnings: string[] = [];
const quiet = {
  ...defaultPlatform,
  now: () => 1_760_000_000_000,
  newId: () => crypto.randomUUID(),
  warn: (code: string) => void warnings.push(code),
};
const chatOf = (transport: Transport, launch = false) =>
  createChat({ transport, session: newSession(quiet), platform: quiet, launch });

describe('a chat', () => {
  beforeEach(() => (warnings.length = 0));

  it('shows what is said at once as pending, and delivered when the backend has it', async () => {
    let settle: () => void = () => undefined;
    const { transport } = backend(() => new Promise<void>((resolve) => (settle = resolve)));
    const chat = chatOf(transport);
    const id = chat.send({ text: 'hi' });
    expect(chat.message(id)?.get()).to.include({ author: 'user', delivery: 'pending' });
    await waitUntil(() => chat.busy.get());
    await waitUntil(() => chat.state.get().connection === 'open');
    settle();
    await waitUntil(() => chat.message(id)?.get().delivery === 'delivered');
  });

  it('does what is wanted by whoever hears of the first thing that is done', async () => {
    const { transport, commands } = backend(() => undefined);
    const chat = chatOf(transport);
    const undo = chat.on(({ type }) => {
      if (type !== 'delivery-changed') return;
      undo();
      chat.send({ text: 'second' });
    });
    chat.retry(chat.send({ text: 'first', hold: 60_000 }));
    await waitUntil(() => commands.length > 1);
    expect(commands.map((each) => Reflect.get(each, 'text') as unknown)).to.deep.equal(['first', 'second']);
    await waitUntil(() => !chat.busy.get());
  });

  it('sends one at a time, in the order of saying', async () => {
    let inFlight = 0;
    let most = 0;
    const { transport, commands } = backend(async () => {
      most = Math.max(most, ++inFlight);
      await Promise.resolve();
      inFlight--;
    });
    const chat = chatOf(transport);
    const ids = ['a', 'b', 'c', 'd'].map((text) => chat.send({ text }));
    await waitUntil(() => chat.message(ids.at(-1) ?? '')?.get().delivery === 'delivered');
    expect(commands.map(({ id }) => id)).to.deep.equal(ids);
    expect(most).to.equal(1);
  });

  it('says that a token was refused where there is no way to another one, and sends nothing again', async () => {
    const { transport, commands } = backend(() => {
      throw new RejectedError('unauthorized', '401', { outcome: 'auth' });
    });
    const chat = chatOf(transport);
    const id = chat.send({ text: 'hi' });
    await waitUntil(() => chat.message(id)?.get().delivery === 'failed');
    expect(chat.message(id)?.get().reason).to.equal('unauthorized');
    expect(commands).to.have.length(1);
    expect(warnings).to.deep.equal(['unauthorized']);
  });

  it('lets a failure block nothing, keeps its text and sends it again under the same id', async () => {
    let broken = true;
    const { transport, commands } = backend((command) => {
      if (broken && 'text' in command && command.text === 'first') throw new RejectedError('rejected', 'No.');
    });
    const chat = chatOf(transport);
    const first = chat.send({ text: 'first' });
    const second = chat.send({ text: 'second' });
    await waitUntil(() => chat.message(second)?.get().delivery === 'delivered');
    expect(chat.message(first)?.get()).to.include({ delivery: 'failed', reason: 'rejected' });
    broken = false;
    chat.retry(first);
    expect(chat.message(first)?.get().delivery).to.equal('pending');
    await waitUntil(() => chat.message(first)?.get().delivery === 'delivered');
    expect(chat.message(first)?.get()).not.to.have.property('reason');
    expect(commands.map(({ id }) => id)).to.deep.equal([first, second, first]);
    expect(warnings).to.deep.equal(['rejected']);
  });

  it('is not closed by an opening that was hung up and fails late', async () => {
    const { transport } = backend(() => undefined);
    let fail: (reason: unknown) => void = () => undefined;
    let dials = 0;
    const chat = chatOf({
      ...transport,
      open: (emit) => (++dials === 1 ? new Promise((_, reject) => (fail = reject)) : transport.open(emit)),
    });
    void chat.open();
    await waitUntil(() => dials === 1);
    await Promise.all([chat.disconnect(), chat.open()]);
    expect(chat.state.get().connection).to.equal('open');
    fail(new TransportError('closed', 'Hung up.'));
    const id = chat.send({ text: 'hi' });
    await waitUntil(() => chat.message(id)?.get().delivery === 'delivered');
    expect([dials, chat.state.get().connection]).to.deep.equal([2, 'open']);
  });

  it('tells one line and one state when the backend cannot be opened, and opens again on retry', async () => {
    const { transport } = backend(() => undefined);
    let reachable = false;
    const chat = chatOf({
      ...transport,
      open: (emit) =>
        reachable ? transport.open(emit) : Promise.reject(new TransportError('unreachable', 'No road to there.')),
    });
    await chat.open();
    expect(chat.state.get()).to.deep.include({
      connection: 'closed',
      problem: { code: 'unreachable', retryable: true },
    });
    expect(warnings).to.deep.equal(['unreachable']);
    reachable = true;
    await chat.open();
    expect(chat.state.get()).to.deep.include({ connection: 'open', problem: undefined });
  });

  it('launches once, and once more after a restart', async () => {
    const { transport, commands } = backend(() => undefined);
    const chat = chatOf(transport, true);
    await Promise.all([chat.open(), chat.open()]);
    await waitUntil(() => commands.length === 1);
    const before = chat.session.get().id;
    chat.send({ text: 'hi' });
    await waitUntil(() => commands.length === 2);
    chat.restart();
    await waitUntil(() => commands.length === 4);
    expect(commands.map(({ type }) => type)).to.deep.equal(['launch', 'send-message', 'restart', 'launch']);
    expect(chat.order.get()).to.deep.equal([]);
    expect(chat.session.get().id).not.to.equal(before);
  });

  it('ends an answer at stop: the stream keeps what it said, and grows no more', async () => {
    let aborted = false;
    const { transport, say } = backend(
      (_, emit, signal) =>
        new Promise<void>((_resolve, reject) => {
          emit({ type: 'message-started', id: 'r', author: 'bot' });
          emit({ type: 'text-delta', id: 'r', delta: 'Half' });
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(signal.reason);
          });
        }),
    );
    const chat = chatOf(transport);
    const id = chat.send({ text: 'long' });
    await waitUntil(() => chat.message('r')?.get().parts.length === 1);
    chat.stop();
    say({ type: 'text-delta', id: 'r', delta: ' and more' });
    expect(chat.message('r')?.get()).to.deep.include({ streaming: false, parts: [{ type: 'text', text: 'Half' }] });
    await waitUntil(() => !chat.busy.get());
    expect(aborted).to.equal(true);
    expect(chat.message(id)?.get().delivery).to.equal('delivered');
    expect(warnings).to.deep.equal([]);
  });

  it('wakes one message for a token, not the list', async () => {
    const { transport, say } = backend(() => undefined);
    const chat = chatOf(transport);
    await chat.open();
    for (let i = 0; i < 100; i++)
      say({
        type: 'message-added',
        message: { id: `m${i}`, author: 'bot', parts: [], delivery: 'delivered', streaming: false },
      });
    say({ type: 'message-started', id: 'r', author: 'bot' });
    let lists = 0;
    let messages = 0;
    chat.order.subscribe(() => lists++);
    for (const id of chat.order.get()) chat.message(id)?.subscribe(() => messages++);
    for (let i = 0; i < 50; i++) say({ type: 'text-delta', id: 'r', delta: 'x' });
    expect({ lists, messages }).to.deep.equal({ lists: 0, messages: 50 });
  });

  it('puts a late earlier message in its place, and replaces one it knows', () => {
    const { transport } = backend(() => undefined);
    const chat = chatOf(transport);
    const add = (id: string, order: number) =>
      chat.receive({
        type: 'message-added',
        message: { id, order, author: 'bot', parts: [], delivery: 'delivered', streaming: false },
      });
    add('one', 1);
    add('three', 3);
    add('two', 2);
    add('two', 2);
    expect(chat.order.get()).to.deep.equal(['one', 'two', 'three']);
  });

  it('never takes delivered back', async () => {
    const { transport, say } = backend(() => undefined);
    const chat = chatOf(transport);
    const id = chat.send({ text: 'hi' });
    await waitUntil(() => chat.message(id)?.get().delivery === 'delivered');
    say({ type: 'delivery-changed', id, delivery: 'failed', reason: 'timeout' });
    expect(chat.message(id)?.get().delivery).to.equal('delivered');
  });

  it('survives a hand-written transport that leaves fields out', () => {
    const { transport } = backend(() => undefined);
    const chat = chatOf(transport);
    chat.receive({ type: 'message-added', message: { id: 'x', author: 'bot' } as never });
    expect(chat.message('x')?.get()).to.deep.include({ parts: [], delivery: 'delivered', streaming: false });
  });

  it('hears nothing after it is closed', async () => {
    const { transport, say, state } = backend(() => undefined);
    const chat = chatOf(transport);
    await chat.open();
    await chat.close();
    await chat.close();
    say({ type: 'message-started', id: 'late', author: 'bot' });
    expect(chat.order.get()).to.deep.equal([]);
    expect(state.closed).to.equal(1);
  });

  it('clears the suggestions when something is said', () => {
    const { transport } = backend(() => undefined);
    const chat = chatOf(transport);
    chat.receive({ type: 'suggestions-changed', suggestions: [{ type: 'reply', label: 'Yes' }] });
    expect(chat.state.get().suggestions).to.have.length(1);
    chat.choose({ type: 'reply', label: 'Yes' });
    expect(chat.state.get().suggestions).to.deep.equal([]);
    expect(chat.messages().map(({ parts }) => parts[0])).to.deep.equal([
      { type: 'text', text: 'Yes', format: 'plain' },
    ]);
  });
});
