import type { Conversation } from './conversation.js';

/** Another life of the backend may count from one again: what is here stays where it is. */
export const renumber = ({ load, messages, state }: Conversation): void =>
  load(
    messages().map(({ order: _, ...message }) => message),
    state.get(),
  );
