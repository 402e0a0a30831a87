import { attributes, fieldOf, keys, otherNames, settingOf, type Config } from '../../src/config/config.js';
import { merged, type Raw } from '../../src/config/plain.js';
import { loadRemoteConfig } from '../../src/config/remote.js';
import { once, resolveConfig, type Layers } from '../../src/config/resolve.js';
import { isOurs, translateVendorNames } from '../../src/config/translate.js';
import { createStore, type ReadonlyStore } from '../../src/core/store.js';
import { whenIdle } from '../foundation/idle.js';

/** Every attribute that is a setting. */
export const settingAttributes: readonly string[] = attributes;

const warn = once((line) => console.warn(line));

/** A chunk did not come: the widget goes on with the settings that it has. */
const notLoaded = (reason: unknown): void => warn(`[chat-widget] load-failed: ${String(reason)}`);

/** What the page, its attributes and the remote config say, as one: the settings of one widget. */
export class Settings {
  readonly config: ReadonlyStore<Config>;
  /** The remote config switched this widget off. */
  disabled = false;
  readonly #config;
  #layers: Layers = {};
  /** What the page said by property, in whatever names … */
  #given: Raw = {};
  /** … and in ours, as far as that is known. */
  #translated: Raw = {};
  readonly #attributes = new Map<string, string | null>();
  #loading: AbortController | undefined;
  #asked: string | undefined;
  /** Whose settings the remote ones are. */
  #key = '';
  /** What `load` answered last; absent before, and when it was aborted. */
  loaded: Promise<void> | undefined;

  constructor() {
    this.config = this.#config = createStore(resolveConfig({}));
  }

  /** An attribute came, changed or went; other attributes are none of ours. */
  setAttribute(name: string, value: string | null): void {
    if (!settingOf(name)) return;
    this.#attributes.set(name, value);
    const said: Record<string, string> = {};
    for (const [each, text] of this.#attributes) {
      const key = settingOf(each);
      if (key && text !== null) said[key] = text;
    }
    this.#say({ attributes: said });
    if (said['bot'])
      translateVendorNames(said).then(
        (attributes) => this.#layers.attributes === said && this.#say({ attributes }),
        notLoaded,
      );
  }
  /**
   * What the page says by property; it adds to what it said before. Names of other products are translated by a chunk
   * of its own, so they count a moment later.
   */
  merge(values: Raw): void {
    const added = Object.entries(values).map(([said, value]) => {
      const name = keys.find((key) => otherNames[key] === said) ?? said;
      const adds = keys.some((key) => key === name && fieldOf(key).merges);
      return [name, adds ? merged(value, this.#given[name]) : value] as const;
    });
    this.#given = { ...this.#given, ...Object.fromEntries(added) };
    this.#say({ properties: { ...this.#translated, ...this.#given } });
    if (Object.keys(this.#given).some((name) => !isOurs(name))) this.#translate(this.#given).catch(notLoaded);
  }

  /**
   * Settles when the settings are complete, or two seconds later without the remote ones: those still count when they
   * come. Asks nobody before the page is idle, and nobody at all without a key.
   */
  load(): Promise<void> | undefined {
    if (this.stale) {
      this.#asked = this.#address;
      this.loaded = this.#loadRemote()
        .then(() => this.#checkOrigin())
        .catch(notLoaded);
    }
    return this.loaded;
  }
  /** The settings name another remote config than the one that was asked for. */
  get stale(): boolean {
    return this.#asked !== this.#address;
  }
  get #address(): string {
    const { key, configUrl } = this.config.get();
    // Its texts come in the language that is spoken.
    return `${configUrl} ${key} ${String(this.#given['language'])}`;
  }

  async #loadRemote(): Promise<void> {
    const { key, configUrl } = this.config.get();
    this.#loading?.abort();
    // Until another one has come, and where none does, nothing of the one before counts.
    if (key !== this.#key) {
      this.#key = key;
      this.disabled = false;
      this.#say({ remote: {}, blueprint: {} });
    }
    if (!key) return;
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    if (this.config.get().load !== 'eager') await whenIdle(signal);
    if (signal.aborted) return;
    const request = loadRemoteConfig({
      ...this.config.get(),
      configUrl: configUrl || new URL(import.meta.url).origin,
      signal,
      warn,
    });
    const take = (remote: Awaited<typeof request.whole>): void => {
      if (signal.aborted || !remote) return;
      this.disabled = remote.disabled;
      this.#say(remote);
    };
    void request.whole.then(take);
    await request.first;
  }
  /** Stops asking. */
  abort(): void {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#asked = this.loaded = undefined;
  }

  async #translate(given: Raw): Promise<void> {
    const translated = await translateVendorNames(given);
    // What was said meanwhile is translated with the rest.
    if (given === this.#given) this.#say({ properties: (this.#translated = translated) });
  }

  /** A courtesy: who lets others in is the server. */
  async #checkOrigin(): Promise<void> {
    const { origin } = this.config.get();
    if (!origin.length) return;
    const { notAllowed, originAllowed } = await import('../../src/config/origin.js');
    if (originAllowed(origin, location.origin)) return;
    this.disabled = true;
    warn(notAllowed(location.origin));
  }

  #say(more: Layers): void {
    this.#layers = { ...this.#layers, ...more };
    this.#config.set(resolveConfig(this.#layers, warn));
  }
}
