import type { LitElement, ReactiveController } from 'lit';
import type { Chat } from '../../../src/core/chat.js';
import type { ConversationState } from '../../../src/core/conversation-state.js';
import { announcerEnglish } from '../../../src/i18n/announcer.en.js';
import { statusEnglish } from '../../../src/i18n/status.en.js';
import type { Strings, Words } from '../../../src/i18n/strings.js';
import type { talkEnglish } from '../../../src/i18n/talk.en.js';
import { defaultPlatform, type Platform } from '../../../src/platform/platform.js';
import type { ChatErrorCode } from '../../../src/protocol/errors.js';
import type { ChatEvent } from '../../../src/protocol/events.js';
import type { Message } from '../../../src/protocol/message.js';
import type { Part, UnknownPart } from '../../../src/protocol/part.js';
import type { Comforts } from '../../foundation/comforts.js';
import { beginning, finished, inTurn, languageOf, spoken, type Saying } from './spoken.js';

/** Of a longer answer the beginning is announced: as much as is said in half a minute. Characters. */
const LONGEST = 600;
/** What comes within this time (milliseconds) is said in one go … */
const SOON = 50;
/** … and so is what comes within this time after it: a voice is not interrupted by every sentence, nor by a connection that blinks. */
const PAUSE = 500;
/** Who waits longer than this (milliseconds) is told that an answer is on its way. */
const PATIENCE = 2_000;
/** What was said earlier than this (milliseconds) was not said just now, but read again from where it is kept. */
const RECENT = 60_000;
/** So many messages wait for a voice, or for a closed chat to be opened: before them is said how many there were more. */
const MOST = 10;

/** What may end a sentence, whatever follows. */
const end = /[.!?…。！？؟۔।\n]/;

/** What the announcements need of the conversation, whose code is not fetched with theirs. */
export interface AnnouncerSurroundings {
  readonly chat: () => Chat | undefined;
  readonly words: () => Strings & Words<typeof talkEnglish>;
  /** What the visitor wants to hear. */
  readonly announce: () => Comforts['announce'];
  /** Whether words are shown as they arrive: nobody hears them before. */
  readonly streams: () => boolean | undefined;
  readonly textOf: (part: Part | UnknownPart) => string;
  /** What is more than words can be put into words from then on. */
  readonly loadKinds: () => Promise<unknown>;
  readonly speakerOf: (somebody: Pick<Message, 'author' | 'name'>) => string;
  /** Single dollars are signs of formulas. */
  readonly dollars: () => boolean | undefined;
  /** Has it read out. */
  readonly say: (sayings: readonly Saying[]) => void;
}

/** What is said without a pause; a message of others, or the beginning of one, or what became of one of the visitor's own. */
type Announcement = readonly [sayings: readonly Saying[], about?: 'others' | 'own' | undefined];

type Ears = { readonly [T in ChatEvent['type']]?: (event: Extract<ChatEvent, { type: T }>) => void };

/**
 * What is said to those who do not see the conversation: whole messages of others, or their finished sentences, and
 * never a token; what did not arrive; that an answer is awaited; that a lost connection is back. What is said while nobody
 * can hear waits.
 */
export class Announcements implements ReactiveController {
  #chat: Chat | undefined;
  #undo: readonly (() => void)[] = [];
  /** The last message that was announced, and its words: what is only moved, or said again by a backend, has been said. */
  #said = { id: '', words: '' };
  /** How much of a message was announced before it was complete. */
  #heard = { id: '', until: 0 };
  /** Its last piece may have ended a sentence. */
  #ends = false;
  readonly #failed = new Set<string>();
  #offered: unknown;
  /** Announcements that need code of their own do not let later ones pass. */
  #turn: Promise<unknown> = Promise.resolve();
  #waiting: Announcement[] = [];
  /** Messages that came with too many others to be read out. */
  #unread = 0;
  #patience: (() => void) | undefined;
  #told = false;
  /** Since when there is no connection. */
  #lost: number | undefined;
  #pause: (() => void) | undefined;
  /** A closed chat is in no layout, and its live region is heard by nobody. To be told costs less than to look. */
  #isHeard = false;
  readonly #seen = new ResizeObserver(([entry]) => {
    this.#isHeard = !!entry?.contentRect.width;
    this.#flush();
  });

  constructor(
    private readonly host: LitElement,
    private readonly around: AnnouncerSurroundings,
    private readonly platform: Pick<Platform, 'after' | 'now'> = defaultPlatform,
  ) {
    host.addController(this);
    host.requestUpdate();
  }

  hostUpdate(): void {
    const chat = this.around.chat();
    if (chat === this.#chat) return;
    this.#leave();
    this.#chat = chat;
    if (!chat) return;
    const last = chat.messages().at(-1);
    // What was said before anybody listened; not what earlier pages have announced.
    if (
      last &&
      !this.#isOff &&
      last.id !== this.#said.id &&
      this.platform.now() - (last.createdAt ?? Infinity) < RECENT
    ) {
      this.#announce(last.id);
      this.#offer();
    }
    this.#offered = chat.state.get().suggestions;
    const wait = (): void => this.#wait();
    this.#undo = [chat.on((event) => this.#hear(event)), chat.busy.subscribe(wait), chat.state.subscribe(wait)];
    wait();
  }
  hostUpdated(): void {
    const region = this.host.renderRoot.firstElementChild;
    if (region) this.#seen.observe(region);
  }
  hostDisconnected(): void {
    this.#leave();
    this.#seen.disconnect();
    this.#isHeard = false;
    this.#pause?.();
    this.#pause = undefined;
  }
  #leave(): void {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#chat = undefined;
    this.#lost = undefined;
    this.#calm();
  }

  readonly #ears: Ears = {
    'text-delta': ({ id, delta, to }) => {
      if (to === 'reasoning') return;
      const ends = end.test(delta);
      if (ends || this.#ends) this.#stream(id);
      this.#ends = ends;
    },
    'message-completed': ({ id }) => this.#announce(id),
    'message-interrupted': ({ id }) => this.#announce(id),
    'message-added': ({ message }) => {
      const isOwn = message.author === 'user';
      // Of one that fails later is told then.
      if (!message.streaming && (!isOwn || message.delivery === 'failed')) this.#announce(message.id);
      if (!isOwn) return;
      // Whoever asks again waits again.
      this.#told = false;
      this.#wait();
    },
    'message-updated': ({ id }) => {
      if (this.#chat?.read(id)?.author === 'system') this.#announce(id);
    },
    'delivery-changed': ({ id, delivery }) => {
      if (delivery === 'failed') this.#failed.add(id);
      else if (delivery !== 'delivered' || !this.#failed.delete(id)) return;
      this.#announce(id, delivery === 'delivered');
    },
  };

  get #isOff(): boolean {
    return this.around.announce() === 'off';
  }
  #hear(event: ChatEvent): void {
    if (this.#isOff) return;
    (this.#ears[event.type] as ((event: ChatEvent) => void) | undefined)?.(event);
    this.#offer();
  }

  /** Every sentence once, as soon as it is finished. */
  #stream(id: string): void {
    // While nobody hears it, it waits to be said as a whole.
    const message = this.#isHeard && this.around.announce() === 'all' && this.around.streams() && this.#chat?.read(id);
    if (!message) return;
    const words = finished(this.#spoken(message));
    const from = this.#heard.id === id ? this.#heard.until : 0;
    const news = words.slice(from).trim();
    if (!news) return;
    this.#heard = { id, until: words.length };
    this.#say(this.#byName(message, news, from), from ? undefined : 'others');
  }

  #announce(id: string, arrived = false): void {
    const chat = this.#chat;
    this.#next(async () => {
      const message = chat?.read(id);
      if (!message || message.streaming) return;
      if (message.author === 'user' && message.delivery !== 'failed' && !arrived) return;
      // Without their code, parts are said as far as they are words.
      if (message.parts.some(({ type }) => type !== 'text')) await this.around.loadKinds().catch(() => undefined);
      this.#speak(message);
    });
  }
  /** What cannot be put into words holds up nothing. */
  #next(deed: () => unknown): void {
    this.#turn = this.#turn.then(deed).catch(() => undefined);
  }
  #speak(message: Message): void {
    const { id, interrupted } = message;
    const isTheirs = message.author !== 'user';
    const heard = this.#heard.id === id ? this.#heard.until : 0;
    if (heard) this.#heard = { id: '', until: 0 };
    const all = this.#spoken(message);
    if (isTheirs && id === this.#said.id && all === this.#said.words) return;
    this.#said = { id, words: all };
    const news = heard ? all.slice(heard).trim() : beginning(all, LONGEST);
    if (!news && !interrupted) return;
    this.#say(
      [
        ...this.#byName(message, news, heard),
        [!heard && news.length < all.length ? this.#words['announcer.more'] : ''],
        [interrupted ? this.#words['message.interrupted'] : ''],
      ],
      isTheirs ? (heard ? undefined : 'others') : 'own',
    );
  }

  /** What can be chosen now stands at the end of the conversation, out of the way of who writes. */
  #offer(): void {
    const chat = this.#chat;
    const suggestions = chat?.state.get().suggestions;
    if (suggestions === this.#offered) return;
    this.#offered = suggestions;
    if (!suggestions?.length) return;
    const words = this.#words;
    const labels = suggestions.map(({ label }) => label);
    const list = labels.join(words['announcer.comma']);
    // What was said last offers them.
    this.#next(() =>
      this.#say([[`${words['suggestions.name']}:`], [beginning(list, LONGEST), chat?.read(this.#said.id)?.language]]),
    );
  }

  /** Who was told that the connection is lost is told that it is back; a closed chat has told nobody. */
  #connect({ connection, problem }: ConversationState): void {
    const now = this.platform.now();
    if (connection === 'open') {
      if (this.#isHeard && now - (this.#lost ?? now) > PAUSE) this.#say([[this.#words['announcer.back']]]);
      this.#lost = undefined;
    } else if (connection === 'waiting' || (connection === 'closed' && problem)) this.#lost ??= now;
  }

  /** A sign of life for those who do not see that somebody writes: once, until something else is said. */
  #wait(): void {
    const chat = this.#chat;
    if (!chat) return;
    this.#connect(chat.state.get());
    if (this.#isOff || !(chat.busy.get() || chat.state.get().typing.length)) return this.#calm();
    if (this.#told) return;
    this.#patience ??= this.platform.after(PATIENCE, () => {
      const words = this.#words;
      const [party] = chat.state.get().typing;
      // Who hears it being written needs no other sign.
      if (this.#heard.id) return;
      this.#say([[party ? words['typing.one'](this.around.speakerOf(party)) : words['typing.waiting']]]);
      this.#told = true;
    });
  }
  #calm(): void {
    this.#patience?.();
    this.#patience = undefined;
  }

  get #words() {
    return { ...announcerEnglish, ...this.around.words() };
  }
  #spoken(message: Message): string {
    const { textOf, dollars } = this.around;
    return spoken(message, { signs: this.#words, textOf, dollars: dollars() });
  }
  /** Who speaks is said once, and in the language of the interface. */
  #byName(message: Message, said: string, heard: number): readonly Saying[] {
    const { author, delivery, reason } = message;
    const news: Saying = [said, languageOf(message)];
    if (heard || !said || author === 'system') return [news];
    if (author !== 'user') return [[`${this.around.speakerOf(message)}:`], news];
    const words: Strings & Words<typeof statusEnglish & typeof talkEnglish> = { ...statusEnglish, ...this.#words };
    const how = words[delivery === 'failed' ? 'message.failed' : 'message.delivered'];
    // For a code that is none there are no words.
    return [[`${how}:`], news, [words[`error.${reason as ChatErrorCode}`]]];
  }

  #say(sayings: readonly Saying[], about?: Announcement[1]): void {
    this.#calm();
    this.#told = false;
    this.#waiting.push([sayings, about]);
    this.#flush();
  }
  /** Of too many messages the older ones are only counted; what became of the visitor's own is said in any case. */
  #limit(): void {
    const begins = this.#waiting.flatMap(([, about], at) => (about === 'others' ? [at] : []));
    const over = Math.max(0, begins.length - MOST);
    const [first = 0] = begins;
    const rest = begins[over] ?? first;
    this.#waiting = this.#waiting.filter(([, about], at) => about === 'own' || at < first || at >= rest);
    this.#unread += over;
  }
  #flush(): void {
    this.#limit();
    if (this.#isHeard && !this.#pause && this.#waiting.length)
      // By then the live region is there: it speaks of what changes in it, not of what it comes with.
      this.#pause = this.platform.after(SOON, () => {
        this.#pause = undefined;
        // Closed a moment ago: it waits for the next time.
        if (!this.#isHeard) return;
        const words = this.#words;
        const first: Saying = [this.#unread ? words['launcher.unread'](this.#unread) : ''];
        this.#unread = 0;
        this.around.say(
          inTurn([first, ...this.#waiting.splice(0).flatMap(([sayings]) => sayings)], words['announcer.stop']),
        );
        this.#pause = this.platform.after(PAUSE, () => {
          this.#pause = undefined;
          this.#flush();
        });
      });
  }
}
