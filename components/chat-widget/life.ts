import type { Deeds } from './deeds.js';
import type { Config } from '../../src/config/config.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import type { Transport } from '../../src/protocol/transport.js';
import { prefetchTransport } from '../../src/transports/loaders.js';
import { ChatErrorRaised } from '../foundation/events/notices.js';
import { fetchOpening } from './opening.js';
import type { PageGifts } from './page-gifts.js';
import type { Started } from './start.js';

/** Settings whose change means another backend: what was said to the old one is never sent to the new one. */
const backendSettings = ['transport', 'url', 'accountKey', 'token', 'widgetId', 'channelId', 'botId'] as const;
const backendOf = (config: Config): string => JSON.stringify(backendSettings.map((key) => config[key]));

/** Not all browsers tell. */
const savesData = (): boolean | undefined =>
  (navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData;

/** Lets the browser do what else is due: what is made and what is drawn are two tasks, not a long one. */
const pause = (): Promise<void> | undefined =>
  (globalThis as { readonly scheduler?: { readonly yield?: () => Promise<void> } }).scheduler?.yield?.();

/** The conversation's life: begun when somebody acts, ended with the element, begun anew with another backend. */
export class ConversationLife {
  /** The running conversation. */
  started: Started | undefined;
  /** A transport of the page's own, instead of one by name. */
  transport: Transport | undefined;
  /** The last attempt to begin did not get its code. */
  failed = false;
  #starting: Promise<Started | undefined> | undefined;
  #attempt = 0;
  #backend = '';
  /** Wipes what is kept of who was here before; gone when it is done. */
  #wipe: (() => Promise<void>) | undefined;

  constructor(
    private readonly host: HTMLElement & Deeds,
    private readonly config: ReadonlyStore<Config>,
    private readonly gifts: () => PageGifts,
    /** Something that shows has changed. */
    private readonly changed: () => void,
  ) {}

  /** The conversation, begun if need be; `undefined` when its code could not be loaded. */
  start(): Promise<Started | undefined> {
    return (this.#starting ??= this.#start());
  }

  /** The visitor comes near: what opening needs is fetched, unless their browser asks pages to save data. */
  preload(): void {
    if (!savesData()) this.#fetch();
  }
  /** All that beginning needs at once, so that opening costs one round trip; nothing is begun. */
  #fetch(): void {
    if (!this.transport) prefetchTransport(this.config.get().transport);
    void fetchOpening();
  }

  async #start(): Promise<Started | undefined> {
    this.#backend = backendOf(this.config.get());
    this.#fetch();
    // What ends this one waits for it, and wipes then: it waits for those before alone.
    const wiped = this.#wipe;
    const attempt = (this.#attempt += 1);
    try {
      const { start } = await import('./start.js');
      await wiped?.();
      const started = await start(this.host, this.config, this.transport, this.gifts);
      await pause();
      if (attempt === this.#attempt) return this.#run(started);
      await started.stop();
    } catch (reason) {
      if (attempt === this.#attempt) this.#fail(reason);
    }
    return undefined;
  }

  #run(started: Started): Started {
    started.take();
    this.started = started;
    this.failed = false;
    started.unread.count.subscribe(this.changed);
    this.changed();
    return started;
  }

  /** A chunk that did not come: forgotten, so that the next click tries again. */
  #fail(reason: unknown): void {
    this.#starting = undefined;
    this.failed = true;
    const message = String(reason);
    console.warn(`[chat-widget] load-failed: ${message}`);
    this.changed();
    this.host.dispatchEvent(new ChatErrorRaised('load-failed', message, true));
  }

  /** Ends the conversation; with `forget` in all tabs. Whether one was running. */
  async stop(forget = false): Promise<boolean> {
    const { running, started } = this;
    const starting = this.#starting;
    // Whoever hears of the end may end it, too.
    this.started = this.#starting = undefined;
    this.#attempt += 1;
    // One that is beginning ends itself.
    const stopped = started ? started.stop(forget) : starting;
    this.changed();
    await stopped;
    return running;
  }

  /** Ends the conversation and wipes what is kept of it; none begins before that is done. Whether one was running. */
  async leave(): Promise<boolean> {
    const { user, storage } = this.gifts();
    const config = this.config.get();
    const stopped = this.stop(true);
    const wiping = (this.#wipe = async () => {
      const { wipe } = await import('./wipe.js');
      await stopped;
      await wipe(config, { user, storage });
      if (wiping === this.#wipe) this.#wipe = undefined;
    });
    // What could not be wiped now is wiped before the next one begins.
    await wiping().catch(() => undefined);
    return stopped;
  }

  /** One has begun, or is beginning. */
  get running(): boolean {
    return !!this.#starting;
  }
  /** Whether the running conversation talks to another backend than the settings now say. */
  get outdated(): boolean {
    return this.running && this.#backend !== backendOf(this.config.get());
  }
}
