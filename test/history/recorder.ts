import type { Bubble } from './history.js';

/** What a page tells whoever records it. */
export interface Report {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The load of the page and the place of the widget on it. */
  readonly page: string;
  /** What is on screen now, when that has changed. */
  readonly bubbles?: readonly Bubble[];
  /** What the visitor wanted said. */
  readonly wished?: string;
  /** What the visitor chose, which may become a bubble of its own. */
  readonly chosen?: string;
  /** The visitor began anew, or had everything erased. */
  readonly restarted?: true;
  /** The visitor stopped an answer. */
  readonly stopped?: true;
  /** The visitor deleted this message. */
  readonly dismissed?: string;
  /** The widget is still there. */
  readonly present?: true;
}

/** The event that asks all widgets of a page whether they are still there. */
export const ROLL_CALL = 'history-roll-call';

/**
 * Runs in a page before anything else: looks at the open shadow roots of all widgets, once in each frame in which they
 * changed, and listens to the visitor's wishes. It has to stand by itself: its text is what goes to the page.
 */
export function recordPage(tell: (report: Report) => void): void {
  const load = `${location.pathname} ${Math.random().toString(36).slice(2, 7)}`;
  const places = new WeakMap<Element, number>();
  const before = new WeakMap<Element, string>();
  let count = 0;
  // A page may have an element of that name.
  const widgets = () => Document.prototype.querySelectorAll.call(document, 'chat-widget');

  const placeOf = (widget: Element): string => {
    const place = places.get(widget) ?? (count += 1);
    places.set(widget, place);
    return `${load} #${place}`;
  };
  const wordsIn = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLElement && node.matches('style, script, .name, .meta, .visually-hidden')) return '';
    const root = node instanceof Element ? (node.shadowRoot ?? node) : node;
    return [...root.childNodes].map(wordsIn).join('');
  };
  const bubbleOf = (element: Element): Bubble => {
    const mine = element.shadowRoot?.querySelector('.bubble');
    const author = element.getAttribute('author') ?? '';
    return {
      id: element.getAttribute('message-id') ?? '',
      author,
      delivery: element.getAttribute('delivery') ?? '',
      // Files alone have no bubble: nothing was said.
      text: mine ? (mine.textContent ?? '') : author === 'user' ? '' : wordsIn(element),
    };
  };
  const bubblesIn = (widget: Element): readonly Bubble[] | undefined => {
    const list = widget.shadowRoot?.querySelector('chat-panel')?.shadowRoot?.querySelector('chat-message-list');
    const drawn = list?.shadowRoot?.querySelectorAll('chat-message[message-id]');
    return drawn && [...drawn].filter(({ shadowRoot }) => shadowRoot?.childElementCount).map(bubbleOf);
  };

  const GIANT = 500_000;
  let waiting = false;
  // A test may count what the page asks for: this is not the page.
  const nextFrame = requestAnimationFrame.bind(window);
  const look = () => {
    waiting = false;
    for (const widget of widgets()) {
      const bubbles = bubblesIn(widget);
      const said = JSON.stringify(bubbles);
      // To tell of a giant in each frame would slow the page more than the giant does.
      if (!bubbles || said === before.get(widget) || said.length > GIANT) continue;
      before.set(widget, said);
      tell({ at: Date.now(), page: placeOf(widget), bubbles });
    }
  };
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    nextFrame(look);
  });
  const attributeFilter = ['message-id', 'author', 'delivery'];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    if (this.localName.startsWith('chat-'))
      observer.observe(root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter,
      });
    return root;
  };

  const hear = (type: string, read: (event: Event) => Omit<Report, 'at' | 'page'>) =>
    addEventListener(type, (event) => {
      const widget = event.composedPath().find((each) => each instanceof Element && each.localName === 'chat-widget');
      if (widget instanceof Element && !event.defaultPrevented)
        tell({ at: Date.now(), page: placeOf(widget), ...read(event) });
    });
  const member = (event: Event, name: string): unknown => Reflect.get(event, name);
  hear('chat-send-request', (event) => ({ wished: String(Reflect.get(Object(member(event, 'draft')), 'text')) }));
  hear('chat-select-request', (event) => {
    const { text, label } = Object(member(event, 'action')) as { readonly text?: string; readonly label: string };
    return { chosen: text ?? label };
  });
  hear('chat-remove-request', (event) => ({ dismissed: String(member(event, 'messageId')) }));
  hear('chat-stop-request', () => ({ stopped: true }));
  hear('chat-conversation-restarted', () => ({ restarted: true }));
  hear('chat-data-erased', () => ({ restarted: true }));
  addEventListener('history-roll-call', () => {
    look();
    for (const widget of widgets()) tell({ at: Date.now(), page: placeOf(widget), present: true });
  });
}
