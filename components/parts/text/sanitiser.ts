type Sanitise = (html: string) => DocumentFragment;

let sanitise: Sanitise | undefined;

/** There is HTML to draw and nothing yet to make it harmless with: until that has come, its words stand in plain. */
export class SanitiserAwaited extends Error {}

/** Fetches what makes HTML harmless: most chats never need it. Rejects when its chunk does not come. */
export async function loadSanitiser(): Promise<void> {
  sanitise ??= (await import('./sanitise.js')).sanitise;
}

/** HTML as harmless nodes. Throws `SanitiserAwaited` before `loadSanitiser` has settled. */
export function sanitised(html: string): DocumentFragment {
  if (!sanitise) throw new SanitiserAwaited();
  return sanitise(html);
}

/** What HTML says, for as long as it cannot be drawn. */
export const wordsOf = (html: string): string => html.replace(/<[^<>]*>/g, '');
