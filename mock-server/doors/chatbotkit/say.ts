import type { Answer } from '../../bot/answer.js';

/** A label that stays one: what markdown reads as the end of it is taken out. */
const label = (text: string): string => text.replace(/[[\]\r\n]+/g, ' ').trim();

/** An answer in ChatBotKit's markdown, where `[Label]()` is a reply to choose. */
export function sayInMarkdown({ text, ssml, parts = [], suggestions = [] }: Answer): string {
  const spoken = text ?? ssml?.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&');
  const words = parts.flatMap((part) => (part.type === 'text' ? part.text : []));
  const replies = suggestions.map(
    (each) => `[${label(each.label)}](${each.type === 'link' ? `${each.url}#button` : ''})`,
  );
  return [spoken, ...words, replies.join(' ')].filter((each) => each !== undefined && each !== '').join('\n\n');
}
