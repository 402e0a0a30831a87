import { createStore } from '../../src/core/store.js';

const MAX_REMEMBERED = 500;
const store = createStore<ReadonlySet<string>>(new Set());

/** The addresses that the visitor asked for by hand. They are remembered as long as the page lives, and nowhere else. */
export const permitted = {
  get: store.get,
  subscribe: store.subscribe,
  /** The visitor wants these fetched. */
  add: (...urls: readonly string[]): void => store.set(new Set([...store.get(), ...urls].slice(-MAX_REMEMBERED))),
};
