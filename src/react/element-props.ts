import type { AriaAttributes, CSSProperties, ReactNode } from 'react';
import { keys, type Config } from '../config/config.js';
import type { ChatWidgetElement } from '../index.js';

type Pascal<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name>;

/** Every event of the element: `chat-message-sent` is `onChatMessageSent`. */
export type ChatWidgetEventProps = {
  readonly [T in keyof HTMLElementEventMap as T extends `chat-${string}` ? `on${Pascal<T>}` : never]?:
    ((event: HTMLElementEventMap[T]) => void) | undefined;
};

/** What the page gives the element by property besides settings. */
const gifts = [
  'config',
  'user',
  'contact',
  'strings',
  'functions',
  'storage',
  'getToken',
  'getSession',
  'attributesForRequests',
  'meta',
] as const;

type GiftProps = { readonly [G in (typeof gifts)[number]]?: ChatWidgetElement[G] | undefined };

/** React keeps `key` for itself: the key of the remote config is `widgetKey`. */
type SettingProps = { readonly [S in Exclude<keyof Config, 'key' | 'transport' | 'plugins'>]?: Config[S] | undefined };

/** Settings, gifts and events of `<chat-widget>`, and the attributes that every element has. */
export interface ChatWidgetProps
  extends Partial<Omit<SettingProps, 'config'>>, Omit<GiftProps, 'config'>, ChatWidgetEventProps, AriaAttributes {
  readonly config?: Readonly<Record<string, unknown>> | undefined;
  readonly transport?: ChatWidgetElement['transport'] | undefined;
  readonly plugins?: Parameters<(list: ChatWidgetElement['plugins']) => void>[0] | undefined;
  readonly widgetKey?: string | undefined;
  readonly id?: string | undefined;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  readonly hidden?: boolean | undefined;
  readonly dir?: string | undefined;
  readonly lang?: string | undefined;
  readonly slot?: string | undefined;
  readonly title?: string | undefined;
  readonly children?: ReactNode;
  readonly [data: `data-${string}`]: string | number | boolean | undefined;
}

const properties: ReadonlySet<string> = new Set([...keys.filter((key) => key !== 'key'), ...gifts, 'widgetKey']);

/** The event that a prop listens to. */
const eventOf = (prop: string): string | undefined =>
  /^onChat[A-Z]/.test(prop)
    ? prop.slice(2).replace(/[A-Z]/g, (letter, at: number) => `${at ? '-' : ''}${letter.toLowerCase()}`)
    : undefined;

export interface SortedProps {
  /** What React writes into the document, on the server as in the page. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly listeners: ReadonlyMap<string, (event: Event) => void>;
}

/** Props by what becomes of them. */
export function sortProps(props: Readonly<Record<string, unknown>>): SortedProps {
  const attributes: Record<string, unknown> = {};
  const given = new Map<string, unknown>();
  const listeners = new Map<string, (event: Event) => void>();
  for (const [name, value] of Object.entries(props)) {
    const event = eventOf(name);
    if (event) {
      if (typeof value === 'function') listeners.set(event, value as (event: Event) => void);
    } else if (properties.has(name)) given.set(name, value);
    // React 18 would write “false” on elements of others, which hides as well.
    else if (name === 'hidden') attributes[name] = value ? true : undefined;
    // React 18 does not know this one on elements of others.
    else attributes[name === 'className' ? 'class' : name] = value;
  }
  return { attributes, properties: given, listeners };
}
