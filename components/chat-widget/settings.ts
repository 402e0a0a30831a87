import { attributes, settingOf, type Config } from '../../src/config/config.js';
import type { Raw } from '../../src/config/plain.js';
import { once, resolveConfig, type Layers } from '../../src/config/resolve.js';
import { createStore, type ReadonlyStore } from '../../src/core/store.js';
import { whenIdle } from '../foundation/idle.js';

/** Every attribute that is a setting. */
export const settingAttributes: readonly string[] = attributes;

const warn = once((line) => console.warn(line));

/** What the page, its attributes and the remote config say, as one: the settings of one widget. */
export class Settings {
  readonly config: ReadonlyStore<Config>;
  /** The remote config switched this widget off. */
  disabled = false;
  readonly #config;
  #layers: Layers = {};
  #loading: AbortController | undefined;
  #loadedKey: string | undefined;

  constructor() {
    this.config = this.#config = createStore(resolveConfig({}));
  }

  /** An attribute came, changed or went; other attributes are none of ours. */
  setAttribute(name: string, value: string | null): void {
    const key = settingOf(name);
    if (key) this.#say({ attributes: { ...this.#layers.attributes, [key]: value } });
  }
  /** What the page says by property; it adds to what it said before. */
  merge(values: Raw): void {
    this.#say({ properties: { ...this.#layers.properties, ...values } });
  }

  /**
   * Settles when the settings are complete, or two seconds later without the remote ones: those still count when they
   * come. Asks nobody before the page is idle, and nobody at all without a key.
   */
  async load(): Promise<void> {
    const { key, configUrl } = this.config.get();
    if (!key || key === this.#loadedKey) return;
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    await whenIdle(signal);
    if (signal.aborted) return;
    const { loadRemoteConfig } = await import('../../src/config/remote.js');
    const request = loadRemoteConfig({ key, configUrl: configUrl || new URL(import.meta.url).origin, signal, warn });
    const take = (remote: Awaited<typeof request.whole>): void => {
      if (signal.aborted || !remote) return;
      this.#loadedKey = key;
      this.disabled = remote.disabled;
      this.#say(remote);
    };
    void request.whole.then(take);
    await request.first;
  }
  /** Stops asking. */
  abort(): void {
    this.#loading?.abort();
  }

  #say(more: Layers): void {
    this.#layers = { ...this.#layers, ...more };
    this.#config.set(resolveConfig(this.#layers, warn));
  }
}
