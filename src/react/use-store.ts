import { useMemo, useSyncExternalStore } from 'react';
import type { ReadonlyStore } from '../core/store.js';

/**
 * A part of a store. The component is drawn again when that part is another one, and not for anything else. `first` is
 * what the server draws, and the page at first.
 */
export function useStore<T, P>({ get, subscribe }: ReadonlyStore<T>, first: T, part: (value: T) => P): P {
  const [now, before] = useMemo(() => {
    let known: { readonly value: T; readonly part: P } | undefined;
    /** The same part of the same value is the same object, whatever makes it. */
    const of = (value: T): P => {
      if (!known || !Object.is(known.value, value)) known = { value, part: part(value) };
      return known.part;
    };
    const server = part(first);
    return [() => of(get()), () => server];
  }, [get, first, part]);
  return useSyncExternalStore(subscribe, now, before);
}

/** All of it. */
export const whole = <T>(value: T): T => value;
