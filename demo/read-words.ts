import type { ChatState } from 'chat-widget/core';

/** One paragraph of a message; nothing of it is ever HTML. */
export interface Paragraph {
  readonly kind: 'words' | 'quote';
  readonly text: string;
}

type Message = ChatState['messages'][number];

/** What a message says, as a page that knows texts alone shows it; of anything else, what it is. */
export function paragraphsOf(message: Message): readonly Paragraph[] {
  if (message.type === 'FROM_USER') return [{ kind: 'words', text: message.content }];
  const { component, data } = message;
  if (data.message === undefined) return [{ kind: 'words', text: `[${component.replace(/-/g, ' ')}]` }];
  return data.message
    .split(/\n{2,}/)
    .filter((text) => text.trim())
    .map((text) => ({
      kind: text.startsWith('> ') ? 'quote' : 'words',
      text: text.replace(/^> ?/gm, '').replace(/[*_`]{1,2}([^*_`]+)[*_`]{1,2}/g, '$1'),
    }));
}

/** Said below a message of the visitor that is not delivered. */
export const fateOf = (message: Message): string =>
  message.type !== 'FROM_USER' || message.status === 'delivered'
    ? ''
    : message.status === 'failed'
      ? 'Not delivered'
      : 'Sending…';
