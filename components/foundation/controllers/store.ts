import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReadonlyStore } from '../../../src/core/store.js';

/**
 * Re-renders its host when one store changes. `pick` may answer late, or differently after a restart: late provider,
 * replaced store and moved element are all the same line.
 */
export class StoreController<T> implements ReactiveController {
  #store: ReadonlyStore<T> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly pick: () => ReadonlyStore<T> | undefined,
  ) {
    host.addController(this);
  }
  get value(): T | undefined {
    return this.#store?.get();
  }
  hostConnected(): void {
    this.host.requestUpdate();
  }
  hostUpdate(): void {
    this.#watch(this.pick());
  }
  hostDisconnected(): void {
    this.#watch(undefined);
  }
  #watch(store: ReadonlyStore<T> | undefined): void {
    if (store === this.#store) return;
    this.#unsubscribe?.();
    this.#store = store;
    this.#unsubscribe = store?.subscribe(() => this.host.requestUpdate());
  }
}
