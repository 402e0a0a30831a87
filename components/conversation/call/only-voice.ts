const sheet = new CSSStyleSheet();
sheet.replaceSync(':host([voice-only]) :is(.grow, .send) { display: none }');

/**
 * Takes what one writes with out of the composer, or gives it back. Few chats are for voice alone: the others do not
 * carry the rule.
 */
export function onlyVoice(composer: Element | null, only: boolean): void {
  const root = composer?.shadowRoot;
  if (!root || composer.hasAttribute('voice-only') === only) return;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  composer.toggleAttribute('voice-only', only);
}
