import {
  createTokenShelf,
  type TokenName,
  type TokenShelf,
  type TokenShelfOptions,
} from '../../src/core/token-shelf.js';

type Word = { readonly ask: true } | { readonly name: TokenName; readonly token: string | undefined };

const shelves = new Map<string, TokenShelf>();

const isWord = (data: unknown): data is Word =>
  typeof data === 'object' && data !== null && ('ask' in data || ('name' in data && 'token' in data));

/** Whoever erases what is kept of a visitor takes the tokens, too: they are in memory, wherever else they are. */
export function clearShelves(scope: string): void {
  for (const [name, shelf] of shelves) if (name.endsWith(` ${scope}`)) shelf.clear();
}

/**
 * The tokens of one scope, the same in all tabs of the visitor: a tab that comes to lead goes on where the other one was.
 * With `persist="none"` nobody else hears of them. There is one for each scope, however many conversations come and go.
 */
export function sharedShelf(options: Omit<TokenShelfOptions, 'changed'>): TokenShelf {
  const { scope, persist } = options;
  const known = shelves.get(`${persist} ${scope}`);
  if (known) return known;
  const channel =
    persist === 'none' || typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`${scope}/token`);
  const tell = (name: TokenName, token: string | undefined): void => channel?.postMessage({ name, token });
  const shelf = createTokenShelf({ ...options, changed: tell });
  const names: readonly TokenName[] = ['session', 'resume', 'contact'];
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isWord(data)) return;
    if ('name' in data) return shelf.take(data.name, data.token);
    for (const name of names) {
      const token = shelf.get(name);
      if (token !== undefined) tell(name, token);
    }
  });
  channel?.postMessage({ ask: true });
  shelves.set(`${persist} ${scope}`, shelf);
  return shelf;
}
