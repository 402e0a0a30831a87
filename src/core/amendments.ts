import type { Platform } from '../platform/platform.js';

type Change<T> = (value: T) => T;

/** What plugins and pages change about something before it goes out, one after the other. */
export interface Amendments<T> {
  /** Returns its undo. */
  readonly add: (change: Change<T>) => () => void;
  readonly apply: Change<T>;
}

/** One that throws changes nothing. */
export function createAmendments<T>({ warn }: Pick<Platform, 'warn'>): Amendments<T> {
  const changes = new Set<Change<T>>();
  return {
    add(change) {
      changes.add(change);
      return () => void changes.delete(change);
    },
    apply: (value) =>
      [...changes].reduce((changed, change) => {
        try {
          return change(changed);
        } catch (reason) {
          warn('plugin-failed', 'What changes messages before they are sent failed.', reason);
          return changed;
        }
      }, value),
  };
}
