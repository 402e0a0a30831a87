import type { ChatEvent } from '../../protocol/events.js';
import type { Greeting } from './greeting.js';

/** The one line about office hours. */
const AWAY = 'opencx.away';

/** What is known when a conversation is opened. */
export interface Beginning {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly has: (id: string) => boolean;
  /** The visitor has said something already. */
  readonly spoken: boolean | undefined;
}

/** What a backend says before anybody spoke: its first questions, and that nobody is there. Pure. */
export function welcomeOf({ questions, isOpenAt }: Greeting, { now, has, spoken }: Beginning): readonly ChatEvent[] {
  const away = isOpenAt(now) === false;
  const line: ChatEvent = {
    type: 'message-added',
    message: {
      id: AWAY,
      author: 'system',
      parts: [{ type: 'notice', event: 'away' }],
      delivery: 'delivered',
      streaming: false,
      createdAt: now,
    },
  };
  const offer = questions.map((label) => ({ type: 'reply', label }) as const);
  return [
    ...(away && !has(AWAY) ? [line] : []),
    ...(!away && has(AWAY) ? [{ type: 'message-removed', id: AWAY } as const] : []),
    ...(offer.length && !spoken ? [{ type: 'suggestions-changed', suggestions: offer } as const] : []),
  ];
}
