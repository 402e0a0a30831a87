import { memoryTransport } from 'chat-widget/testing';
import type { ChatWidgetElement } from 'chat-widget';
import { createRef, type ReactNode } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { App, drawn, WithElement, type AppProps } from './app.js';

const place = (): HTMLElement => document.getElementById('root') ?? document.body;
const heard: string[] = [];
const element = createRef<ChatWidgetElement>();
let root: Root | undefined;

function show(node: ReactNode): void {
  root ??= createRoot(place());
  root.render(node);
}

/** Answers in forty words, one at a time. */
const talkative = memoryTransport(async (command, emit) => {
  if (command.type !== 'send-message') return;
  const id = `re-${command.id}`;
  emit({ type: 'message-started', id, author: 'bot' });
  for (let word = 0; word < 40; word++) {
    emit({ type: 'text-delta', id, delta: `${word} ` });
    await new Promise((resolve) => setTimeout(resolve));
  }
  emit({ type: 'message-completed', id });
});

/** What the test asks the page to do. */
const stage = {
  drawn,
  heard,
  element,
  chat: (props: AppProps) => show(<App {...props} />),
  talkative: () => show(<App options={{ transport: talkative }} />),
  hydrate: (props: AppProps) => {
    root = hydrateRoot(place(), <App {...props} />, { onRecoverableError: (error) => heard.push(String(error)) });
  },
  widget: (props: Record<string, unknown>) =>
    show(
      <WithElement
        elementRef={element}
        onChatReady={() => heard.push('ready')}
        onChatClosed={() => heard.push('closed')}
        onChatMessageSent={({ message }) => heard.push(`sent ${message.author}`)}
        onChatMessageReceived={({ message }) => heard.push(`received ${message.author}`)}
        {...props}
      />,
    ),
  hydrateWidget: (props: Record<string, unknown>) => {
    root = hydrateRoot(place(), <WithElement {...props} />, {
      onRecoverableError: (error) => heard.push(String(error)),
    });
  },
  leave: () => {
    root?.unmount();
    root = undefined;
  },
};
export type Stage = typeof stage;

Object.assign(globalThis, { stage });
