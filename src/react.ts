/** The entry point `./react`: the chat as hooks, and the element as a component. React 18 or newer; renders on servers. */
export { ChatWidget } from './react/chat-widget.js';
export type { ChatWidgetEventProps, ChatWidgetProps } from './react/element-props.js';
export type { ChatWidgetTag } from './react/jsx.js';
export { useChat, useChatActions, useChatState, type UseChat } from './react/use-chat.js';
export type { ChatActions } from './react/chat-handle.js';
export { useConfigData } from './react/use-config-data.js';
export { WidgetRoot, type WidgetRootProps } from './react/widget-root.js';
