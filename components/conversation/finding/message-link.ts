const MARK = '#chat-message=';

/** An address of this page that leads to a message. */
export const linkTo = (id: string, { href }: { readonly href: string } = location): string =>
  `${href.replace(/#.*$/, '')}${MARK}${encodeURIComponent(id)}`;

/** Which message an address leads to, if it leads to one. */
export function linkedMessage({ hash }: { readonly hash: string } = location): string | undefined {
  if (!hash.startsWith(MARK)) return undefined;
  try {
    return decodeURIComponent(hash.slice(MARK.length));
  } catch {
    return undefined;
  }
}
