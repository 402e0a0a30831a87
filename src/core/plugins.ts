import type { Chat } from './chat.js';
import { createStore, type ReadonlyStore } from './store.js';

/** Something a page adds to its chat. `P` is how the view defines a kind of content. */
export interface Plugin<P = unknown> {
  /** What the setting `plugins` calls it. */
  readonly name: string;
  /** Kinds of content it brings; known from the moment it is first on. */
  readonly parts?: readonly P[];
  /** Runs when a conversation begins, or when it is turned on within one. What it returns undoes it. */
  setup?(chat: Chat): (() => void) | void;
}

const registered = createStore<ReadonlyMap<string, Plugin>>(new Map());

/** Every plugin that the page has registered, by name. */
export const plugins: ReadonlyStore<ReadonlyMap<string, Plugin>> = registered;

/** Makes a plugin known; the setting `plugins` turns it on. The last one of a name wins. */
export function registerPlugin(plugin: Plugin): void {
  registered.set(new Map([...registered.get(), [plugin.name, plugin]]));
}
