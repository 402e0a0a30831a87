import type { LinkPreview } from '../../../src/protocol/transport.js';

type Page = Omit<LinkPreview, 'url'>;
const siteName = 'Northwind Guesthouse';

/** The pages that the bot itself links to: they exist nowhere, and are known without asking anybody. */
const pages: Readonly<Record<string, Page>> = {
  '/rooms': {
    title: 'Rooms by the water',
    description: 'Fourteen rooms between the garden and the lake, each with breakfast until eleven.',
    siteName,
  },
  '/guide': {
    title: 'Booking guide',
    description: 'From the first question to the key in your hand: holding a room, paying, changing dates.',
    siteName,
  },
  '/dogs': { title: 'Bringing your dog: what we prepare', siteName },
  '/menu': { title: 'Breakfast and supper', description: 'Bread from next door, fish from the lake.', siteName },
};

/** Names that are kept for examples lead nowhere, so nobody is asked about them. */
const example = /(?:^|\.)example(?:\.(?:com|net|org))?$/;
const ours = /^https?:\/\/example\.com$/;

/** What is known of a page of the bot's own world; `undefined` for a page of anybody else's. */
export function demoPage({ href, origin, hostname, pathname }: URL): LinkPreview | 'nothing' | undefined {
  if (!example.test(hostname)) return undefined;
  const page = ours.test(origin) && Object.hasOwn(pages, pathname) ? pages[pathname] : undefined;
  return page ? { ...page, url: href } : 'nothing';
}
