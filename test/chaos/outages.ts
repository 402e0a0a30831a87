import type { ChatEvent } from '../../src/protocol/events.js';

/** Milliseconds, both ends included. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** When pages heard nothing and said so: by a line of their own, or by one that stood at their end already. */
export interface Outages {
  /** From now on this page hears nothing, whatever it believes. */
  readonly begin: (page: string, at: number) => void;
  readonly hear: (page: string, event: ChatEvent, at: number) => void;
  readonly told: () => readonly Outage[];
}

export function createOutages(): Outages {
  const since = new Map<string, number>();
  const last = new Map<string, Outage>();
  /** Pages whose last word is that something may be missing. */
  const warned = new Set<string>();
  const told: Outage[] = [];
  const begin = (page: string, at: number): void => {
    if (!since.has(page)) since.set(page, at);
  };

  function end(page: string, to: number): void {
    const outage = { from: since.get(page) ?? to, to };
    since.delete(page);
    last.set(page, outage);
    if (warned.has(page)) told.push(outage);
  }
  function warn(page: string): void {
    const outage = last.get(page);
    if (outage) told.push(outage);
    warned.add(page);
  }
  return {
    begin,
    hear(page, event, at) {
      if (event.type === 'connection-changed') return event.state === 'open' ? end(page, at) : begin(page, at);
      if (event.type === 'continuity-lost') return warn(page);
      const speaks = event.type === 'message-added' && event.message.author !== 'system';
      if (speaks || event.type === 'message-started') warned.delete(page);
    },
    told: () => told,
  };
}
