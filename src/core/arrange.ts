import type { Conversation } from './conversation.js';

/** Brings the messages behind the first `from` into this order; those it does not name stay at the end. */
export const arrange = ({ load, read, state }: Conversation, ids: readonly string[], from = 0): void =>
  load(
    ids.flatMap((id) => read(id) ?? []),
    state.get(),
    from,
  );

/** Another life of the backend may count from one again: what is here stays where it is. */
export const renumber = ({ load, messages, state }: Conversation): void =>
  load(
    messages().map(({ order: _, ...message }) => message),
    state.get(),
  );
