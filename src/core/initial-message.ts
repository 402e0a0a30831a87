import type { Chat } from './chat.js';

/** The bot's first words, where the page has some: before all that an earlier page left. */
export function sayFirst({ receive, ready }: Pick<Chat, 'receive' | 'ready'>, text: string): void {
  const message = {
    id: 'initial',
    author: 'bot',
    parts: [{ type: 'text', text }],
    delivery: 'delivered',
    streaming: false,
  } as const;
  receive({ type: 'message-added', message });
  void ready.then(() => receive({ type: 'history-added', messages: [message] }));
}
