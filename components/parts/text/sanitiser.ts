import type * as sanitise from './sanitise.js';

type Door = typeof sanitise;

let door: Door | undefined;

/** There is HTML to draw and nothing yet to make it harmless with: until that has come, its words stand in plain. */
export class SanitiserAwaited extends Error {}

/** Fetches what makes HTML harmless: most chats never need it. Rejects when its chunk does not come. */
export async function loadSanitiser(): Promise<void> {
  door ??= await import('./sanitise.js');
}

/** What makes HTML harmless. Throws `SanitiserAwaited` before `loadSanitiser` has settled. */
export function sanitiser(): Door {
  if (!door) throw new SanitiserAwaited();
  return door;
}

/** What HTML says, for as long as it cannot be drawn. */
export const wordsOf = (html: string): string => html.replace(/<[^<>]*>/g, '');
