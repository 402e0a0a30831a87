import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { callEnglish } from '../../../src/i18n/call.en.js';
import type { Call, CallEnd, CallState } from '../../../src/protocol/voice.js';
import { isComposing } from '../../foundation/composing.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatVoiceAsked, ChatVoiceEnded, ChatVoiceStarted } from '../../foundation/events/voice-notices.js';
import { closeIcon } from '../../foundation/icons.js';
import { isTouched } from '../../foundation/is-touched.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { callIcon, hangUpIcon, microphoneIcon, mutedIcon } from './call-icons.js';
import { styles } from './call.styles.js';
import { inComposer } from './in-composer.styles.js';
import { MeterController } from './meter.js';
import { minutes } from './minutes.js';
import { onlyVoice } from './only-voice.js';

const SECOND = 1000;
/** A call that simply ended is spoken of this long. */
const FAREWELL = 6 * SECOND;
/** Nothing went wrong. */
const wanted: ReadonlySet<CallEnd> = new Set(['hung-up', 'left']);

/**
 * A voice call: the button that begins it, and all of it while it lasts. It stands in the composer, where the transport
 * can be called. What is said becomes messages; whatever ends the call leaves the composer to write in.
 * @tag chat-call
 * @fires {ChatVoiceAsked} chat-voice-asked - The visitor calls: whoever reads or listens makes way.
 * @fires {ChatVoiceStarted} chat-voice-started - Both sides can hear each other.
 * @fires {ChatVoiceEnded} chat-voice-ended - The call is over.
 * @csspart call - Begins or ends the call.
 * @csspart call-bar - The call while it lasts.
 * @csspart mute - Turns the microphone off and on.
 */
export class ChatCall extends LitElement {
  static override styles = [base, controls, inComposer, styles];
  static override properties = {
    call: { state: true },
    said: { state: true },
    dismissed: { state: true },
  };

  private call: Call | undefined;
  /** For the live region: what changed, once. */
  private said = '';
  private dismissed = true;

  readonly #chat = new ChatController(this);
  readonly #config = new ConfigController(this);
  readonly #strings = new StringsController(this, callEnglish);
  readonly #state = new StoreController(this, () => this.call?.state);
  #asked: unknown;
  #before: CallState | undefined;
  #hasFocus = false;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #farewell: ReturnType<typeof setTimeout> | undefined;
  #listening: AbortController | undefined;
  readonly #seen = new ResizeObserver(([entry]) => {
    // Nobody is listened to by a chat that cannot be seen.
    if (entry?.contentRect.width === 0 && this.#active) void this.call?.end();
  });

  constructor() {
    super();
    new MeterController(
      this,
      () => this.renderRoot.querySelector<HTMLElement>('.bar'),
      () => (this.#state.value?.phase === 'live' ? this.call?.levels() : undefined),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The composer keeps no room for what has not come.
    this.hidden = false;
    const { signal } = (this.#listening = new AbortController());
    const root = this.getRootNode();
    root.addEventListener('keydown', (event) => this.#onKeydown(event as KeyboardEvent), { signal });
    // Who dictates meanwhile does not say it to the other side.
    root.addEventListener(
      'chat-voice-asked',
      (event) => event.target !== this && this.#active && this.call?.mute(true),
      {
        signal,
      },
    );
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#seen.disconnect();
    this.#tick(false);
    clearTimeout(this.#farewell);
    // A move is not a goodbye.
    queueMicrotask(() => this.isConnected || void this.call?.end());
  }

  get #active(): boolean {
    const { phase = 'idle' } = this.#state.value ?? {};
    return phase !== 'idle';
  }
  /** The backend takes no words but spoken ones. */
  get #alone(): boolean {
    return this.#config.value?.mode === 'voice' && this.call !== undefined;
  }

  protected override willUpdate(_: PropertyValues): void {
    const chat = this.#chat.value;
    if (chat && chat !== this.#asked) {
      this.#asked = chat;
      void this.call?.end();
      this.call = undefined;
      chat.call?.().then(
        (call) => chat === this.#chat.value && (this.call = call),
        () => undefined,
      );
    }
    this.#follow(this.#state.value);
    const focused = this.shadowRoot?.activeElement;
    this.#hasFocus = focused?.getAttribute('part') === 'call';
  }

  protected override updated(_: PropertyValues): void {
    onlyVoice(this.parentElement, this.#alone);
    // The button that was pressed may have gone: the one that undoes it takes its place.
    if (this.#hasFocus && !this.shadowRoot?.activeElement)
      this.renderRoot.querySelector<HTMLElement>('[part=call]')?.focus({ preventScroll: true });
    const bar = this.renderRoot.querySelector('.bar');
    this.#seen.disconnect();
    if (bar) this.#seen.observe(bar);
  }

  /** What the change means for the page, and for those who listen. */
  #follow(state: CallState | undefined): void {
    const before = this.#before;
    this.#before = state;
    if (!state || state === before) return;
    const strings = this.#strings.value;
    this.#tick(state.phase === 'live');
    if (state.phase === 'asking') clearTimeout(this.#farewell);
    if (state.phase !== before?.phase || state.reconnecting !== before.reconnecting) this.said = this.#title(state);
    if (state.phase === 'live' && before?.phase !== 'live') this.dispatchEvent(new ChatVoiceStarted());
    if (state.phase === 'idle' && state.end && before && before.phase !== 'idle') {
      this.said = this.#reason(state.end);
      this.dismissed = false;
      this.dispatchEvent(new ChatVoiceEnded(state.end, Math.round((this.call?.duration() ?? 0) / SECOND)));
      if (wanted.has(state.end)) this.#farewell = setTimeout(() => (this.dismissed = true), FAREWELL);
    }
    if (state.soundBlocked && !before?.soundBlocked) this.said = strings['call.silentSound'];
  }

  protected override render() {
    const state = this.#state.value;
    if (!this.call || !state) return nothing;
    return html`${this.#active ? this.#bar(state) : this.#idle(state)}
      <span class="visually-hidden" role="status">${this.said}</span>`;
  }

  #idle({ end }: CallState) {
    const strings = this.#strings.value;
    const name = strings['call.start'];
    return html`${
      end && !this.dismissed
        ? html`<div class="reason ${wanted.has(end) ? '' : 'bad'}" part="status">
            <p><bdi>${this.#reason(end)}</bdi></p>
            <button class="icon" type="button" aria-label=${strings['call.dismiss']} @click=${this.#dismiss}>
              ${closeIcon}
            </button>
          </div>`
        : nothing
    }${
      this.#alone
        ? html`<button class="primary alone" part="call" type="button" @click=${this.#start}>
            ${callIcon} ${name}
          </button>`
        : html`<button class="icon" part="call" type="button" aria-label=${name} title=${name} @click=${this.#start}>
            ${callIcon}
          </button>`
    }`;
  }

  #bar(state: CallState) {
    const { phase, muted, soundBlocked, reconnecting } = state;
    const strings = this.#strings.value;
    const live = phase === 'live';
    return html`<div
      class="bar ${this.#alone ? 'only' : ''}"
      part="call-bar"
      role="group"
      aria-label=${strings['call.name']}
    >
      <span class="voice ${live && !reconnecting ? '' : 'quiet'}" aria-hidden="true"><i></i><i></i><i></i></span>
      <div class="words">
        <div class="title">
          <bdi>${this.#title(state)}</bdi>
          ${live ? html`<span class="time">${minutes((this.call?.duration() ?? 0) / SECOND, strings.locale)}</span>` : nothing}
        </div>
        ${this.#caption(state)}
        ${
          soundBlocked
            ? html`<button class="plain hear" type="button" @click=${() => this.call?.resume()}>
                ${strings['call.hear']}
              </button>`
            : nothing
        }
      </div>
      ${
        live
          ? html`<button
              class="icon mute"
              part="mute"
              type="button"
              aria-label=${strings['call.mute']}
              title=${strings['call.mute']}
              aria-pressed=${muted ? 'true' : 'false'}
              @click=${() => this.call?.mute(!muted)}
            >
              ${muted ? mutedIcon : microphoneIcon}
            </button>`
          : nothing
      }
      <button
        class="icon end"
        part="call"
        type="button"
        aria-label=${strings['call.end']}
        title=${strings['call.end']}
        @click=${this.#end}
      >
        ${hangUpIcon}
      </button>
    </div>`;
  }

  #caption({ phase, caption, soundBlocked }: CallState) {
    const strings = this.#strings.value;
    if (phase === 'asking') return html`<p class="caption"><bdi>${strings['call.askingHow']}</bdi></p>`;
    if (soundBlocked) return html`<p class="caption"><bdi>${strings['call.silentSound']}</bdi></p>`;
    if (!caption) return nothing;
    const who =
      caption.author === 'user'
        ? strings['call.you']
        : this.#config.value?.assistantName || this.#config.value?.heading || strings['message.assistant'];
    return html`<p class="caption">
      <b><bdi>${who}</bdi>:</b> <bdi dir="auto">${caption.text}</bdi>
    </p>`;
  }

  #title({ phase, muted, reconnecting, speaking, end }: CallState): string {
    const strings = this.#strings.value;
    if (phase === 'idle') return end ? this.#reason(end) : '';
    if (phase !== 'live') return strings[`call.${phase}`];
    if (reconnecting) return strings['call.reconnecting'];
    if (muted) return strings['call.muted'];
    return strings[speaking === 'bot' ? 'call.speaking' : 'call.listening'];
  }
  /** Why it is over, and what can be done now. */
  #reason(end: CallEnd): string {
    const strings = this.#strings.value;
    const duration = this.call?.duration() ?? 0;
    if (wanted.has(end))
      return end === 'hung-up' && duration
        ? strings['call.over'](minutes(duration / SECOND, strings.locale))
        : strings[`call.${end}`];
    const why = strings[`call.${end}`];
    return this.#alone ? why : `${why} ${strings['call.instead']}`;
  }

  /** In the visitor's own gesture: what begins later stays silent. */
  #start(): void {
    this.dispatchEvent(new ChatVoiceAsked());
    void this.call?.start();
  }
  #end(): void {
    void this.call?.end();
  }
  #dismiss(): void {
    this.dismissed = true;
    if (!isTouched()) this.parentElement?.focus();
  }
  /** What is going on is stopped first; the next time it closes the chat. */
  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event) || event.defaultPrevented || !this.#active) return;
    event.preventDefault();
    this.#end();
  }
  #tick(on: boolean): void {
    clearInterval(this.#ticking);
    this.#ticking = on ? setInterval(() => this.requestUpdate(), SECOND) : undefined;
  }
}

define('chat-call', ChatCall);

declare global {
  interface HTMLElementTagNameMap {
    'chat-call': ChatCall;
  }
}
