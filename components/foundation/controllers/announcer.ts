import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Chat } from '../../../src/core/chat.js';
import type { Part, UnknownPart } from '../../../src/protocol/part.js';
import type { Message } from '../../../src/protocol/message.js';

/** Long answers are announced by their beginning; the rest is in the transcript. */
const LONGEST = 600;

/** Markdown as one would read it aloud. */
const spoken = (text: string): string =>
  text
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[*_`#>|~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);

/** Until the kinds of content are known: what is plainly words. Thoughts are for those who unfold them. */
const plainly = (part: Part | UnknownPart): string =>
  part.type === 'reasoning' ? '' : 'text' in part ? String(part.text) : 'fallback' in part ? String(part.fallback) : '';

/** The words for the one live region: whole messages of others, never a token. */
export class AnnouncerController implements ReactiveController {
  text = '';
  #chat: Chat | undefined;
  #undo: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly pick: () => Chat | undefined,
    private readonly say: (message: Message, words: string) => string,
    /** A part in words, once the kinds of content are known. */
    private readonly wordsOf: (part: Part | UnknownPart) => string | undefined = () => undefined,
  ) {
    host.addController(this);
  }
  hostUpdate(): void {
    const chat = this.pick();
    if (chat === this.#chat) return;
    this.#undo?.();
    this.#chat = chat;
    this.#undo = chat?.on((event) => {
      if (event.type === 'message-completed') this.#announce(chat.message(event.id)?.get());
      else if (event.type === 'message-added' && !event.message.streaming) this.#announce(event.message);
      else if (event.type === 'delivery-changed' && event.delivery === 'failed')
        this.#announce(chat.message(event.id)?.get());
      else if (event.type === 'message-updated' && chat.message(event.id)?.get().author === 'system')
        this.#announce(chat.message(event.id)?.get());
    });
  }
  hostDisconnected(): void {
    this.#undo?.();
    this.#chat = undefined;
  }
  #announce(message: Message | undefined): void {
    if (!message || (message.author === 'user' && message.delivery !== 'failed')) return;
    const words = message.parts
      .map((part) => this.wordsOf(part) ?? plainly(part))
      .filter(Boolean)
      .join('. ');
    this.text = this.say(message, spoken(words));
    this.host.requestUpdate();
  }
}
