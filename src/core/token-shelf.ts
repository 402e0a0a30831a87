/** `session` ends with the conversation; `resume` and `contact` find a conversation or a person again later. */
export type TokenName = 'session' | 'resume' | 'contact';

/** The tokens of one scope. They lie nowhere else: in no record, no log, no address. */
export interface TokenShelf {
  readonly get: (name: TokenName) => string | undefined;
  /** `undefined` takes it away. */
  readonly put: (name: TokenName, token: string | undefined) => void;
  /** What another tab handed over: as `put`, and nobody is told. */
  readonly take: (name: TokenName, token: string | undefined) => void;
  /** All of them go, from everywhere. */
  readonly clear: () => void;
}
export interface TokenShelfOptions {
  /** Begins the keys of this visitor, server and widget. */
  readonly scope: string;
  /** `session`: the tab. `always`: resume and contact tokens stay on the device. `none`: memory only. */
  readonly persist: 'session' | 'always' | 'none';
  /** Whether the visitor agreed, where they are asked; asked anew at each write. */
  readonly agreed?: () => boolean;
  /** Told of what was put here, for the other tabs. */
  readonly changed?: (name: TokenName, token: string | undefined) => void;
  /** The page's own unless told. Pages may be forbidden to look at them. */
  readonly places?: { readonly tab: () => Storage; readonly device: () => Storage };
}

const names: readonly TokenName[] = ['session', 'resume', 'contact'];
const lasting: readonly TokenName[] = ['resume', 'contact'];
const pagePlaces = { tab: () => sessionStorage, device: () => localStorage };

/** Keeps tokens in memory, and in the tab's own storage; on the device only what is to find the visitor again. */
export function createTokenShelf(options: TokenShelfOptions): TokenShelf {
  const { scope, persist, agreed = () => true, changed, places = pagePlaces } = options;
  const tokens = new Map<TokenName, string | undefined>();
  const keyOf = (name: TokenName): string => `${scope}/token/${name}`;

  /** A full or forbidden storage keeps nothing; the token lives in memory then. */
  function attempt<T>(place: () => Storage, deed: (storage: Storage) => T): T | undefined {
    try {
      return deed(place());
    } catch {
      return undefined;
    }
  }
  const open = (name: TokenName): readonly (() => Storage)[] => {
    if (persist === 'none' || !agreed()) return [];
    return persist === 'always' && lasting.includes(name) ? [places.tab, places.device] : [places.tab];
  };
  function write(name: TokenName, token: string | undefined): void {
    tokens.set(name, token);
    for (const place of open(name))
      attempt(place, (storage) =>
        token === undefined ? storage.removeItem(keyOf(name)) : storage.setItem(keyOf(name), token),
      );
  }

  return {
    get(name) {
      if (tokens.has(name)) return tokens.get(name);
      for (const place of open(name)) {
        const token = attempt(place, (storage) => storage.getItem(keyOf(name)));
        if (!token) continue;
        tokens.set(name, token);
        return token;
      }
      return undefined;
    },
    put(name, token) {
      if (tokens.get(name) === token && tokens.has(name)) return;
      write(name, token);
      changed?.(name, token);
    },
    take: write,
    clear() {
      for (const name of names) {
        tokens.set(name, undefined);
        for (const place of [places.tab, places.device]) attempt(place, (storage) => storage.removeItem(keyOf(name)));
        changed?.(name, undefined);
      }
    },
  };
}
