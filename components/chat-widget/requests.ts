import type { Chat } from '../../src/core/chat.js';
import { match, type Table } from '../../src/protocol/match.js';
import type { ChatRequest, Draft } from '../foundation/events/requests.js';

/** What the widget itself can do, and the conversation where there is one. */
export interface Deeds {
  readonly chat: Chat | undefined;
  open(options: { focus: boolean }): unknown;
  close(): unknown;
  sendMessage(draft: Draft): unknown;
  restartConversation(): unknown;
  exportConversation(options: { format: 'text' | 'markdown' | 'json' | 'html'; download: boolean }): unknown;
  maximize(): unknown;
  minimize(): unknown;
}

/** The only place where a wish becomes a deed. */
const deeds: Table<ChatRequest, [Deeds], unknown> = {
  'chat-send-request': ({ draft }, widget) => widget.sendMessage(draft),
  'chat-select-request': ({ action }, { chat }) => chat?.choose(action),
  'chat-link-request': () => undefined, // The browser follows a link that nobody refused.
  'chat-open-request': (_, widget) => widget.open({ focus: true }),
  'chat-close-request': (_, widget) => widget.close(),
  'chat-restart-request': (_, widget) => widget.restartConversation(),
  'chat-retry-request': ({ messageId }, { chat }) => (messageId ? chat?.retry(messageId) : chat?.open()),
  'chat-remove-request': ({ messageId }, { chat }) => chat?.remove(messageId),
  'chat-stop-request': (_, { chat }) => chat?.stop(),
  'chat-export-request': ({ format }, widget) => widget.exportConversation({ format, download: true }),
  'chat-permission-request': ({ permission, granted, label, value }, { chat }) =>
    chat?.submit(
      { type: 'answer-permission', id: chat.newId(), permission, granted, ...(value ? { value } : {}) },
      label,
    ),
  'chat-maximize-request': ({ maximized }, widget) => (maximized ? widget.maximize() : widget.minimize()),
};

/** Obeys every wish that nobody refused, a microtask later: all listeners up the page have their say first. */
export function obeyRequests(host: EventTarget & Deeds): void {
  for (const type of Object.keys(deeds))
    host.addEventListener(type, (event) =>
      queueMicrotask(() => {
        if (!event.defaultPrevented) match(deeds, event as ChatRequest, host);
      }),
    );
}
