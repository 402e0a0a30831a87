import { ContextProvider } from '@lit/context';
import { expect, fixture } from '@open-wc/testing';
import { html, render, type TemplateResult } from 'lit';
import { resolveConfig } from '../../../src/config/resolve.js';
import type { Config } from '../../../src/config/config.js';
import { createChat, type Chat } from '../../../src/core/chat.js';
import { createStore, type Store } from '../../../src/core/store.js';
import { english } from '../../../src/i18n/messages.en.js';
import type { AllStrings, Strings } from '../../../src/i18n/strings.js';
import type { ChatCommand } from '../../../src/protocol/commands.js';
import type { ChatEvent } from '../../../src/protocol/events.js';
import type { Message } from '../../../src/protocol/message.js';
import type { Transport } from '../../../src/protocol/transport.js';
import { chatContext, configContext, stringsContext } from '../contexts.js';
import { sheetOf } from '../element-base.js';
import { tokens } from '../styles/tokens.js';

export interface StageOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly strings?: Partial<AllStrings>;
  /** The backend: what it does with a command; resolved is delivered. */
  readonly act?: (command: ChatCommand) => void | Promise<void>;
  /** The backend takes files. */
  readonly upload?: NonNullable<Transport['upload']>;
  /** The backend knows about links. */
  readonly unfurl?: NonNullable<Transport['unfurl']>;
  /** The backend can be called. */
  readonly call?: NonNullable<Transport['call']>;
}

/** What one element finds around it inside a widget: tokens, settings, words and a conversation. */
export interface Stage<E extends HTMLElement> {
  readonly element: E;
  readonly chat: Chat;
  readonly config: Store<Config>;
  /** The words of the interface. */
  readonly strings: Store<Strings>;
  /** What reached the backend. */
  readonly commands: readonly ChatCommand[];
  /** Says it as the backend would, and waits until it is drawn. */
  readonly say: (...events: readonly ChatEvent[]) => Promise<void>;
  /** Fails on anything that axe finds, once nothing moves any more. */
  readonly isAccessible: () => Promise<void>;
  /** Everything below the element, through every shadow root. */
  readonly all: <F extends Element = HTMLElement>(selector: string) => readonly F[];
  /** The only one of them. */
  readonly one: <F extends Element = HTMLElement>(selector: string) => F;
}

/** Every element has drawn what it knows. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Everything below, through every shadow root. */
export function deep<E extends Element = HTMLElement>(root: ParentNode, selector: string): readonly E[] {
  const inner = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? deep<E>(shadowRoot, selector) : [],
  );
  return [...root.querySelectorAll<E>(selector), ...inner];
}

/** What can be read, as one line. */
export const words = (element: Element): string =>
  (element.shadowRoot ?? element).textContent?.replace(/\s+/g, ' ').trim() ?? '';

export const press = (target: EventTarget, key: string, more: KeyboardEventInit = {}): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));

export const said = (id: string, text: string, more: Partial<Message> = {}): ChatEvent => ({
  type: 'message-added',
  message: { id, author: 'bot', parts: [{ type: 'text', text }], delivery: 'delivered', streaming: false, ...more },
});

/** Puts an element on a stage, drawn and ready. */
export async function staged<E extends HTMLElement>(
  template: TemplateResult,
  { settings = {}, strings: own = {}, act = () => undefined, upload, unfurl, call }: StageOptions = {},
): Promise<Stage<E>> {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheetOf(tokens, ':host { display: block; font: 16px system-ui; color: #16181d }')];
  const commands: ChatCommand[] = [];
  const chat = createChat({
    transport: {
      open: async (emit) => emit({ type: 'connection-changed', state: 'open' }),
      async send(command) {
        commands.push(command);
        await act(command);
      },
      close: async () => undefined,
      ...(upload ? { upload } : {}),
      ...(unfurl ? { unfurl } : {}),
      ...(call ? { call } : {}),
    },
    session: { id: 's', userId: 'u', startedAt: 0 },
  });
  const config = createStore(resolveConfig({ properties: settings }));
  new ContextProvider(host, { context: chatContext, initialValue: chat });
  new ContextProvider(host, { context: configContext, initialValue: config });
  const strings = createStore<Strings>({ ...english, ...own });
  new ContextProvider(host, { context: stringsContext, initialValue: strings });
  await fixture(html`${host}`);
  render(template, root);
  await settled();
  const element = root.firstElementChild as E;
  const all = <F extends Element>(selector: string) =>
    element.shadowRoot ? deep<F>(element.shadowRoot, selector) : [];
  return {
    element,
    chat,
    config,
    strings,
    commands,
    all,
    one(selector) {
      const found = all<never>(selector);
      expect(found, selector).to.have.length(1);
      const [only] = found;
      if (!only) throw new Error(selector);
      return only;
    },
    async say(...events) {
      for (const event of events) chat.receive(event);
      await settled();
    },
    async isAccessible() {
      const ending = deep(root, '*')
        .flatMap((each) => each.getAnimations())
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.all(ending.map(({ finished }) => finished));
      await expect(host).to.be.accessible();
    },
  };
}
