/** The page's address, as far as it is read and changed here. */
export interface AddressBar {
  readonly location: { readonly href: string };
  readonly history: Pick<History, 'state' | 'replaceState'>;
}

const NAME = 'resume_token';

/**
 * The token of a conversation that is to be gone on with, from the page's address. It is gone from there at once: an
 * address is shown, kept and passed on.
 */
export function takeResumeToken(page: Partial<AddressBar> = globalThis): string | undefined {
  const { location, history } = page;
  if (!location || !history || !URL.canParse(location.href)) return undefined;
  const address = new URL(location.href);
  const token = address.searchParams.get(NAME);
  if (token === null) return undefined;
  address.searchParams.delete(NAME);
  try {
    history.replaceState(history.state, '', address.href);
  } catch {
    // A page without an address of its own cannot change it.
  }
  return token || undefined;
}
