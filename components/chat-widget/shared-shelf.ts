import {
  createTokenShelf,
  type TokenName,
  type TokenShelf,
  type TokenShelfOptions,
} from '../../src/core/token-shelf.js';

type Word = { readonly ask: true } | { readonly name: TokenName; readonly token: string | undefined };

/** Whether the visitor agreed is asked of the conversation that is there now. */
const shelves = new Map<string, { readonly shelf: TokenShelf; agreed: TokenShelfOptions['agreed'] }>();

const names: readonly TokenName[] = ['session', 'resume', 'contact'];

const isWord = (data: unknown): data is Word =>
  typeof data === 'object' &&
  data !== null &&
  ('ask' in data ||
    ('name' in data &&
      names.some((name) => name === data.name) &&
      'token' in data &&
      (data.token === undefined || typeof data.token === 'string')));

/** Whoever erases what is kept of a visitor takes the tokens, too: they are in memory, wherever else they are. */
export function clearShelves(scope: string): void {
  for (const [name, { shelf }] of shelves) if (name.endsWith(` ${scope}`)) shelf.clear();
}

/**
 * The tokens of one scope, the same in all tabs of the visitor: a tab that comes to lead goes on where the other one was.
 * With `persist="none"` nobody else hears of them. There is one for each scope, however many conversations come and go.
 */
export function sharedShelf(options: Omit<TokenShelfOptions, 'changed'>): TokenShelf {
  const { scope, persist, agreed } = options;
  const known = shelves.get(`${persist} ${scope}`);
  if (known) {
    known.agreed = agreed;
    return known.shelf;
  }
  const channel =
    persist === 'none' || typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`${scope}/token`);
  const tell = (name: TokenName, token: string | undefined): void => channel?.postMessage({ name, token });
  const shelf = createTokenShelf({ ...options, agreed: () => entry.agreed?.() ?? true, changed: tell });
  const entry = { shelf, agreed };
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isWord(data)) return;
    if ('name' in data) return shelf.take(data.name, data.token);
    for (const name of names) {
      const token = shelf.get(name);
      if (token !== undefined) tell(name, token);
    }
  });
  channel?.postMessage({ ask: true });
  shelves.set(`${persist} ${scope}`, entry);
  return shelf;
}
