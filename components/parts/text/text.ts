import { html, LitElement, nothing } from 'lit';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatLinkRequest } from '../../foundation/events/requests.js';
import { nextFrame } from '../../foundation/frame.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { HtmlStream } from './html.js';
import { loadSanitiser } from './sanitiser.js';
import { PlainStream } from './plain.js';
import { MarkdownStream, plainBox } from './stream.js';
import { styles } from './text.styles.js';

type Format = NonNullable<PartMap['text']['format']>;
/** Draws what is new of a text; true asks for another frame. */
interface Drawing {
  readonly awaitsSanitiser?: boolean;
  draw(text: string, streaming: boolean): boolean;
}

/** The rest of a longer text is shown on demand, as plain text. Characters. */
const MAX_TEXT = 1024 * 1024;

/**
 * Words of a message: markdown, HTML or plain. It may grow token by token; each frame draws only what is new.
 * @tag chat-text
 * @fires {ChatLinkRequest} chat-link-request - A link is about to open.
 * @csspart text - All the words.
 * @csspart link - One link.
 * @csspart code-block - Code in its frame.
 * @csspart table - A table in its scrolling box.
 */
export class ChatText extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    data: { attribute: false },
    streaming: { attribute: false },
    format: {},
    showsAll: { state: true },
  };

  /** What to show; replaced by a longer one as the text grows. */
  data: PartMap['text'] = { type: 'text', text: '' };
  /** More text is coming. */
  streaming = false;
  /** Used where the part itself names none. */
  format: Format = 'markdown';

  private showsAll = false;

  readonly #strings = new StringsController(this, talkEnglish);
  #drawing: Drawing | undefined;
  #format: Format | undefined;
  #frame: unknown;

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#follow(event));
  }

  /** At most one drawing per frame; the first of a frame is drawn in that frame. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated && this.#frame === document.timeline.currentTime) await nextFrame();
    await super.scheduleUpdate();
  }

  private get root() {
    return this.renderRoot.querySelector('.text') as HTMLElement;
  }

  protected override render() {
    const rest = this.data.text.slice(MAX_TEXT);
    return html`<div class="text" part="text"></div>
      ${
        rest && !this.showsAll
          ? html`<button class="plain" type="button" @click=${() => (this.showsAll = true)}>
              ${this.#strings.value['text.more']}
            </button>`
          : nothing
      }
      ${rest && this.showsAll ? plainBox(rest) : nothing}`;
  }

  protected override updated(): void {
    this.#frame = document.timeline.currentTime;
    const text = this.data.text.slice(0, MAX_TEXT);
    const drawing = this.#drawingOf(this.data.format ?? this.format);
    if (drawing.draw(text, this.streaming)) void nextFrame().then(() => this.requestUpdate());
    if (drawing.awaitsSanitiser) void this.#drawAgain();
  }

  /** Without the sanitiser the words stay as they are: readable, and plain. */
  async #drawAgain(): Promise<void> {
    try {
      await loadSanitiser();
    } catch {
      return;
    }
    this.#format = undefined;
    this.requestUpdate();
  }

  #drawingOf(format: Format): Drawing {
    if (this.#drawing && this.#format === format) return this.#drawing;
    const words = () => this.#strings.value;
    const drawings: Record<Format, () => Drawing> = {
      markdown: () => new MarkdownStream(this.root, words),
      html: () => new HtmlStream(this.root, words),
      plain: () => new PlainStream(this.root),
    };
    this.root.replaceChildren();
    this.root.classList.toggle('plain', format === 'plain');
    this.#format = format;
    return (this.#drawing = drawings[format]());
  }

  #follow(event: Event): void {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link && !this.dispatchEvent(new ChatLinkRequest(link.href))) event.preventDefault();
  }
}

define('chat-text', ChatText);

declare global {
  interface HTMLElementTagNameMap {
    'chat-text': ChatText;
  }
}
