/** The title of the page, while it says that something is new. */
export interface TitleNotice {
  /** Counted together with what the other notices of the page have. */
  readonly show: (count: number, title: (count: number, own: string) => string) => void;
  /** Nothing is new here any more; after the last one the title is the page's own again, to the letter. */
  readonly clear: () => void;
}

/** What all who write in one title have to know of each other: what one wrote is not the page's own to another. */
interface Board {
  own: string;
  shown: string;
  readonly notices: Map<object, { readonly count: number; readonly say: (count: number, own: string) => string }>;
}
/** Kept at the document: two copies of this code on one page share it too. */
const board: unique symbol = Symbol.for('chat-widget.title');
type Page = Document & { [board]?: Board };

/** Says something in the title of a page, which may change its title meanwhile: then that is what comes back. */
export function createTitleNotice(page: Page): TitleNotice {
  const shared = (page[board] ??= { own: '', shown: '', notices: new Map() });
  const { notices } = shared;
  const me = {};
  const element = (): HTMLTitleElement | null => page.head.querySelector('title');
  const written = (): string => element()?.textContent ?? '';

  function put(): void {
    const before = shared.own.trim();
    const last = [...notices.values()].at(-1);
    // A page that has none, or an empty one, gets none from us.
    if (!before || !last) return;
    const count = [...notices.values()].reduce((sum, each) => sum + each.count, 0);
    page.title = last.say(count, before);
    shared.shown = written();
  }
  /** What the page has changed is its own, though nobody was told of it yet. */
  function look(): void {
    const now = written();
    if (now === shared.shown) return;
    shared.own = now;
    put();
  }
  const watch = new MutationObserver(look);

  return {
    show(count, say) {
      if (!notices.size) shared.own = shared.shown = written();
      if (!notices.has(me)) watch.observe(page.head, { childList: true, subtree: true, characterData: true });
      notices.set(me, { count, say });
      look();
      put();
    },
    clear() {
      watch.disconnect();
      if (!notices.delete(me)) return;
      look();
      if (notices.size) return put();
      const title = element();
      // What the page has changed in this very moment is its own already.
      if (title && title.textContent === shared.shown) title.textContent = shared.own;
    },
  };
}
