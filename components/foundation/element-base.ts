/** What our own elements extend. Node has no elements, and importing us there must not throw. */
export const ElementBase: typeof HTMLElement = globalThis.HTMLElement ?? class {};

/** Marks rules of a sheet as CSS, for editors and for the build, which makes them compact. */
export const css = String.raw;

/** A style sheet for a shadow root: constructed, so that no content security policy is in its way. */
export function sheetOf(...rules: readonly string[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join('\n'));
  return sheet;
}
