import { html, nothing } from 'lit';
import { mathEnglish } from '../../../src/i18n/parts/math.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { LightTextController } from '../light-text-controller.js';
import { OverflowController } from '../overflow-controller.js';
import { PartElement } from '../part-element.js';
import { inTurn } from './drawing-turn.js';
import { registerFonts } from './fonts.js';
import { formulaOf } from './formula.js';
import { katexStyles } from './katex.styles.js';
import { styles } from './math.styles.js';

/** Pixels. What is taller does not stand in a line of words, but in a box that scrolls. */
const MAX_LINE = 420;

/** A pixel is rounding. */
const overflows = (content: HTMLElement, box: Element): boolean =>
  content.offsetWidth > box.clientWidth + 1 || content.offsetHeight > box.clientHeight + 1;

/**
 * A formula. Its TeX comes as a part, or stands inside the tags. What cannot be drawn is shown as it was written.
 * @tag chat-math
 * @attr {boolean} display - On a line of its own.
 * @csspart math - The formula, or its source.
 */
export class ChatMath extends PartElement<'math'> {
  static override styles = [PartElement.styles, katexStyles, styles];
  static override properties = { display: { type: Boolean, reflect: true } };

  /** On a line of its own; a part that comes as `data` says so itself. */
  display = false;

  readonly #strings = new StringsController(this, mathEnglish);
  readonly #text = new LightTextController(this);
  readonly #overflow = new OverflowController(
    this,
    () => [...(this.renderRoot?.querySelectorAll('.box, .inner, .katex-base') ?? [])],
    () => this.#doesNotFit(),
  );
  #drawn: { readonly tex: string; readonly display: boolean; readonly formula: HTMLElement | undefined } | undefined;

  constructor() {
    super();
    this.addEventListener('copy', (event) => this.#copy(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    registerFonts();
  }

  protected override scheduleUpdate(): Promise<void> {
    return inTurn(() => super.scheduleUpdate());
  }

  get #tex(): string {
    return this.data?.tex ?? this.#text.value;
  }

  protected override willUpdate(): void {
    if (this.data) this.display = this.data.display === true;
  }

  protected override render(): unknown {
    return this.draw({ tex: this.#tex });
  }

  protected override draw({ tex }: Pick<PartMap['math'], 'tex'>) {
    const formula = this.#formula(tex, this.display);
    const { locale, 'math.label': label, 'math.source': hint } = this.#strings.value;
    const { scrolls } = this.#overflow;
    if (!formula)
      return html`<code class="source" part="math" lang=${locale} title=${hint}>${tex}</code
        ><span class="visually-hidden" lang=${locale}>(${hint})</span>`;
    return html`<span
      class="box ${scrolls ? 'scrolls' : ''}"
      part="math"
      tabindex=${scrolls ? '0' : nothing}
      role=${scrolls ? 'group' : nothing}
      aria-label=${scrolls ? label : nothing}
      lang=${scrolls ? locale : nothing}
      ><span class="inner">${formula}</span></span
    >`;
  }

  /** In a line, each piece between two breaks has to fit by itself; a box of its own has to hold them all. */
  #doesNotFit(): boolean {
    const [box, inner, ...pieces] = this.renderRoot.querySelectorAll<HTMLElement>('.box, .inner, .katex-base');
    if (!box || !inner) return false;
    if (this.display || box.matches('.scrolls')) return overflows(inner, box);
    return pieces.some((piece) => piece.scrollWidth > piece.clientWidth + 1 || piece.offsetHeight > MAX_LINE);
  }

  #formula(tex: string, display: boolean): HTMLElement | undefined {
    if (this.#drawn?.tex === tex && this.#drawn.display === display) return this.#drawn.formula;
    let formula;
    try {
      formula = formulaOf(tex, display);
    } catch {
      // Shown as it was written.
    }
    this.#drawn = { tex, display, formula };
    return formula;
  }

  /** Who copies out of a formula gets TeX: the signs alone say neither fraction nor root. */
  #copy(event: ClipboardEvent): void {
    const root = this.shadowRoot;
    const [range] = (root && getSelection()?.getComposedRanges?.({ shadowRoots: [root] })) ?? [];
    if (!root || !range || range.collapsed) return;
    if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return;
    event.clipboardData?.setData('text/plain', this.#tex);
    event.preventDefault();
  }
}

define('chat-math', ChatMath);

declare global {
  interface HTMLElementTagNameMap {
    'chat-math': ChatMath;
  }
}
