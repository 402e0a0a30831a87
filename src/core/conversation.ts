import type { ChatEvent } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import { emptyState, reduceState, type ConversationState } from './conversation-state.js';
import { insertOrdered, reduceMessage, subjectOf } from './reduce.js';
import { createStore, type ReadonlyStore, type Store } from './store.js';

/**
 * An order of ids, one store per message, one store for the rest: a token wakes one message, whatever the length of
 * the conversation.
 */
export interface Conversation {
  readonly order: ReadonlyStore<readonly string[]>;
  readonly state: ReadonlyStore<ConversationState>;
  readonly message: (id: string) => ReadonlyStore<Message> | undefined;
  /** All messages in their order; a fresh array. */
  readonly messages: () => readonly Message[];
  /** The only way in: the visitor's own words, a reply and a streamed token all come through here. */
  readonly receive: (event: ChatEvent) => void;
  /** What was said in an earlier page, or is known to another tab: it stands before all that is here. */
  readonly load: (messages: readonly Message[], state?: ConversationState) => void;
  /** Brings the messages into this order; those it does not name stay at the end. */
  readonly arrange: (ids: readonly string[]) => void;
  /** Another life of the backend may count from one again: what is here stays where it is. */
  readonly renumber: () => void;
  readonly clear: () => void;
}

export function createConversation(): Conversation {
  const order = createStore<readonly string[]>([]);
  const state = createStore(emptyState);
  const stores = new Map<string, Store<Message>>();

  function receiveMessage(id: string, event: ChatEvent): void {
    const store = stores.get(id);
    const next = reduceMessage(store?.get(), event);
    if (store && next) store.set(next);
    else if (next) {
      stores.set(id, createStore(next));
      order.set(insertOrdered(order.get(), next, (other) => stores.get(other)?.get().order));
    } else if (store) {
      stores.delete(id);
      order.set(order.get().filter((other) => other !== id));
    }
  }

  return {
    order,
    state,
    message: (id) => stores.get(id),
    messages: () => order.get().flatMap((id) => stores.get(id)?.get() ?? []),
    receive(event) {
      const id = subjectOf(event);
      if (id !== undefined) receiveMessage(id, event);
      state.set(reduceState(state.get(), event));
    },
    load(messages, known) {
      if (known) state.set(known);
      if (!messages.length) return;
      const own = order.get().filter((id) => !messages.some((message) => message.id === id));
      for (const message of messages) {
        const store = stores.get(message.id);
        if (store) store.set(message);
        else stores.set(message.id, createStore(message));
      }
      order.set([...messages.map(({ id }) => id), ...own]);
      const last = messages.at(-1);
      if (!known && !own.length && last && last.author !== 'user')
        state.set({ ...state.get(), suggestions: last.suggestions ?? [] });
    },
    arrange(ids) {
      const known = ids.filter((id) => stores.has(id));
      const named = new Set(known);
      const next = [...known, ...order.get().filter((id) => !named.has(id))];
      if (next.some((id, index) => id !== order.get()[index])) order.set(next);
    },
    renumber() {
      for (const store of stores.values()) {
        const { order: place, ...message } = store.get();
        if (place !== undefined) store.set(message);
      }
    },
    clear() {
      stores.clear();
      order.set([]);
      state.set({ ...emptyState, connection: state.get().connection });
    },
  };
}
