import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { statusEnglish } from '../../../src/i18n/status.en.js';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { ReadonlyStore } from '../../../src/core/store.js';
import { knows } from '../../../src/protocol/match.js';
import type { Author, Message } from '../../../src/protocol/message.js';
import { textIn, type Part, type UnknownPart } from '../../../src/protocol/part.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatRemoveRequest, ChatRetryRequest, ChatSendRequest } from '../../foundation/events/requests.js';
import { frameTime, nextFrame } from '../../foundation/frame.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { timeOfDay } from '../../foundation/time.js';
import { addressPolicy } from '../../parts/address-policy.js';
import '../../parts/kinds.js';
import { partTemplate, type PartSurroundings } from '../../parts/part-template.js';
import { avatarTemplate } from '../avatar/avatar.js';
import { avatarStyles } from '../avatar/avatar.styles.js';
import { speakerOf } from '../speaker.js';
import { linkPreviews } from './link-previews.js';
import { listenButton } from './listen.js';
import { styles } from './message.styles.js';

/** Words that still come are drawn in each other frame of most screens: half the work, and as smooth to read. Milliseconds. */
const PACE = 25;
/** Why something failed is said in words that come when something did; other languages have them already. */
let reasons: Partial<typeof statusEnglish> | undefined;

/**
 * One message: who, when, what, and whether it arrived.
 * @tag chat-message
 * @fires {ChatRetryRequest} chat-retry-request - Send a failed message again.
 * @fires {ChatSendRequest} chat-send-request - Go on with an answer that was interrupted.
 * @fires {ChatRemoveRequest} chat-remove-request - Take a failed message away.
 * @attr message-id - The message's id.
 * @attr author - `user`, `bot`, `agent` or `system`.
 * @attr delivery - `pending`, `delivered` or `failed`.
 * @attr streaming - More is coming.
 * @attr emoji - A few emoji and nothing else.
 * @csspart avatar - The picture or the initials of who speaks.
 * @csspart unknown-part - The words of a content that this version does not know.
 * @csspart actions - What can be done about a message that is pointed at.
 * @csspart bubble - The visitor's own words.
 * @csspart meta - Time and delivery.
 * @csspart retry - Sends a failed message again.
 * @csspart remove - Takes a failed message away.
 * @csspart interrupted - Says that an answer ended before its last word.
 * @csspart continue - Asks for the rest of it.
 */
export class ChatMessage extends LitElement {
  static override styles = [base, controls, avatarStyles, styles];
  static override properties = {
    store: { attribute: false },
    first: { type: Boolean, reflect: true },
    last: { type: Boolean },
  };

  /** The message and its changes. */
  store?: ReadonlyStore<Message>;
  /** The first of its author's group: it says who speaks. */
  first = false;
  /** Nothing was said after it. */
  last = false;

  readonly #message = new StoreController(this, () => this.store);
  readonly #strings = new StringsController(this, talkEnglish);
  readonly #config = new ConfigController(this);
  readonly #chat = new ChatController(this);

  /** When it was drawn. */
  #drawn = -Infinity;

  /** Many tokens, one drawing, which rests for a frame afterwards; the last ones are drawn in theirs. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated && this.store?.get().streaming) await nextFrame();
    if (this.store?.get().streaming && frameTime() - this.#drawn < PACE) await nextFrame();
    await super.scheduleUpdate();
  }
  protected override updated(_: PropertyValues): void {
    this.#drawn = frameTime();
  }

  protected override willUpdate(_: PropertyValues): void {
    const message = this.store?.get();
    if (!message) return;
    this.setAttribute('message-id', message.id);
    this.setAttribute('author', message.author);
    this.setAttribute('delivery', message.delivery);
    this.toggleAttribute('streaming', message.streaming);
    this.toggleAttribute('emoji', isEmoji(this.#plain(message)));
    if (message.delivery === 'failed' && !reasons) void this.#explain();
  }

  protected override render() {
    const message = this.#message.value;
    if (!message) return nothing;
    const draw: Record<Author, (message: Message) => unknown> = {
      user: this.#own,
      bot: this.#other,
      agent: this.#other,
      system: this.#system,
    };
    return (knows(draw, message.author) ? draw[message.author] : this.#other).call(this, message);
  }

  #own(message: Message) {
    const words = this.#plain(message);
    return html`<div class="own">
      <span class="visually-hidden">${this.#strings.value['message.you']}</span>
      ${words ? html`<div class="bubble" part="bubble" lang=${message.language ?? nothing} dir="auto">${words}</div>` : nothing}
      ${this.#files(message)}
      <div class="meta" part="meta">
        ${message.delivery === 'failed' ? this.#failure(message) : this.#state(message)}
      </div>
    </div>`;
  }

  #state({ createdAt, delivery }: Message) {
    const strings = this.#strings.value;
    const state = strings[delivery === 'pending' ? 'message.sending' : 'message.delivered'];
    return createdAt === undefined
      ? state
      : html`<span><bdi>${timeOfDay(createdAt, strings.locale)}</bdi> · ${state}</span>`;
  }

  async #explain(): Promise<void> {
    reasons = await import('../../../src/i18n/status.en.js').then(
      ({ statusEnglish }) => statusEnglish,
      () => undefined,
    );
    if (reasons) this.requestUpdate();
  }

  #failure({ id, reason }: Message) {
    const strings = { ...reasons, ...this.#strings.value };
    const sentence = `error.${reason}`;
    return html`<span class="failed">${strings['message.failed']}</span>
      <button part="retry" type="button" @click=${() => this.dispatchEvent(new ChatRetryRequest(id))}>
        ${strings['message.retry']}
      </button>
      <button part="remove" type="button" @click=${() => this.dispatchEvent(new ChatRemoveRequest(id))}>
        ${strings['message.remove']}
      </button>
      ${knows(strings, sentence) ? html`<span class="reason">${strings[sentence]}</span>` : nothing}`;
  }

  #other(message: Message) {
    const strings = this.#strings.value;
    const config = this.#config.value;
    const addresses = addressPolicy(config);
    const name = speakerOf(message, strings, config);
    return html`<div class="other">
      ${
        this.first
          ? html`${avatarTemplate(name, addresses.picture(message.avatarUrl) ?? (message.author === 'bot' ? config?.avatarUrl : undefined))}`
          : nothing
      }
      <div class="body">
        ${
          this.first
            ? html`<p class="name" dir="auto">
                ${name}${message.createdAt === undefined ? nothing : html` <time>${timeOfDay(message.createdAt, strings.locale)}</time>`}
              </p>`
            : html`<span class="visually-hidden">${name}</span>`
        }
        ${this.#parts(message)} ${message.interrupted ? this.#interrupted() : nothing}
        ${linkPreviews(message, config, this.#chat.value)} ${this.#files(message)} ${listenButton(message, config)}
        ${this.#feedback(message)}
      </div>
    </div>`;
  }

  /** Every backend understands that it is asked to go on. */
  #interrupted() {
    const strings = this.#strings.value;
    const text = strings['message.goOn'];
    return html`<p class="meta interrupted" part="interrupted">
      ${strings['message.interrupted']}
      ${
        this.last
          ? html`<button
              part="continue"
              type="button"
              @click=${() => this.dispatchEvent(new ChatSendRequest({ text }))}
            >
              ${strings['message.continue']}
            </button>`
          : nothing
      }
    </p>`;
  }

  /** Words as they are; a notice draws itself. */
  #system(message: Message) {
    const plain = message.parts.every(({ type }) => type === 'text');
    return plain
      ? html`<p class="system words" lang=${message.language ?? nothing} dir="auto">${this.#plain(message)}</p>`
      : html`<div class="system">${this.#parts(message)}</div>`;
  }

  /** Below each answer that somebody can be told of; a bot may also ask by itself. */
  #feedback({ id, author, parts, streaming }: Message) {
    if (author !== 'bot' || streaming || !this.#config.value?.feedback) return nothing;
    if (!this.#chat.value?.capabilities().feedback || !parts.some(isAnswer)) return nothing;
    return partTemplate({ type: 'feedback' }, this.#around(`${id}/feedback`));
  }

  /** The place of a part is its key: it stays when the part itself is replaced. */
  #parts({ id, parts, streaming, language: lang }: Message) {
    // Its words are shown when the last of them is there; what asks the visitor something is not kept from them.
    const waits = streaming && this.#config.value?.stream === false;
    this.hidden = waits && parts.every(isWords);
    return parts.map((part, index) =>
      waits && isWords(part)
        ? nothing
        : partTemplate(part, {
            ...this.#around(`${id}/${index}`),
            lang,
            // Thoughts are over when something follows them, whatever else the message has to say.
            streaming: streaming && (part.type !== 'reasoning' || index === parts.length - 1),
          }),
    );
  }

  #around(key: string, unknown: 'message.unknown' | 'message.attachment' = 'message.unknown'): PartSurroundings {
    return {
      key,
      streaming: false,
      live: this.last,
      switches: this.#config.value ?? {},
      unknown: this.#strings.value[unknown],
      strings: this.#strings.value,
      again: () => this.requestUpdate(),
    };
  }

  /** Files that came beside the parts; the visitor's own may still be on their way. */
  #files({ id, attachments = [] }: Message) {
    return attachments.map(({ type: mediaType, ...file }, index) =>
      partTemplate(
        { ...file, type: 'attachment', ...(mediaType ? { mediaType } : {}) },
        this.#around(`${id}/file${index}`, 'message.attachment'),
      ),
    );
  }

  #plain({ parts }: Message) {
    return parts.map(textIn).filter(Boolean).join('\n');
  }
}

/** A key with a digit on it, a flag by its letters, and a family are made of what alone would be something else. */
const emoji =
  /^(?=\s*[\p{RI}\p{Extended_Pictographic}\d#*])(?:[\d#*]\ufe0f?\u20e3|[\p{RI}\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}\u200d\u{e0020}-\u{e007f}\s])+$/u;
/** A few emoji and nothing else. */
const isEmoji = (text: string): boolean => text.length < 25 && emoji.test(text);

const isWords = ({ type }: Part | UnknownPart): boolean => type === 'text' || type === 'reasoning';

/** Something to judge. What asks by itself, or is at work, is not. */
const isAnswer = ({ type }: Part | UnknownPart, _: number, all: readonly (Part | UnknownPart)[]): boolean =>
  !['tool-call', 'reasoning', 'progress', 'notice'].includes(type) &&
  !all.some((part) => part.type === 'feedback' || part.type === 'rating');

define('chat-message', ChatMessage);

declare global {
  interface HTMLElementTagNameMap {
    'chat-message': ChatMessage;
  }
}
