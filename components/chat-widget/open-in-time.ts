import { openingOf, type Around, type OpeningRule } from '../../src/config/beckoning.js';
import { onAddressChange, type AddressedPage } from './address-changes.js';
import type { Agenda } from './agenda.js';

export interface OpeningOptions {
  readonly rules: readonly OpeningRule[];
  /** The window and the page as they are now. */
  readonly around: () => Around;
  readonly page: AddressedPage;
  readonly agenda: Agenda;
  /** There is nothing to be opened, or not any more. */
  readonly isOver: () => boolean;
  readonly open: () => void;
}

/** What waits to be opened. */
export interface Opening {
  /** Waits, if it does not. */
  readonly wake: () => void;
  /** Waits for nothing, and listens to nothing. */
  readonly rest: () => void;
}

/**
 * Opens in the time that a rule says. Where one names pages it is looked at again at every new address: who goes from one
 * such page to another has waited already, who leaves them waits for nothing.
 */
export function openInTime({ rules, around, page, agenda, isOver, open }: OpeningOptions): Opening {
  const isOfPages = rules.some(({ pages }) => pages?.length);
  let waits: number | undefined;
  let forget = (): void => undefined;
  let deafen = (): void => undefined;

  function rest(): void {
    deafen();
    forget();
    waits = undefined;
  }
  function look(): void {
    if (isOver()) return rest();
    const ms = openingOf(rules, around());
    if (ms === waits) return;
    forget();
    waits = ms;
    if (ms !== undefined) forget = agenda.plan(ms, () => arrive(ms));
  }
  function arrive(ms: number): void {
    // Not every browser has told of every address since.
    look();
    if (waits !== ms) return;
    open();
    look();
  }

  return {
    wake() {
      look();
      deafen();
      if (isOfPages && !isOver()) deafen = onAddressChange(look, page);
    },
    rest,
  };
}
