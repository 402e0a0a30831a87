import { html, nothing } from 'lit';
import type { Config } from '../../../src/config/config.js';
import type { Chat } from '../../../src/core/chat.js';
import type { Message } from '../../../src/protocol/message.js';
import { textIn } from '../../../src/protocol/part.js';
import { partNames } from '../../foundation/part-names.js';

/** Words that could hold a link; what really is one is known when they are drawn. */
const mayLink = (part: Message['parts'][number]): boolean =>
  part.type === 'text' && /https?:|www\./i.test(textIn(part) ?? '');

/** Previews of the links in an answer that is complete, where the settings and the backend have them. */
export function linkPreviews({ author, parts, streaming }: Message, config?: Config, chat?: Chat): unknown {
  if (streaming || !config?.unfurl || !chat?.unfurl || !parts.some(mayLink)) return nothing;
  if (author !== 'bot' && author !== 'agent') return nothing;
  // Without its chunk the element stays empty, and the links are as good without previews.
  void import('../link-previews/link-previews.js').catch(() => undefined);
  return html`<chat-link-previews exportparts=${partNames} hidden .parts=${parts}></chat-link-previews>`;
}
