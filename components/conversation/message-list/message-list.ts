import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { Message } from '../../../src/protocol/message.js';
import { StayAtEndController } from '../../foundation/controllers/stay-at-end.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { afterFrame } from '../../foundation/frame.js';
import { partNames } from '../../foundation/part-names.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { dayName, dayOf } from '../../foundation/time.js';
import { addressPolicy } from '../../parts/address-policy.js';
import { withoutDeceit } from '../../parts/safe-url.js';
import '../../parts/suggestions/suggestions.js';
import type { Finding } from '../finding/finding.js';
import type { HistoryWindow } from '../history-window/history-window.js';
import '../message/message.js';
import '../typing/typing.js';
import { styles } from './message-list.styles.js';

/** Of a longer conversation only a part is in the document. */
const PAGE = 50;
/** So many are drawn in one frame, the last ones first: about what fits into the view. */
const SLICE = 10;
/** Words of one author within this time (milliseconds) stand together under one name. */
const GROUP = 5 * 60_000;

/**
 * The conversation, newest at the end. Only what is near the view is in the document; it renders again when the order
 * of messages changes, never for a word of one.
 * @tag chat-message-list
 * @slot - What stands before the first message: the welcome.
 * @csspart transcript - The scrolling log.
 * @csspart message - One message, with its time and picture.
 * @csspart typing - Somebody is writing.
 * @csspart to-end - Leads back to the newest message.
 */
export class ChatMessageList extends LitElement {
  static override styles = [base, controls, styles];

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, talkEnglish);
  readonly #config = new ConfigController(this);
  readonly #order = new StoreController(this, () => this.#chat.value?.order);
  readonly #state = new StoreController(this, () => this.#chat.value?.state);
  readonly #busy = new StoreController(this, () => this.#chat.value?.busy);
  readonly #end = new StayAtEndController(this, () => this.#config.value?.autoScroll ?? true);

  #choosing = false;
  /** The newest message there was, and how many of the last ones are drawn. */
  #newest: string | undefined;
  #last = 0;
  #waits = false;
  #window?: HistoryWindow;
  #loading: Promise<HistoryWindow> | undefined;
  #finding?: Finding;
  #near?: Promise<unknown> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
  }
  /** While nobody looked today may have become yesterday. */
  readonly #look = (): void => this.requestUpdate();

  /** Shows the newest message, wherever the visitor was. */
  toEnd(): void {
    this.#window?.toEnd();
    this.#end.toEnd();
  }

  /**
   * Leads to a message, wherever it stands: when this resolves it is in the document (`chat-message[message-id]` of the
   * shadow root), in view, and takes the focus from `focus()`. `false`: there is none with this id. Rejects when the code
   * for it cannot be fetched; the next call tries again. The focus stays where it is.
   */
  async reveal(id: string): Promise<boolean> {
    await this.updateComplete;
    const window = await this.#long().catch((reason: unknown) => {
      this.#loading = undefined;
      throw reason;
    });
    return window.reveal(id);
  }

  /** A chosen quick reply goes: who chose it by keyboard goes on from the conversation, not from the top of the page. */
  protected override willUpdate(_: PropertyValues): void {
    this.#choosing = !!this.shadowRoot?.querySelector('chat-suggestions:focus-within');
  }

  protected override updated(_: PropertyValues): void {
    const one = (selector: string) => this.renderRoot.querySelector(selector) as HTMLElement;
    if (this.#choosing && !this.renderRoot.querySelector('chat-suggestions'))
      one('.log').focus({ preventScroll: true });
    if (!this.#end.watching) this.#end.watch(one('.log'), one('.content'), one('.mark'));
    if (!this.#end.atEnd || this.#config.value?.messageLinks) this.#find();
    if (this.#ids.length > Math.min(this.#last, PAGE)) void this.#more();
  }

  /** What helps to find one's way comes when somebody looks around. */
  #find(): void {
    this.#near ??= import('../finding/finding.js').then(
      ({ Finding }) => (this.#finding = new Finding(this, this.#chat, this.#end)),
      () => (this.#near = undefined),
    );
  }

  /** What stands above comes when what is below was painted. */
  async #more(): Promise<void> {
    if (this.#window || this.#waits) return;
    this.#waits = true;
    await afterFrame();
    this.#waits = false;
    if (this.#ids.length <= PAGE) this.#draw(this.#last + SLICE);
    else
      this.#long().catch(() => {
        this.#loading = undefined;
        if (this.#last < PAGE) this.#draw(PAGE);
      });
  }
  #draw(last: number): void {
    this.#last = last;
    this.requestUpdate();
  }
  /** Of a past that comes at once the last ones: the visitor does not wait for those that nobody sees. What is said later is all drawn. */
  #slice(order: readonly string[]): readonly number[] {
    const before = this.#newest === undefined ? -1 : order.lastIndexOf(this.#newest);
    const said = before < 0 ? 0 : order.length - 1 - before;
    this.#newest = order.at(-1);
    this.#last = Math.max(SLICE, this.#last + said);
    // Nothing that is read, or has the focus, goes before there is a window to keep its place.
    if (this.#end.isFollowing && !this.renderRoot.querySelector('chat-message:focus-within'))
      this.#last = Math.min(this.#last, PAGE);
    const from = Math.max(0, order.length - this.#last);
    return Array.from({ length: order.length - from }, (_, i) => from + i);
  }

  /** What a long conversation needs comes with the first one. */
  #long(): Promise<HistoryWindow> {
    return (this.#loading ??= import('../history-window/history-window.js').then(
      ({ HistoryWindow }) => (this.#window = new HistoryWindow(this, this.#chat, this.#end, this.#last)),
    ));
  }

  get #ids(): readonly string[] {
    return this.#order.value ?? [];
  }

  protected override render() {
    const strings = this.#strings.value;
    const order = this.#ids;
    const state = this.#state.value;
    const drawn = this.#window?.draw(order) ?? this.#slice(order);
    // A line about the conversation leaves what was asked open.
    const last = order.findLast((id) => this.#chat.value?.read(id)?.author !== 'system');
    return html`
      <div
        class="log"
        part="transcript"
        role="log"
        aria-live="off"
        aria-label=${strings['transcript.name']}
        .ariaDescription=${strings['transcript.walk']}
        tabindex="0"
        @pointerover=${this.#find}
        @focusin=${this.#find}
      >
        <div class="content ${this.#end.isFollowing && !this.#window ? 'following' : ''}">
          <slot></slot>
          ${this.#window?.button()}
          ${repeat(
            drawn,
            (each) => (typeof each === 'number' ? order[each] : each),
            (each) => (typeof each === 'number' ? this.#message(each, last) : each.draw()),
          )}
          ${this.#typing()}
          ${
            state?.suggestions.length
              ? html`<chat-suggestions exportparts=${partNames} .suggestions=${state.suggestions}></chat-suggestions>`
              : nothing
          }
        </div>
        <div class="mark"></div>
      </div>
      ${this.#finding?.button()}
    `;
  }

  #message(at: number, last: string | undefined) {
    const id = this.#ids[at] ?? '';
    const store = this.#chat.value?.message(id);
    if (!store) return nothing;
    const message = store.get();
    const previous = this.#read(at - 1);
    return html`${this.#day(at, message)}<chat-message
        part="message"
        role="article"
        exportparts=${partNames}
        .store=${store}
        ?first=${!previous || !together(previous, message)}
        .last=${id === last}
      ></chat-message>`;
  }
  #read(at: number): Message | undefined {
    return this.#chat.value?.read(this.#ids[at]);
  }

  /** A conversation of today needs no date; one that began earlier does, and so does each new day. */
  #day(at: number, { createdAt }: Message) {
    let before: number | undefined;
    // Not all say when they came.
    while (!before && at--) before = this.#read(at)?.createdAt;
    return !createdAt || dayOf(createdAt) === dayOf(before ?? Date.now())
      ? nothing
      : html`<p class="day">${dayName(createdAt, this.#strings.value.locale)}</p>`;
  }

  #typing() {
    const strings = this.#strings.value;
    const [party] = this.#state.value?.typing ?? [];
    const config = this.#config.value;
    const waiting = this.#busy.value && !(this.#state.value?.streaming.length && config?.stream);
    if (!party && !waiting) return nothing;
    const bot = config?.assistantName || config?.heading || strings['message.assistant'];
    const name = withoutDeceit(party?.name ?? '') || bot;
    return html`<chat-typing
      part="typing"
      .name=${name}
      .avatarUrl=${(party ? addressPolicy(config).picture(party.avatarUrl) : config?.avatarUrl) || undefined}
      label=${party ? strings['typing.one'](name) : strings['typing.waiting']}
    ></chat-typing>`;
  }
}

const together = (one: Message, other: Message): boolean =>
  one.author === other.author &&
  one.name === other.name &&
  Math.abs((other.createdAt ?? 0) - (one.createdAt ?? 0)) < GROUP;

define('chat-message-list', ChatMessageList);

declare global {
  interface HTMLElementTagNameMap {
    'chat-message-list': ChatMessageList;
  }
}
