import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ForwardRefExoticComponent,
  type RefAttributes,
} from 'react';
import { fieldOf, keys } from '../config/config.js';
import type { ChatWidgetElement } from '../index.js';
import { instead } from './instead.js';
import { sortProps, type ChatWidgetProps } from './element-props.js';

/** The element is for browsers: a server draws its tag and nothing else. */
const load = (): void =>
  void import('../index.js').catch((reason: unknown) => {
    console.warn('[chat-widget] load-failed: The element could not be loaded.', reason);
  });

/** Before the page is seen; a server has no such moment. */
const useBeforePaint = globalThis.document ? useLayoutEffect : useEffect;

/** Lists and objects are written anew with each drawing: what says the same is the same. */
const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (isWritten(a) && isWritten(b) && JSON.stringify(a) === JSON.stringify(b));

/** Of words, numbers, lists and the like throughout. */
const isWritten = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) &&
      Object.values(value).every(isWritten)
    : typeof value !== 'function';

/** What the element adds to what it was told before. */
const adds = (name: string): boolean => name === 'config' || keys.some((key) => key === name && fieldOf(key).merges);
const said = (name: string, before: unknown, now: unknown): unknown =>
  adds(name) ? instead(before, name === 'config' ? (now ?? {}) : now) : now;

/**
 * `<chat-widget>` with typed props: every setting by its name (the key of the remote config as `widgetKey`), every
 * event as `onChat…`, and a ref to the element itself.
 */
export const ChatWidget: ForwardRefExoticComponent<ChatWidgetProps & RefAttributes<ChatWidgetElement>> = forwardRef<
  ChatWidgetElement,
  ChatWidgetProps
>(function ChatWidget({ children, ...props }, ref) {
  const element = useRef<ChatWidgetElement>(null);
  const given = useRef<ReadonlyMap<string, unknown>>(new Map());
  const { attributes, properties, listeners } = sortProps(props);

  useImperativeHandle<ChatWidgetElement | null, ChatWidgetElement | null>(ref, () => element.current, []);
  // Before the properties: what they set off is heard.
  useBeforePaint(() => {
    const target = element.current;
    for (const [type, listener] of listeners) target?.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of listeners) target?.removeEventListener(type, listener);
    };
  });
  useBeforePaint(() => {
    const before = given.current;
    for (const name of new Set([...before.keys(), ...properties.keys()]))
      if (element.current && !same(before.get(name), properties.get(name)))
        Reflect.set(element.current, name, said(name, before.get(name), properties.get(name)));
    given.current = properties;
  });
  useEffect(load, []);
  return createElement('chat-widget', { ...attributes, ref: element }, children);
});
