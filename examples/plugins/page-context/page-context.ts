import { definePlugin } from 'chat-widget/parts';

export interface PageContextOptions {
  /** Also what the visitor has marked on the page. Off unless you say so: tell your visitors. */
  readonly selection?: boolean;
  /** Where it is read from; this page unless a test says otherwise. */
  readonly page?: Pick<Document, 'title' | 'getSelection'> & { readonly location: { readonly href: string } };
}

/** Characters; a backend needs to know where the visitor is, not the whole page. */
const MAX_TITLE = 200;
const MAX_SELECTION = 1_000;

/** The address without what may be secret: tokens stand in queries and fragments. */
function placeOf(href: string): string {
  const url = new URL(href);
  return url.origin === 'null' ? '' : url.origin + url.pathname;
}

/** Tells the backend with each message which page the visitor is on: `meta.page` has `title`, `url`, `selection`. */
export const pageContext = ({ selection = false, page = document }: PageContextOptions = {}) =>
  definePlugin({
    name: 'page-context',
    setup: (chat) =>
      chat.amend((outgoing) => {
        const marked = selection ? page.getSelection()?.toString().trim().slice(0, MAX_SELECTION) : '';
        const context = {
          title: page.title.slice(0, MAX_TITLE),
          url: placeOf(page.location.href),
          ...(marked ? { selection: marked } : {}),
        };
        return { ...outgoing, meta: { page: context, ...outgoing.meta } };
      }),
  });
