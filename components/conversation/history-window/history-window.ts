import { html, nothing, type LitElement, type ReactiveController } from 'lit';
import { historyEnglish } from '../../../src/i18n/history.en.js';
import type { StayAtEndController } from '../../foundation/controllers/stay-at-end.js';
import { StringsController, type ChatController } from '../../foundation/controllers/surroundings.js';
import { sheetOf } from '../../foundation/element-base.js';
import { nextFrame } from '../../foundation/frame.js';
import type { Block } from './blocks.js';
import { FarWords } from './far-words.js';
import { Gap } from './gap.js';
import { holding } from './held.js';
import { historyStyles } from './history-window.styles.js';
import { linesIn, type Line } from './lines-in.js';
import { PassingWords } from './passing-words.js';
import { Plan, type Drawn } from './plan.js';
import { rectsOf } from './rects.js';
import { View, type Span } from './view.js';

/** Frames in which what is above a message may still move it away. */
const MOST_TRIES = 5;

/**
 * Of a long conversation only what is near the view is built; gaps as high as the rest stand for it. Nothing here
 * listens to scrolling or makes a browser lay out: observers tell what comes near and what is far.
 */
export class HistoryWindow implements ReactiveController {
  readonly #root: ShadowRoot;
  readonly #strings;
  readonly #plan = new Plan();
  readonly #words: FarWords | undefined;
  #drawn: readonly Drawn[] = [];
  #view: View | undefined;
  #passing: PassingWords | undefined;
  /** Messages take the place of words that were passed. */
  #isFilled = false;
  /** Messages in the document; their blocks are those of the plan, in the same order. */
  #messages: readonly HTMLElement[] = [];
  #gaps: readonly (readonly [Element, Gap])[] = [];
  /** The message that the view is led to. */
  #led: object | undefined;
  /** The last one that was led to: it can take the focus. */
  #ready: HTMLElement | undefined;
  /** Ends what is being measured. */
  #measuring: (() => void) | undefined;
  /** Something was found in words that stood for messages, and the browser looks for it in these now. */
  #isFound = false;

  constructor(
    private readonly host: LitElement,
    private readonly chat: ChatController,
    private readonly end: StayAtEndController,
    /** How many of the last messages are in the document already. */
    last: number,
  ) {
    this.#root = host.renderRoot as ShadowRoot;
    this.#strings = new StringsController(host, historyEnglish);
    if (FarWords.work)
      this.#words = new FarWords(
        (from, count) => this.#order.slice(from, from + count).flatMap((id) => chat.value?.read(id) ?? []),
        () => this.#strings.value,
      );
    this.#plan.draw(this.#order);
    this.#plan.buildLast(last);
    this.#root.adoptedStyleSheets = [...this.#root.adoptedStyleSheets, sheetOf(historyStyles)];
    this.#root.addEventListener('beforematch', ({ target }) => this.#find(target));
    host.addController(this);
    host.requestUpdate();
  }

  /** What the list draws of this order. */
  draw(order: readonly string[]): readonly Drawn[] {
    return (this.#drawn = this.#plan.draw(order));
  }

  /** A step back for those who do not scroll. */
  button(): unknown {
    return this.#drawn[0] instanceof Gap
      ? html`<button class="plain earlier" type="button" @click=${() => void this.#earlier()}>
          ${this.#strings.value['transcript.earlier']}
        </button>`
      : nothing;
  }

  /** The newest messages are about to be in view. */
  toEnd(): void {
    this.#plan.buildEnd();
    this.host.requestUpdate();
  }

  /** Brings a message into view, and makes it focusable; whether there is one with this id. */
  async reveal(id: string): Promise<boolean> {
    const place = this.#order.indexOf(id);
    if (place < 0) return false;
    this.#plan.buildAround(place);
    const message = await this.#bring(place);
    if (this.#ready !== this.#root.activeElement) this.#ready?.removeAttribute('tabindex');
    this.#ready = message;
    // Less than zero would keep the Tab key out of what stands in the message.
    if (message) message.tabIndex = 0;
    return !!message;
  }

  hostUpdated(): void {
    const log = this.#one('.log');
    this.#view ??= new View({
      log,
      content: this.#one('.content'),
      onGap: (gap, span) => this.#fill(gap, span),
      onFar: () => this.#leave(log),
      onWidth: () => this.#guess(log),
      isMoved: () => this.end.isFollowing,
    });
    this.#passing ??= new PassingWords({
      log,
      gaps: () => this.#gaps.map(([gap]) => gap),
      lines: (gap, from, to) => this.#lines(gap, from, to),
      onRest: () => {
        this.#view?.look();
        this.#leave(log);
      },
    });
    if (this.#isFilled) this.#passing.clear();
    this.#isFilled = false;
    const gaps = [...this.#root.querySelectorAll('.gap')];
    this.#messages = [...this.#root.querySelectorAll('chat-message')];
    this.#gaps = this.#drawn.filter((each) => each instanceof Gap).map((gap, i) => [gaps[i] ?? log, gap]);
    this.#view.follow(this.#messages, gaps);
    this.#words?.follow(this.#gaps);
    if (this.#isFound) this.#words?.arrange();
    this.#isFound = false;
  }
  hostDisconnected(): void {
    this.#measuring?.();
    this.#view?.disconnect();
    this.#passing?.disconnect();
    this.#measuring = this.#view = this.#passing = undefined;
  }

  get #order(): readonly string[] {
    return this.chat.value?.order.get() ?? [];
  }
  #one(selector: string): HTMLElement {
    return this.#root.querySelector(selector) as HTMLElement;
  }
  /** All that has a place, in its order: what is shown ends where the next one begins. */
  #marks(): readonly Element[] {
    return [...this.#root.querySelectorAll('chat-message, .gap, .mark')];
  }

  #gapOf(element: Element): Gap | undefined {
    return this.#gaps.find(([each]) => each === element)?.[1];
  }

  /** What is in view comes at once; what is near comes block by block, each in a frame of its own. */
  #fill(element: Element, { near, seen }: Span): void {
    const gap = this.#gapOf(element);
    if (!gap || this.#passing?.isLeaping) return;
    const nearest = seen[0] > 0 ? -1 : 0;
    const inView = this.#within(gap, seen);
    // Where heights are not what they were, it is the edge of the gap that is near.
    const next = inView.length ? inView : [this.#within(gap, near).at(nearest) ?? gap.blocks.at(nearest)];
    this.#plan.build(next.flatMap((each) => each ?? []));
    this.#isFilled = true;
    this.host.requestUpdate();
  }

  /** Blocks that would stand there, in pixels from the top of the gap. */
  #within(gap: Gap, [from, to]: Span['near']): readonly Block[] {
    return [...this.#plan.within(gap, from, to)].map(({ block }) => block);
  }

  #lines(element: Element, from: number, to: number): Iterable<Line> {
    const gap = this.#gapOf(element);
    const order = this.#order;
    return linesIn(
      gap ? this.#plan.within(gap, from, to) : [],
      [from, to],
      (block) => this.#plan.blocks.heightOf(block),
      (place) => this.chat.value?.read(order[place]),
      this.#strings.value,
    );
  }

  /** Blocks that nobody looks at and nothing holds, each with its first message. */
  #spare(): ReadonlyMap<Block, Element> {
    const spare = new Map<Block, Element>();
    const { homes } = this.#plan;
    const each = (look: (block: Block, message: Element) => void) => {
      for (const [i, message] of this.#messages.entries()) if (homes[i]) look(homes[i], message);
    };
    each((block, message) => spare.has(block) || spare.set(block, message));
    each((block, message) => {
      if (!this.#plan.isSpare(block) || !this.#view?.isFar(message)) spare.delete(block);
    });
    if (!spare.size) return spare;
    const holds = holding(this.#root);
    each((block, message) => {
      if (spare.has(block) && holds(message)) spare.delete(block);
    });
    return spare;
  }

  /** They go, and what they measured is remembered. */
  #leave(log: Element): void {
    // What the view is led to may still be far.
    const spare = this.#measuring || this.#led || this.#passing?.isLeaping ? undefined : this.#spare();
    if (!spare?.size) return;
    const marks = this.#marks();
    const ends = [...spare].map(([block, first]) => ({ block, first, next: marks[marks.indexOf(first) + block.size] }));
    const edges = ends.flatMap(({ first, next }) => [first, next ?? first]);
    this.#measuring = rectsOf(log, edges, (rects) => {
      this.#measuring = undefined;
      const still = this.#spare();
      for (const { block, first, next } of ends) {
        const [top, bottom] = [rects.get(first)?.top, next && rects.get(next)?.top];
        if (top === undefined || bottom === undefined || !still.has(block)) continue;
        block.height = bottom - top;
        this.#plan.drop(block);
      }
      this.host.requestUpdate();
    });
  }

  /** Of messages that nobody has seen at this width we know what those that are there measure. */
  #guess(log: Element): void {
    this.#plan.blocks.forget();
    const marks = this.#marks();
    const from = marks.findIndex((mark) => mark.localName === 'chat-message');
    const to = marks.findIndex((mark, i) => i > from && mark.localName !== 'chat-message');
    const [first, next] = [marks[from], marks[to]];
    if (!first || !next) return;
    rectsOf(log, [first, next], (rects) => {
      const [top = 0, bottom = 0] = [rects.get(first)?.top, rects.get(next)?.top];
      if (bottom > top) this.#plan.guess((bottom - top) / (to - from));
      this.host.requestUpdate();
    });
  }

  /** The browser has found something in words that stand for messages: it goes on to look in the messages themselves. */
  #find(target: EventTarget | null): void {
    const blocks = this.#words?.found(target) ?? [];
    if (!blocks.length) return;
    this.#isFound = true;
    this.#plan.build(blocks);
    this.#away();
    requestAnimationFrame(() => this.#lead(new Set(blocks)));
  }

  /** A browser that looks once, and not again in the messages, has not moved the view: we do. */
  #lead(blocks: ReadonlySet<Block>): void {
    const { homes } = this.#plan;
    const found = this.#messages.filter((_, i) => homes[i] && blocks.has(homes[i]));
    const log = this.#one('.log');
    rectsOf(log, [log, ...found], (rects) => {
      const [view, ...places] = [log, ...found].flatMap((each) => rects.get(each) ?? []);
      if (!view || places.some(({ top, bottom }) => bottom > view.top && top < view.bottom)) return;
      const [first] = blocks;
      this.#plan.build(blocks);
      if (first) void this.#bring(this.#plan.blocks.startOf(this.#plan.blocks.all.indexOf(first)));
    });
  }

  /** Who goes back by keyboard goes on from the conversation. */
  async #earlier(): Promise<void> {
    this.#one('.log').focus({ preventScroll: true });
    await this.#bring(this.#plan.buildEarlier());
  }

  /** Answers the message at this place when it is in view, and stays there while what is above it is drawn. */
  async #bring(place: number): Promise<HTMLElement | undefined> {
    const mine = (this.#led = {});
    this.#away();
    await this.host.updateComplete;
    const message = this.#messages[this.#drawn.filter((each) => typeof each === 'number').indexOf(place)];
    const log = this.#one('.log');
    for (let tries = 0; message && tries < MOST_TRIES && this.#led === mine; tries++) {
      await Promise.all(this.#messages.map((each) => (each as LitElement).updateComplete));
      const [view, { top, bottom }] = [log.getBoundingClientRect(), message.getBoundingClientRect()];
      if (tries && bottom > view.top && top < view.bottom) break;
      log.scrollBy({ top: top - view.top - log.clientHeight / 4, behavior: 'instant' });
      await nextFrame();
    }
    if (this.#led === mine) {
      this.#led = undefined;
      this.#leave(log);
    }
    return message?.isConnected ? message : undefined;
  }

  /** The view leaves the end, unless it turns out to be there still. */
  #away(): void {
    const { end } = this;
    end.atEnd = false;
    this.host.requestUpdate();
    const [log, mark] = [this.#one('.log'), this.#one('.mark')];
    requestAnimationFrame(() =>
      rectsOf(log, [log, mark], (rects) => {
        const [bottom, last] = [rects.get(log)?.bottom, rects.get(mark)?.top];
        end.atEnd ||= bottom !== undefined && last !== undefined && last <= bottom;
        this.host.requestUpdate();
      }),
    );
  }
}
