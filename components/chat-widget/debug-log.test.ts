import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { resolveConfig } from '../../src/config/resolve.js';
import { createChat } from '../../src/core/chat.js';
import { createStore } from '../../src/core/store.js';
import { countUnread } from '../../src/core/unread.js';
import { launcherEnglish } from '../../src/i18n/launcher.en.js';
import type { Vocabulary } from '../../src/i18n/strings.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import { memoryTransport } from '../../src/transports/memory/memory-transport.js';
import type { Comforts } from '../foundation/comforts.js';
import './chat-widget.js';
import { keepCompany } from './company.js';
import { logEvents } from './debug-log.js';

const secret = 'rosebud';
const message = {
  id: 'm1',
  author: 'bot',
  name: secret,
  delivery: 'delivered',
  streaming: false,
  parts: [
    { type: 'text', text: secret },
    { type: 'card', title: secret, actions: [] },
  ],
  attachments: [{ name: secret, url: `https://files.example/${secret}` }],
} as const;
const party = { id: secret, name: secret, author: 'agent' } as const;
/** Each kind of event in which somebody says something, is named, or is let in. */
const events: readonly ChatEvent[] = [
  { type: 'connection-changed', state: 'waiting', retryIn: 500, reason: 'unreachable' },
  { type: 'message-added', message },
  { type: 'history-added', messages: [message] },
  { type: 'message-started', id: 'm2', author: 'agent', name: secret, avatarUrl: `https://a.example/${secret}` },
  { type: 'part-added', id: 'm2', part: { type: 'text', text: secret } },
  { type: 'text-delta', id: 'm2', delta: secret },
  { type: 'message-updated', id: 'm2', patch: { parts: [{ type: 'text', text: secret }] } },
  { type: 'message-completed', id: 'm2' },
  { type: 'typing-changed', party, typing: true },
  { type: 'tool-called', call: { id: 't1', name: 'lookUp', input: { id: secret, reason: secret } } },
  { type: 'suggestions-changed', suggestions: [{ type: 'reply', label: secret, text: secret }] },
  { type: 'session-changed', session: { id: secret, userId: secret, startedAt: 1 } },
  { type: 'error-raised', code: 'rejected', message: secret, retryable: false },
];

describe('the debug log', () => {
  const { debug } = console;
  let lines: unknown[][];
  beforeEach(() => {
    lines = [];
    console.debug = (...line: unknown[]) => lines.push(line);
  });
  afterEach(() => {
    console.debug = debug;
  });
  function logged(verbose: boolean, early: readonly ChatEvent[] = []) {
    const chat = createChat({ transport: memoryTransport(() => {}), session: { id: 's', userId: 'u', startedAt: 0 } });
    const config = createStore(resolveConfig({ properties: { verbose } }));
    const stop = logEvents(chat, config, early);
    return { chat, config, stop };
  }

  it('says what happens, and nothing that anybody said, is called, or is let in with', async () => {
    const { chat, stop } = logged(true);
    for (const event of events) chat.receive(event);
    stop();
    chat.receive({ type: 'message-completed', id: 'm1' });
    const said = lines.map(([line]) => String(line));
    for (const { type } of events) expect(said).to.include(`[chat-widget] ${type}`);
    expect(said.filter((line) => line.endsWith('message-completed'))).to.have.length(1);
    expect(JSON.stringify(lines)).to.not.include(secret);
    const detail = (type: string) => lines.find(([line]) => line === `[chat-widget] ${type}`)?.[1];
    expect(detail('connection-changed')).to.deep.equal({ state: 'waiting', retryIn: 500, reason: 'unreachable' });
    expect(detail('message-added')).to.deep.equal({
      message: { id: 'm1', author: 'bot', delivery: 'delivered', streaming: false, parts: ['text', 'card'] },
    });
    expect(detail('text-delta')).to.deep.equal({ id: 'm2', delta: '7 characters' });
    expect(detail('tool-called')).to.deep.equal({ call: { id: 't1', name: 'lookUp' } });
    await chat.close();
  });

  it('begins with what happened before it was there, and is silent while the setting is off', async () => {
    const { chat, config } = logged(true, [{ type: 'connection-changed', state: 'connecting' }]);
    expect(lines).to.deep.equal([['[chat-widget] connection-changed', { state: 'connecting' }]]);
    config.set(resolveConfig({}));
    chat.receive({ type: 'conversation-ended' });
    expect(lines).to.have.length(1);
    await chat.close();
  });

  /** What goes along with a conversation comes when one message was said already. */
  function accompanied(verbose: boolean) {
    const chat = createChat({ transport: memoryTransport(() => {}), session: { id: 's', userId: 'u', startedAt: 0 } });
    const config = createStore(resolveConfig({ properties: { verbose } }));
    const host = document.createElement('chat-widget');
    const early: ChatEvent[] = [{ type: 'message-added', message: { ...message, id: 'early' } }];
    const heard = chat.on((event) => early.push(event));
    const unread = countUnread(chat);
    const comforts = createStore<Comforts>({});
    const words = createStore<Vocabulary>(launcherEnglish);
    const stop = keepCompany({ host, panel: host, chat, unread, config, comforts, scope: 's', words, early, heard });
    const say = (id: string) => chat.receive({ type: 'message-added', message: { ...message, id } });
    return { chat, config, say, stop };
  }
  /** The messages of which it is said that they were added. */
  const added = () =>
    lines
      .filter(([line]) => line === '[chat-widget] message-added')
      .map(([, detail]) => (detail as { readonly message: { readonly id: string } }).message.id);

  it('leaves nothing out while its own code is on the way', async () => {
    const { chat, say, stop } = accompanied(true);
    say('meanwhile');
    await waitUntil(() => added().length > 1);
    say('afterwards');
    expect(added()).to.deep.equal(['early', 'meanwhile', 'afterwards']);
    stop();
    await chat.close();
  });

  it('says nothing of what was before it was switched on', async () => {
    const { chat, config, say, stop } = accompanied(false);
    say('before');
    await chat.ready;
    config.set(resolveConfig({ properties: { verbose: true } }));
    say('now');
    await waitUntil(() => added().length > 0);
    expect(added()).to.deep.equal(['now']);
    stop();
    await chat.close();
  });
});
