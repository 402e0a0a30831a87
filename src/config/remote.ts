import { fromJson, isPlain, type Raw } from './plain.js';
import type { Layers, Warn } from './resolve.js';
import { translateVendorNames } from './translate.js';

const MAX_BYTES = 65_536;
/** Milliseconds: with the wait for an idle page and two chunks, the launcher is there within two seconds. */
const PATIENCE = 1200;

/** Where to ask, and how long to wait. */
export interface RemoteOptions {
  readonly key: string;
  /** Asked at `{configUrl}/config/{key}`. */
  readonly configUrl: string;
  /** Which languages the page chose, best first. */
  readonly language?: readonly string[];
  readonly warn: Warn;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the launcher goes on without. */
  readonly patience?: number;
  readonly fetch?: typeof globalThis.fetch;
}

/** The layers that a config server says, and whether there is to be a widget at all. */
export interface RemoteConfig extends Pick<Layers, 'remote' | 'blueprint' | 'base'> {
  readonly disabled: boolean;
}

/** Neither promise rejects; `undefined` is a config that did not come, or could not be read. */
export interface RemoteRequest {
  /** Settles when it has come, or when patience ends. */
  readonly first: Promise<RemoteConfig | undefined>;
  /** Settles when it has come, however late. */
  readonly whole: Promise<RemoteConfig | undefined>;
}

/**
 * Asks for the config of a key. The browser's cache answers, revalidates by ETag and serves stale as the server's
 * headers allow. One console line says why a config is missing: `config-slow`, `config-failed` or `config-broken`.
 */
export function loadRemoteConfig({ patience = PATIENCE, ...options }: RemoteOptions): RemoteRequest {
  const { warn } = options;
  const whole = ask(options).catch((reason: Error & { readonly code?: unknown }) => {
    if (options.signal?.aborted) return undefined;
    // A browser's own errors may have a number there.
    const code = typeof reason.code === 'string' ? reason.code : 'config-failed';
    warn(`[chat-widget] ${code}: The config of “${options.key}” is not used: ${reason.message}`);
    return undefined;
  });
  const first = new Promise<RemoteConfig | undefined>((resolve) => {
    // Not a timer of the page's: before the visitor acts there is none.
    const limit = AbortSignal.timeout(patience);
    limit.onabort = () => {
      warn(`[chat-widget] config-slow: The config of “${options.key}” takes over ${patience} ms: going on without.`);
      resolve(undefined);
    };
    const settle = (config?: RemoteConfig): void => {
      limit.onabort = null;
      resolve(config);
    };
    void whole.then(settle);
    options.signal?.addEventListener('abort', () => settle());
  });
  return { first, whole };
}

const unusable = (code: string, message: string): Error => Object.assign(new Error(message), { code });

/** What was asked for and did not come yet: widgets of one page that want the same share it, so none may cancel it. */
const underWay = new Map<string, Promise<Raw>>();

async function ask({ key, configUrl, language, fetch = globalThis.fetch }: Omit<RemoteOptions, 'warn' | 'patience'>) {
  const base = new URL(configUrl, globalThis.location?.href).href.replace(/[?#].*/, '').replace(/\/*$/, '/');
  const address = `${base}config/${encodeURIComponent(key)}`;
  const asked = underWay.get(address) ?? read(address, fetch).finally(() => underWay.delete(address));
  underWay.set(address, asked);
  const config = await asked;
  const { blueprint, ...remote } = await translateVendorNames(config, language);
  return {
    remote,
    blueprint: isPlain(blueprint) ? await translateVendorNames(blueprint, language) : {},
    base,
    disabled: remote['disabled'] === true,
  };
}

async function read(address: string, fetch: typeof globalThis.fetch): Promise<Raw> {
  const response = await fetch(address, { credentials: 'omit' });
  if (!response.ok) throw unusable('config-failed', `the server answered ${response.status}.`);
  const text = await readCapped(response);
  let config: unknown;
  try {
    config = fromJson(text);
  } catch {
    // Said below, as for JSON that is no object.
  }
  if (!isPlain(config)) throw unusable('config-broken', 'it is not a JSON object.');
  return config;
}

async function readCapped(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    bytes += piece.value.byteLength;
    if (bytes > MAX_BYTES) {
      void reader?.cancel().catch(() => undefined);
      throw unusable('config-broken', `it is larger than ${MAX_BYTES} bytes.`);
    }
    text += decoder.decode(piece.value, { stream: true });
  }
  return text + decoder.decode();
}
