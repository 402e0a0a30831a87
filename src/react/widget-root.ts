import {
  createContext,
  createElement,
  useContext,
  useEffect,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import type { CoreOptions } from '../headless/options.js';
import { instead } from './instead.js';
import { createChatHandle, type ChatHandle, type ChatHandleOptions } from './chat-handle.js';

const ChatContext = createContext<ChatHandle | undefined>(undefined);

export interface WidgetRootProps extends ChatHandleOptions {
  readonly children?: ReactNode;
}

/** Options are written anew with each drawing: what says the same is the same. Functions are read once. */
function sameOption(name: string, a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || (typeof a === 'function' && typeof b === 'function')) return true;
  return name !== 'transport' && typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
const changedIn = (before: CoreOptions, after: CoreOptions): Partial<Record<string, unknown>> => {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const of = (options: CoreOptions, name: string): unknown => Reflect.get(options, name);
  const changed = [...names].filter((name) => !sameOption(name, of(before, name), of(after, name)));
  return Object.fromEntries(changed.map((name) => [name, instead(of(before, name), of(after, name))]));
};

/**
 * Gives the components below it a chat. Options may change while it is shown: another backend, bot or visitor is another
 * conversation, everything else counts at once. Throws `bad-config` where a backend could not be found.
 */
export function WidgetRoot({ children, ...given }: WidgetRootProps): ReactElement {
  const [handle] = useState(() => createChatHandle(given));
  useEffect(() => handle.hold(), [handle]);
  const { options } = given;
  const last = useRef(options);
  useEffect(() => {
    const changed = changedIn(last.current, options);
    last.current = options;
    if (Object.keys(changed).length) handle.config.updateConfig(changed);
  }, [handle, options]);
  return createElement(ChatContext.Provider, { value: handle }, children);
}

/** The chat of the `WidgetRoot` above. */
export function useChatHandle(): ChatHandle {
  const handle = useContext(ChatContext);
  if (!handle) throw new Error('A hook of the chat was used outside of <WidgetRoot>.');
  return handle;
}
