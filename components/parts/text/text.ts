import { html, nothing, type PropertyValues } from 'lit';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatLinkRequest, ChatSelectRequest } from '../../foundation/events/requests.js';
import { frameTime, nextFrame } from '../../foundation/frame.js';
import { PartElement } from '../part-element.js';
import { loadKinds } from '../registry.js';
import { awaitsFormulas, loadFormulas } from './formula-reader.js';
import { codeElement } from './lazy-elements.js';
import type * as otherFormats from './other-formats.js';
import { loadSanitiser, wordsOf } from './sanitiser.js';
import type { Scene } from './scene.js';
import { MarkdownStream, plainBox } from './stream.js';
import { styles } from './text.styles.js';

type Format = NonNullable<PartMap['text']['format']>;
let others: typeof otherFormats | undefined;
async function loadOthers(): Promise<void> {
  others ??= await import('./other-formats.js');
}

/** Draws what is new of a text; true asks for another frame. */
interface Drawing {
  readonly awaitsOthers?: boolean;
  readonly awaitsSanitiser?: boolean;
  draw(text: string, streaming: boolean): boolean;
}

/** A fenced block that holds a part, and where that goes. */
interface Filling {
  readonly box: HTMLElement;
  readonly name: string;
  readonly source: string;
}

/** The rest of a longer text is shown on demand, as plain text. Characters. */
const MAX_TEXT = 1024 * 1024;
/** What is not in sight of a longer text is not laid out. Characters. */
const LONG_TEXT = 32 * 1024;
/** Formulas of one text; further ones stay source. */
const MAX_FORMULAS = 200;

/**
 * Words of a message: markdown, HTML or plain. It may grow token by token; only what is new is drawn.
 * @tag chat-text
 * @fires {ChatLinkRequest} chat-link-request - A link is about to open.
 * @fires {ChatSelectRequest} chat-select-request - The visitor chose a reply among the words.
 * @csspart text - All the words.
 * @csspart link - One link.
 * @csspart option - A reply among the words.
 * @csspart table - A table in its scrolling box.
 */
export class ChatText extends PartElement<'text'> {
  static override styles = [PartElement.styles, styles];
  static override properties = { format: {}, showsAll: { state: true } };

  /** What to show; replaced by a longer one as the text grows. */
  override data: PartMap['text'] = { type: 'text', text: '' };
  /** Used where the part itself names none. */
  format: Format = 'markdown';

  private showsAll = false;

  readonly #strings = new StringsController(this, talkEnglish);
  #drawing: Drawing | undefined;
  #format: Format | undefined;
  /** When it was drawn. */
  #frame = -Infinity;
  #settings = '';
  #fillings: readonly Filling[] = [];

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#follow(event));
  }

  /** At most one drawing per frame; what comes after a rest is drawn in its frame. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#frame === frameTime()) await nextFrame();
    await super.scheduleUpdate();
  }

  private get root() {
    return this.renderRoot.querySelector('.text') as HTMLElement;
  }

  protected override draw({ text }: PartMap['text']) {
    const rest = text.slice(MAX_TEXT);
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

  protected override updated(changed: PropertyValues<this>): void {
    this.#frame = frameTime();
    const text = this.data.text.slice(0, MAX_TEXT);
    this.#startOver();
    const drawing = this.#drawingOf(this.data.format ?? this.format);
    this.root.classList.toggle('long', text.length > LONG_TEXT);
    if (drawing.draw(text, this.streaming)) void nextFrame().then(() => this.requestUpdate());
    if (drawing.awaitsOthers) void this.#drawAgain(loadOthers);
    if (drawing.awaitsSanitiser) void this.#drawAgain(loadSanitiser);
    if (drawing instanceof MarkdownStream && awaitsFormulas(text, this.#scene.math.dollars))
      void this.#drawAgain(loadFormulas);
    if (changed.has('live') || changed.has('streaming')) void this.#fill();
  }

  /** Other rules than those that it was drawn by. */
  #startOver(): void {
    const { math, mathDollar, form, carousel, url, allowedLinkHosts, allowedImageHosts } = this.config.value ?? {};
    const settings = JSON.stringify([math, mathDollar, form, carousel, url, allowedLinkHosts, allowedImageHosts]);
    if (settings !== this.#settings) this.#format = undefined;
    this.#settings = settings;
  }

  get #scene(): Scene {
    const { math = true, mathDollar = false } = this.config.value ?? {};
    return {
      words: this.#strings.value,
      addresses: this.addresses,
      math: { dollars: mathDollar, formulas: math ? MAX_FORMULAS : 0 },
      fill: (box, name, source) => {
        const kept = this.#fillings.filter((each) => this.root.contains(each.box));
        this.#fillings = [...kept, { box, name, source }];
        void this.#fill();
      },
    };
  }

  /** Draws the parts among the words. Without the chunk that knows how, they stay source. */
  async #fill(): Promise<void> {
    if (this.#fillings.length === 0) return;
    try {
      const [{ drawBlock }] = await Promise.all([import('./yaml-blocks.js'), loadKinds()]);
      for (const [index, { box, name, source }] of this.#fillings.entries())
        drawBlock(box, name, source, {
          key: `${this.key}/${index}`,
          lang: this.lang || undefined,
          live: this.live,
          streaming: this.streaming,
          switches: this.config.value ?? {},
          unknown: '',
        });
    } catch {
      for (const { box, name, source } of this.#fillings) box.replaceChildren(codeElement(name, source));
    }
  }

  /** Without what was to come the words stay as they are: readable, and plain. */
  async #drawAgain(load: () => Promise<void>): Promise<void> {
    try {
      await load();
    } catch {
      return;
    }
    this.#format = undefined;
    this.requestUpdate();
  }

  #drawingOf(format: Format): Drawing {
    if (this.#drawing && this.#format === format) return this.#drawing;
    const scene = () => this.#scene;
    const Format = format === 'markdown' ? MarkdownStream : others?.[format];
    this.root.replaceChildren();
    this.root.classList.toggle('plain', format === 'plain');
    this.#format = format;
    return (this.#drawing = Format ? new Format(this.root, scene) : this.#words(format));
  }
  /** What a text says, until there is something to draw it with. */
  #words(format: Format): Drawing {
    return {
      awaitsOthers: true,
      draw: (text) => {
        this.root.replaceChildren(plainBox(format === 'html' ? wordsOf(text) : text));
        return false;
      },
    };
  }

  /** Parts among the words see to their own links and buttons. */
  #follow(event: Event): void {
    const chosen = event
      .composedPath()
      .find((node) => node instanceof HTMLAnchorElement || node instanceof HTMLButtonElement);
    if (!chosen || !this.root.contains(chosen) || chosen.closest('.part')) return;
    if (chosen instanceof HTMLButtonElement)
      chosen.dispatchEvent(new ChatSelectRequest({ type: 'reply', label: chosen.textContent }));
    else if (!chosen.dispatchEvent(new ChatLinkRequest(chosen.href))) event.preventDefault();
  }
}

define('chat-text', ChatText);

declare global {
  interface HTMLElementTagNameMap {
    'chat-text': ChatText;
  }
}
