import type { ChatEvent } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import { emptyState, reduceState, type ConversationState } from './conversation-state.js';
import { complete, indexFor, reduceMessage, subjectOf } from './reduce.js';
import { createStore, type ReadonlyStore } from './store.js';

/**
 * An order of ids, one store per message while it is watched, one store for the rest: a token wakes one message, and costs
 * the same whatever the length of the conversation.
 */
export interface Conversation {
  /** Who watches it is told once of all that changed in one go. */
  readonly order: ReadonlyStore<readonly string[]>;
  readonly state: ReadonlyStore<ConversationState>;
  readonly message: (id: string) => ReadonlyStore<Message> | undefined;
  /** As it is now, for whoever does not watch it. */
  readonly read: (id: string | undefined) => Message | undefined;
  /** All messages in their order; a fresh array. */
  readonly messages: () => readonly Message[];
  /** What the visitor said and nobody has confirmed. */
  readonly pending: () => readonly Message[];
  /** The only way in: the visitor's own words, a reply and a streamed token all come through here. */
  readonly receive: (event: ChatEvent) => void;
  /**
   * What was said in an earlier page, or is known to another tab: it stands in this order, before all else that is here
   * behind the first `from`; but what stood before one of these messages stays before it.
   */
  readonly load: (messages: readonly Message[], state?: ConversationState, from?: number) => void;
  readonly clear: () => void;
}

/** A message as long as somebody watches it: far more are said than are drawn at a time. */
interface Watched {
  readonly view: ReadonlyStore<Message>;
  readonly listeners: Set<(message: Message) => void>;
}

export function createConversation(): Conversation {
  const state = createStore(emptyState);
  const messages = new Map<string, Message>();
  const watched = new Map<string, Watched>();
  const pending = new Set<string>();
  let ids: string[] = [];
  /** What readers have of `ids`: copied when one asks, not with each message. */
  let shown: readonly string[] | undefined = [];
  const order = createStore(shown);
  const get = (): readonly string[] => (shown ??= [...ids]);

  const those = (ids: Iterable<string>): readonly Message[] => [...ids].flatMap((id) => messages.get(id) ?? []);

  /** `ids` have changed. */
  function moved(): void {
    if (shown) queueMicrotask(() => order.set(get()));
    shown = undefined;
  }
  function put(message: Message): void {
    const { id, author, delivery } = message;
    const isNews = messages.get(id) !== message;
    messages.set(id, message);
    if (isNews) for (const listener of [...(watched.get(id)?.listeners ?? [])]) listener(message);
    if (author === 'user' && delivery === 'pending') pending.add(id);
    else pending.delete(id);
  }
  function viewOf(id: string, last: Message): ReadonlyStore<Message> {
    const view: ReadonlyStore<Message> = {
      // Who still holds one that was taken back sees what they saw.
      get: () => (last = messages.get(id) ?? last),
      subscribe(listener) {
        const mine = watched.get(id) ?? { view, listeners: new Set() };
        watched.set(id, mine);
        mine.listeners.add(listener);
        return () => {
          mine.listeners.delete(listener);
          if (!mine.listeners.size && watched.get(id) === mine) watched.delete(id);
        };
      },
    };
    return view;
  }
  function receiveMessage(id: string, event: ChatEvent): void {
    const known = messages.get(id);
    const next = reduceMessage(known, event);
    if (next === known) return;
    if (next) put(next);
    else for (const each of [messages, watched, pending]) each.delete(id);
    if (next && known) return;
    if (next)
      ids.splice(
        indexFor(next, ids, (other) => messages.get(other)?.order, 'ahead' in event ? event.ahead : undefined),
        0,
        id,
      );
    else ids.splice(ids.lastIndexOf(id), 1);
    moved();
  }
  function load(loaded: readonly Message[], known?: ConversationState, from = 0): void {
    if (known) state.set(known);
    if (!loaded.length) return;
    const named = new Set(loaded.map(({ id }) => id));
    const before = new Map<string, readonly string[]>();
    let own: string[] = [];
    for (const id of ids.slice(from)) {
      if (!named.has(id)) own.push(id);
      else if (own.length) {
        before.set(id, own);
        own = [];
      }
    }
    for (const message of loaded)
      // Delivered is final: who tells of an earlier state, a storage or another tab, has not heard of it.
      if (message.delivery === 'delivered' || messages.get(message.id)?.delivery !== 'delivered') put(message);
    ids = [...ids.slice(0, from), ...[...named].flatMap((id) => [...(before.get(id) ?? []), id]), ...own];
    moved();
    const last = loaded.at(-1);
    if (!known && !own.length && last && last.author !== 'user')
      state.set({ ...state.get(), suggestions: last.suggestions ?? [] });
  }

  return {
    order: { get, subscribe: order.subscribe },
    state,
    message(id) {
      const message = messages.get(id);
      return watched.get(id)?.view ?? (message && viewOf(id, message));
    },
    read: (id = '') => messages.get(id),
    messages: () => those(ids),
    pending: () => those(pending),
    receive(event) {
      const id = subjectOf(event);
      if (id !== undefined) receiveMessage(id, event);
      if (event.type === 'history-added') load(event.messages.map(complete));
      state.set(reduceState(state.get(), event));
    },
    load,
    clear() {
      for (const each of [messages, watched, pending]) each.clear();
      ids = [];
      moved();
      state.set({ ...emptyState, connection: state.get().connection });
    },
  };
}
