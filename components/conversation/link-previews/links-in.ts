/** How many links of a message have previews. */
const MOST = 3;

/** The page that a link leads to, whatever place in it is meant; nothing for what is no page. */
function pageOf(link: HTMLAnchorElement): string {
  const page = new URL(link.href);
  page.hash = '';
  return /^https?:$/.test(page.protocol) ? page.href : '';
}

/** Each page is shown once; `known` are those that the message itself tells about. Gives pages with their links. */
export function linksIn(texts: readonly Element[], known: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // Links that look like buttons offer a deed, and pictures show by themselves what they lead to.
  const links = texts.flatMap(({ shadowRoot }) => [
    ...(shadowRoot?.querySelectorAll<HTMLAnchorElement>('a[part~=link][href]:not(.plain, :has(img, chat-picture))') ??
      []),
  ]);
  for (const link of links) {
    const page = URL.canParse(link.href) ? pageOf(link) : '';
    if (page && !found.has(page)) found.set(page, link.href);
    if (found.size === MOST) break;
  }
  for (const page of known) found.delete(page);
  return found;
}
