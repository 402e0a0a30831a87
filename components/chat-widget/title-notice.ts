/** The title of the page, while it says that something is new. */
export interface TitleNotice {
  readonly show: (title: (own: string) => string) => void;
  /** The title is the page's own again, to the letter. */
  readonly clear: () => void;
}

/** Says something in the title of a page, which may change its title meanwhile: then that is what comes back. */
export function createTitleNotice(page: Document): TitleNotice {
  let own: string | undefined;
  let shown = '';
  let say: (own: string) => string = (title) => title;
  const element = (): HTMLTitleElement | null => page.head.querySelector('title');

  function put(): void {
    const before = own?.trim() ?? '';
    // A page that has none, or an empty one, gets none from us.
    if (!before) return;
    page.title = say(before);
    shown = element()?.textContent ?? '';
  }
  const watch = new MutationObserver(() => {
    const now = element()?.textContent ?? '';
    if (now === shown) return;
    own = now;
    put();
    watch.takeRecords();
  });

  return {
    show(title) {
      say = title;
      if (own === undefined) {
        own = element()?.textContent ?? '';
        watch.observe(page.head, { childList: true, subtree: true, characterData: true });
      }
      put();
      watch.takeRecords();
    },
    clear() {
      watch.disconnect();
      const title = element();
      // What the page has changed in this very moment is its own already.
      if (own !== undefined && title && title.textContent === shown) title.textContent = own;
      own = undefined;
      shown = '';
    },
  };
}
