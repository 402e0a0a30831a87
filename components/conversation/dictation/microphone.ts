import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { ContextConsumer } from '@lit/context';
import { voiceEnglish } from '../../../src/i18n/voice.en.js';
import type { CallEnd } from '../../../src/protocol/voice.js';
import { comfortsContext } from '../../foundation/comforts.js';
import { isComposing } from '../../foundation/composing.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatUploadRequest } from '../../foundation/events/part-requests.js';
import { ChatSendRequest } from '../../foundation/events/requests.js';
import {
  ChatVoiceAsked,
  ChatVoiceEnded,
  ChatVoiceStarted,
  type VoiceKind,
} from '../../foundation/events/voice-notices.js';
import { closeIcon, upIcon } from '../../foundation/icons.js';
import { isTouched } from '../../foundation/is-touched.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { microphoneIcon } from '../call/call-icons.js';
import { inComposer } from '../call/in-composer.styles.js';
import { minutes } from '../call/minutes.js';
import { languageAround } from '../reading/spoken-language.js';
import { createDictation } from './dictation.js';
import type { Listening, ListeningState } from './listening.js';
import { styles } from './microphone.styles.js';
import { fileOf, recordedKind } from './recorded-file.js';
import { createRecording, type Recording } from './recording.js';
import { browserSeams, type VoiceSeams } from './seams.js';
import { whyNoMicrophone } from './why-no-microphone.js';

const SECOND = 1000;

/**
 * The button to speak with, in the composer. Where the browser recognizes speech, it is written as it is said; else it is
 * recorded, where the backend takes recordings; else there is no button. The microphone is asked for by the button alone.
 * @tag chat-microphone
 * @fires {ChatVoiceAsked} chat-voice-asked - The visitor wants to speak: whoever reads or listens makes way.
 * @fires {ChatVoiceStarted} chat-voice-started - The visitor is heard.
 * @fires {ChatVoiceEnded} chat-voice-ended - No longer.
 * @fires {ChatSendRequest} chat-send-request - Send a recording.
 * @csspart microphone - Begins and stops it.
 * @csspart listening - A recording while it lasts.
 */
export class ChatMicrophone extends LitElement {
  static override styles = [base, controls, inComposer, styles];
  static override properties = { said: { state: true }, dismissed: { state: true } };

  /** The browser's ears, unless a test brings others. */
  seams: VoiceSeams = browserSeams();
  private said = '';
  private dismissed = true;

  readonly #chat = new ChatController(this);
  readonly #config = new ConfigController(this);
  readonly #strings = new StringsController(this, voiceEnglish);
  readonly #comforts = new ContextConsumer(this, { context: comfortsContext });
  #dictation: Listening | undefined;
  #recording: Recording | undefined;
  #for: unknown;
  #unwatch: (() => void) | undefined;
  #before: ListeningState = { phase: 'idle' };
  #hadFocus = false;
  #ears: AbortController | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  readonly #seen = new ResizeObserver(([entry]) => {
    // Nobody is listened to by a chat that cannot be seen.
    if (entry?.contentRect.width === 0) this.#listening?.cancel();
  });

  get #listening(): Listening | undefined {
    return this.#dictation ?? this.#recording;
  }
  get #kind(): VoiceKind {
    return this.#dictation ? 'dictation' : 'recording';
  }
  get #active(): boolean {
    return this.#before.phase !== 'idle';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The composer keeps no room for what has not come.
    this.hidden = false;
    const { signal } = (this.#ears = new AbortController());
    const root = this.getRootNode();
    root.addEventListener('keydown', (event) => this.#onKeydown(event as KeyboardEvent), { signal });
    // What is sent is complete: no late word goes into the next message.
    root.addEventListener('chat-send-request', () => this.#dictation?.cancel(), { signal });
    root.addEventListener('chat-voice-asked', (event) => event.target !== this && this.#listening?.cancel(), {
      signal,
    });
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ears?.abort();
    this.#seen.disconnect();
    this.#tick(false);
    // A move is not a goodbye.
    queueMicrotask(() => this.isConnected || this.#listening?.cancel());
  }

  /** After the controllers know what is around: what listens is made of it. */
  protected override update(changed: PropertyValues): void {
    this.#prepare();
    this.#hadFocus ||= Boolean(this.shadowRoot?.activeElement);
    this.#follow(this.#listening?.state.get());
    super.update(changed);
  }

  #prepare(): void {
    const chat = this.#chat.value;
    const config = this.#config.value;
    if (!chat || !config || this.#for === chat) return;
    this.#for = chat;
    this.#listening?.cancel();
    const { makeRecognition, openMicrophone, makeRecorder, records, now, after, warn } = this.seams;
    const kind = config.attachments && chat.uploads && recordedKind(config, records);
    this.#dictation =
      makeRecognition && createDictation({ makeRecognition, draft: chat.draft, now, language: () => this.#language });
    this.#recording =
      !makeRecognition && openMicrophone && makeRecorder && kind
        ? createRecording({
            openMicrophone,
            makeRecorder: (stream) => makeRecorder(stream, kind),
            now,
            after,
            largest: config.attachmentMaxSize,
          })
        : undefined;
    if (!this.#listening) warn(whyNoMicrophone(config, chat, this.seams));
    this.#unwatch?.();
    this.#unwatch = this.#listening?.state.subscribe(() => this.requestUpdate());
  }

  protected override updated(_: PropertyValues): void {
    // The button that was pressed may have gone, and while the browser asks nothing has come in its place yet.
    this.#hadFocus &&= document.activeElement === document.body;
    if (this.#hadFocus)
      this.renderRoot.querySelector<HTMLElement>('.send, [part=microphone]')?.focus({ preventScroll: true });
    this.#seen.disconnect();
    const button = this.#active && this.renderRoot.querySelector('button');
    if (button) this.#seen.observe(button);
  }

  /** What visitors speak is what they read, unless they or the page say otherwise. */
  get #language(): string {
    return this.#comforts.value?.get().language ?? this.#config.value?.language[0] ?? languageAround(this);
  }

  /** What the change means for the page, and for those who listen. */
  #follow(state: ListeningState | undefined): void {
    const before = this.#before;
    if (!state || state === before) return;
    this.#before = state;
    const strings = this.#strings.value;
    const listens = state.phase === 'listening';
    this.#tick(listens && this.#recording !== undefined);
    if (state.end) {
      this.said = strings[`voice.${state.end}`];
      this.dismissed = false;
    } else if (state.phase !== 'idle') this.dismissed = true;
    if (state.phase === 'asking') this.said = strings['voice.asking'];
    if (listens) {
      this.said = strings[state.ending ? 'voice.ending' : this.#recording ? 'voice.recording' : 'voice.listening'];
      if (before.phase !== 'listening') this.dispatchEvent(new ChatVoiceStarted(this.#kind));
    }
    if (state.phase === 'idle' && before.phase !== 'idle') {
      if (!state.end && this.#dictation) this.said = strings['voice.over'];
      const seconds = Math.round((this.#listening?.duration() ?? 0) / SECOND);
      const reason: CallEnd = 'hung-up';
      this.dispatchEvent(new ChatVoiceEnded(state.end ?? reason, seconds, this.#kind));
    }
  }

  protected override render() {
    if (!this.#listening || this.#config.value?.mode === 'voice') return nothing;
    const state = this.#before;
    return html`${this.#row(state)}${this.#recording && state.phase !== 'idle' ? this.#bar(state) : this.#button(state)}
      <span class="visually-hidden" role="status">${this.said}</span>`;
  }

  /** What to do, or what went wrong. */
  #row({ phase, end, ending }: ListeningState) {
    const strings = this.#strings.value;
    if (ending)
      return html`<div class="reason" part="status">
        <p><bdi>${strings['voice.ending']}</bdi></p>
        ${
          ending === 'for-now'
            ? html`<button class="plain" type="button" @click=${() => this.#recording?.prolong()}>
                ${strings['voice.longer']}
              </button>`
            : nothing
        }
      </div>`;
    if (phase === 'asking' && this.#dictation)
      return html`<div class="reason">
        <p><bdi>${strings['voice.asking']}</bdi></p>
      </div>`;
    if (!end || this.dismissed) return nothing;
    return html`<div class="reason ${end === 'too-long' ? '' : 'bad'}" part="status">
      <p><bdi>${strings[`voice.${end}`]}</bdi></p>
      <button
        class="icon"
        type="button"
        aria-label=${strings['voice.dismiss']}
        @click=${() => {
          this.dismissed = true;
          this.#leave();
        }}
      >
        ${closeIcon}
      </button>
    </div>`;
  }

  #button({ phase }: ListeningState) {
    const strings = this.#strings.value;
    const on = phase !== 'idle';
    return html`<button
      class="icon microphone ${phase}"
      part="microphone"
      type="button"
      aria-label=${strings['voice.speak']}
      aria-pressed=${this.#dictation ? (on ? 'true' : 'false') : nothing}
      title=${strings[on ? 'voice.stop' : 'voice.speak']}
      @click=${() => (on ? this.#listening?.stop() : this.#start())}
    >
      ${microphoneIcon}
    </button>`;
  }

  #bar({ phase }: ListeningState) {
    const strings = this.#strings.value;
    const duration = minutes((this.#listening?.duration() ?? 0) / SECOND, strings.locale);
    const title =
      phase === 'asking'
        ? strings['voice.asking']
        : phase === 'recorded'
          ? strings['voice.recorded'](duration)
          : strings['voice.recording'];
    return html`<div class="bar" part="listening" role="group" aria-label=${strings['voice.file']}>
      <i class="light ${phase}" aria-hidden="true"></i>
      <p class="title">
        <bdi>${title}</bdi> ${phase === 'listening' ? html`<span class="time">${duration}</span>` : nothing}
      </p>
      <button
        class="icon"
        type="button"
        aria-label=${strings['voice.cancel']}
        title=${strings['voice.cancel']}
        @click=${this.#discard}
      >
        ${closeIcon}
      </button>
      ${
        phase === 'asking'
          ? nothing
          : html`<button
              class="icon send"
              type="button"
              aria-label=${strings['voice.send']}
              title=${strings['voice.send']}
              @click=${this.#send}
            >
              ${upIcon}
            </button>`
      }
    </div>`;
  }

  /** In the visitor's own gesture: the browser asks for the microphone. */
  #start(): void {
    this.dispatchEvent(new ChatVoiceAsked());
    this.#listening?.start();
  }
  #discard(): void {
    this.#recording?.cancel();
    this.said = this.#strings.value['voice.cancelled'];
    this.#leave();
  }
  async #send(): Promise<void> {
    const said = await this.#recording?.take();
    this.#leave();
    if (!said) return;
    const strings = this.#strings.value;
    const file = fileOf(strings['voice.file'], said.type, [said]);
    if (!this.dispatchEvent(new ChatUploadRequest([file]))) this.said = strings['voice.cancelled'];
    else if (this.dispatchEvent(new ChatSendRequest({ text: '', files: [file] }))) this.said = strings['voice.sent'];
  }

  /** The visitor goes on where they write; with a finger, where they spoke. */
  #leave(): void {
    if (!isTouched()) this.parentElement?.focus();
  }
  /** What is going on is stopped first; the next time it closes the chat. */
  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event) || event.defaultPrevented || !this.#active) return;
    event.preventDefault();
    if (this.#dictation) this.#dictation.stop();
    else this.#discard();
  }
  #tick(on: boolean): void {
    clearInterval(this.#ticking);
    this.#ticking = on ? setInterval(() => this.requestUpdate(), SECOND) : undefined;
  }
}

define('chat-microphone', ChatMicrophone);

declare global {
  interface HTMLElementTagNameMap {
    'chat-microphone': ChatMicrophone;
  }
}
