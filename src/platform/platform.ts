/** What the core needs of the machine it runs on: time, ids and a place to complain. */
export interface Platform {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Unique and unguessable. */
  readonly newId: () => string;
  /** One line for the developer: `[chat-widget] code: sentence`. */
  readonly warn: (code: string, sentence: string, detail?: unknown) => void;
}

/** `crypto.randomUUID` is missing on http pages that are not on loopback. */
function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Any browser, and Node. */
export const defaultPlatform: Platform = {
  now: () => Date.now(),
  newId,
  warn: (code, sentence, ...detail) => console.warn(`[chat-widget] ${code}: ${sentence}`, ...detail),
};
