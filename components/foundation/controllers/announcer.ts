import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Chat } from '../../../src/core/chat.js';
import type { Part, UnknownPart } from '../../../src/protocol/part.js';
import { withoutDeceit } from '../../../src/protocol/deceit.js';
import type { Message } from '../../../src/protocol/message.js';

/** Long answers are announced by their beginning; the rest is in the transcript. */
const LONGEST = 600;
/** More than so many times what is said is not even looked at: what finds marks in it would take its time. */
const READ = 8;

/** Markdown as one would read it aloud. */
export const spoken = (text: string, longest = LONGEST): string =>
  withoutDeceit(text.slice(0, READ * longest))
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[*_`#>|~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);

/** Of an answer that is announced while it streams, the sentences that are finished; spaces are single by then. */
const finished = (words: string): string => /^.*([.!?…](?=\s)|[。！？])/u.exec(words)?.[0] ?? '';
/** More than anybody listens to. */
const WHOLE = 20_000;

type Reader = (part: Part | UnknownPart) => string;

/** What is plainly words. */
const plainly: Reader = (part) =>
  'text' in part ? String(part.text) : 'fallback' in part ? String(part.fallback) : '';

/** The words for the one live region: whole messages of others, or their finished sentences; never a token. */
export class AnnouncerController implements ReactiveController {
  text = '';
  #chat: Chat | undefined;
  #undo: (() => void) | undefined;
  #said: string | undefined;
  /** How much of a message was announced before it was complete. */
  #heard = { id: '', until: 0 };

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly pick: () => Chat | undefined,
    private readonly say: (message: Message, words: string) => string,
    /** What puts parts into words that are more than words. */
    private readonly reader: () => Promise<Reader> = async () => plainly,
    /** Sentence by sentence, or nothing at all; else whole messages. */
    private readonly manner: () => 'all' | 'off' | undefined = () => undefined,
  ) {
    host.addController(this);
  }
  hostUpdate(): void {
    const chat = this.pick();
    if (chat === this.#chat) return;
    this.#undo?.();
    this.#chat = chat;
    // What was said before anybody listened; a widget that was only moved has said it.
    const last = chat?.messages().at(-1);
    if (last?.id !== this.#said) this.#announce(last);
    this.#undo = chat?.on((event) => {
      if (event.type === 'text-delta') this.#stream(chat.message(event.id)?.get());
      else if (event.type === 'message-completed') this.#announce(chat.message(event.id)?.get());
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
  /** Every sentence once, as soon as it is finished. */
  #stream(message: Message | undefined): void {
    if (!message || this.manner() !== 'all') return;
    const words = finished(spoken(message.parts.map(plainly).join(' '), WHOLE));
    const from = this.#heard.id === message.id ? this.#heard.until : 0;
    if (words.length > from) this.#say(message, words, from);
  }
  #say(message: Message, words: string, from: number): void {
    const news = words.slice(from).trim();
    this.#heard = { id: message.id, until: words.length };
    if (from && !news) return;
    // Who speaks is said once.
    this.text = withoutDeceit(from ? news : this.say(message, news));
    this.host.requestUpdate();
  }
  #announce(message: Message | undefined): void {
    if (
      !message ||
      this.manner() === 'off' ||
      message.streaming ||
      (message.author === 'user' && message.delivery !== 'failed')
    )
      return;
    if (message.parts.every(({ type }) => type === 'text')) return this.#speak(message, plainly);
    this.reader().then(
      (read) => this.#speak(message, read),
      () => this.#speak(message, plainly),
    );
  }
  #speak(message: Message, read: Reader): void {
    this.#said = message.id;
    const words = message.parts.map(read).filter(Boolean).join('. ');
    const heard = this.#heard.id === message.id ? this.#heard.until : 0;
    this.#say(message, heard ? spoken(words, WHOLE) : spoken(words), heard);
    this.#heard = { id: '', until: 0 };
  }
}
