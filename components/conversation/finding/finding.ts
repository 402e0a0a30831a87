import { html, nothing, type ReactiveController } from 'lit';
import { findingEnglish } from '../../../src/i18n/finding.en.js';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { Author } from '../../../src/protocol/message.js';
import type { StayAtEndController } from '../../foundation/controllers/stay-at-end.js';
import { ConfigController, StringsController, type ChatController } from '../../foundation/controllers/surroundings.js';
import { sheetOf } from '../../foundation/element-base.js';
import { downIcon } from '../../foundation/icons.js';
import { MessageActions } from './message-actions.js';
import { findingStyles } from './finding.styles.js';
import { linkedMessage } from './message-link.js';
import type { ChatMessage } from '../message/message.js';
import { roomIn } from './room.js';
import type { Transcript } from './transcript.js';
import { Walking } from './walking.js';

/** What shows an answer that is not shown before. */
const completes = new Set<string>(['message-completed', 'message-interrupted']);
const isNews = (author: Author | undefined): boolean => author !== 'user' && author !== 'system';

/** What helps in a conversation that somebody looks around in: the way back with a count, and what can be done with a message. */
export class Finding implements ReactiveController {
  readonly #strings;
  readonly #config;
  readonly #walking;
  /** What others said since the visitor left the end. */
  #newer = 0;
  #wasAtEnd: boolean;
  /** The end is not followed any further, for the sake of what has the focus. */
  #isHeld = false;
  #of: unknown;
  #unhear: (() => void) | undefined;
  #listening: AbortController | undefined;
  /** A link has led to its message, or is about to. */
  #led = false;
  #leading: string | undefined;

  constructor(
    private readonly host: Transcript,
    private readonly chat: ChatController,
    private readonly end: StayAtEndController,
  ) {
    this.#strings = new StringsController(host, { ...talkEnglish, ...findingEnglish });
    this.#config = new ConfigController(host);
    const root = host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(findingStyles)];
    const actions = new MessageActions(host, () => this.#config.value?.messageLinks === true);
    this.#walking = new Walking(host, chat, actions.enter);
    this.#wasAtEnd = end.atEnd;
    end.holds = () => this.#hold(root);
    host.addController(this);
    host.requestUpdate();
  }

  hostUpdate(): void {
    const { atEnd } = this.end;
    if (atEnd !== this.#wasAtEnd && (atEnd || !this.#isHeld)) this.#newer = 0;
    this.#wasAtEnd = atEnd;
    const chat = this.chat.value;
    if (chat === this.#of) return;
    this.#unhear?.();
    this.#of = chat;
    this.#newer = 0;
    this.#unhear = chat?.on((event) => {
      const isComing = this.#config.value?.stream ? event.type === 'message-started' : completes.has(event.type);
      if (event.type !== 'message-added' && !isComing) return;
      const author = event.type === 'message-added' ? event.message.author : 'bot';
      // What comes at the end is new until the view has followed it.
      if ((this.end.atEnd && !this.end.isFollowing) || !isNews(author)) return;
      this.#newer++;
      this.host.requestUpdate();
    });
    // Of several conversations on this page a link leads to one.
    if (chat && !this.#led) void this.#follow();
  }
  hostConnected(): void {
    const { signal } = (this.#listening = new AbortController());
    for (const type of ['hashchange', 'popstate']) addEventListener(type, () => void this.#follow(), { signal });
  }
  hostDisconnected(): void {
    this.#listening?.abort();
    this.#unhear?.();
    this.#of = undefined;
  }

  /** The view follows the end as far as what has the focus stays in it; then it is the visitor who leads. */
  #hold(root: ShadowRoot): boolean {
    const log = root.querySelector('.log');
    if (!log) return false;
    const room = roomIn(root, log);
    this.#isHeld = log.scrollHeight - log.clientHeight - log.scrollTop > room;
    if (this.#isHeld) log.scrollBy({ top: room, behavior: 'instant' });
    this.#newer = this.#isHeld ? Math.max(this.#newer, this.#below(root, log)) : 0;
    return this.#isHeld;
  }
  /** Messages whose end nobody has seen: an answer that goes on below the view is news, though it began in it. */
  #below(root: ShadowRoot, log: Element): number {
    const { bottom } = log.getBoundingClientRect();
    const messages = [...root.querySelectorAll<ChatMessage>('chat-message:not([hidden])')];
    const seen = messages.findLastIndex((each) => each.getBoundingClientRect().bottom <= bottom);
    return messages.slice(seen + 1).filter((each) => each !== root.activeElement && isNews(each.store?.get().author))
      .length;
  }

  /** Leads back to the newest message, and says how many came meanwhile. */
  button(): unknown {
    if (this.end.atEnd) return nothing;
    const strings = this.#strings.value;
    const count = this.#newer;
    return html`<button
      class="icon to-end ${count ? 'counted' : ''}"
      part="to-end"
      type="button"
      aria-label=${count ? strings['transcript.newer'](count) : strings['transcript.toEnd']}
      @click=${this.#toEnd}
    >
      ${count ? count.toLocaleString(strings.locale) : nothing} ${downIcon}
    </button>`;
  }
  /** The button goes: who pressed it goes on from the conversation. */
  readonly #toEnd = (): void => {
    this.host.renderRoot.querySelector<HTMLElement>('.log')?.focus({ preventScroll: true });
    this.host.toEnd();
  };

  /** Leads to the message that the address of the page names: the address stays as it is, and so does the history. */
  async #follow(): Promise<void> {
    const chat = this.chat.value;
    const id = this.#config.value?.messageLinks ? linkedMessage() : undefined;
    // Browsers tell of the same step twice.
    if (!chat || id === undefined || id === this.#leading) return;
    this.#led = true;
    this.#leading = id;
    await Promise.all([chat.ready, shown(this.host)]);
    if (this.#leading !== id) return;
    if (await this.host.reveal(id).catch(() => false)) this.#walking.enter(id);
    if (this.#leading === id) this.#leading = undefined;
  }
}

/** A chat that was closed is opened by the same link. */
const shown = (element: Element): Promise<void> =>
  new Promise((resolve) => {
    const watch = new ResizeObserver(([entry]) => {
      if (!entry?.contentRect.height) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(element);
  });
