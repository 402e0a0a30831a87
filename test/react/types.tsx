import { createRef } from 'react';
import type { ChatMessageSent, ChatWidgetElement } from 'chat-widget';
import { memoryTransport } from 'chat-widget/testing';
import { ChatWidget, useChat, useChatState, WidgetRoot } from 'chat-widget/react';

const ref = createRef<ChatWidgetElement>();

/** Compiles, or the types are wrong; what must not compile says so. */
export const right = [
  <ChatWidget
    key="react's own"
    ref={ref}
    widgetKey="demo"
    layout="inline"
    sessionDuration={1000}
    transport={memoryTransport(() => undefined)}
    onChatMessageSent={(event: ChatMessageSent) => event.message.id}
    onChatReady={() => ref.current?.open()}
    style={{ height: 400 }}
    data-anything={1}
    aria-label="Chat"
  />,
  <WidgetRoot options={{ token: 'tok', user: { email: 'ann@example.com' }, heading: 'Northwind' }}>words</WidgetRoot>,
  <chat-widget key="tag" class="mine" widget-key="demo" layout="inline" />,
];

export const wrong = [
  // @ts-expect-error There is no such layout.
  <ChatWidget key="1" layout="spiral" />,
  // @ts-expect-error The event has another type.
  <ChatWidget key="2" onChatMessageSent={(event: MouseEvent) => event.clientX} />,
  // @ts-expect-error There is no such event.
  <ChatWidget key="3" onChatMessageEaten={() => undefined} />,
  // @ts-expect-error A token is a text.
  <WidgetRoot key="4" options={{ token: 7 }} />,
  // @ts-expect-error Without options there is no backend.
  <WidgetRoot key="5" />,
];

/** Messages are told apart by their type. */
export function Words() {
  const { messages } = useChat();
  const busy: boolean = useChatState(({ loading }) => loading.isLoading);
  return messages
    .map((message) => (message.type === 'FROM_USER' ? message.content : message.data.message))
    .join(busy ? '…' : '');
}
