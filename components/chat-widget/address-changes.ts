/** A page, as far as it tells that its address changes. */
export interface AddressedPage extends EventTarget {
  /** Not in all browsers. */
  readonly navigation?: EventTarget;
}

/**
 * Calls back when a page may have another address without another load. Browsers with the Navigation API tell of all
 * of them, the others of steps through the history and of fragments: its methods are the page's, and stay as they are.
 * Its undo.
 */
export function onAddressChange(changed: () => void, page: AddressedPage = window): () => void {
  const ears = new AbortController();
  if (page.navigation) page.navigation.addEventListener('currententrychange', changed, ears);
  else for (const type of ['popstate', 'hashchange']) page.addEventListener(type, changed, ears);
  return () => ears.abort();
}
