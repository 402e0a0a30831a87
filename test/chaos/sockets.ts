import type { Seat } from '../../mock-server/sockets/peer.js';
import type { Chance } from './chance.js';
import type { Road } from './exchange.js';
import type { Page } from './page.js';

/** All sockets of all pages. */
export interface Sockets {
  readonly webSocketFor: (page: Page) => typeof WebSocket;
  /** The network is gone or back: what is open may stay open and carry nothing. */
  readonly breakAll: () => void;
  /** The server has begun anew. */
  readonly resetAll: () => void;
  /** The page is gone, and its ends with it. */
  readonly closeOf: (page: Page) => void;
  /** The browser closes what a page in the back/forward cache had open. */
  readonly cutOf: (page: Page) => void;
  /** Sockets that pages which are awake hold, and the most there ever were at once. */
  readonly held: () => number;
  readonly mostHeld: () => number;
  /** Seats at the server. */
  readonly seated: () => number;
}

/** How many milliseconds the server keeps a seat whose other end is silent. */
const REAP = 90_000;
const CODES = [1001, 1006, 1011, 1012, 1013, 4429] as const;

/** `WebSocket` over a road where anything may happen to a connection and to its frames. */
export function createSockets({ time, weather, server, say }: Road, chance: Chance): Sockets {
  const lines = new Set<Line>();
  const seats = new Set<Line>();
  const { strikes } = weather;
  let most = 0;
  const held = () => [...lines].filter(({ page, readyState }) => page.life() === 'awake' && readyState < 2).length;

  /** One connection: the page's end is a `WebSocket`, the server's a seat. */
  class Line extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly url: string;
    readonly bufferedAmount = 0;
    readonly extensions = '';
    readonly protocol = '';
    binaryType: BinaryType = 'blob';
    readyState = 0;
    onopen: (() => void) | null = null;
    onmessage: ((event: { readonly data: string }) => void) | null = null;
    onclose: ((event: { readonly code: number }) => void) | null = null;
    onerror: (() => void) | null = null;
    seat: Seat | undefined;
    /** A page that is frozen learns of it later. */
    #ended = false;
    /** Nothing passes any more, and nobody knows. */
    dead = false;
    #lanes = { up: 0, down: 0 };

    constructor(
      url: string | URL,
      readonly page: Page,
    ) {
      super();
      this.url = String(url);
      lines.add(this);
      most = Math.max(most, held());
      this.dead = strikes('deaf') && chance.maybe(0.5);
      this.#pass('up', () => void this.#knock());
      if (!weather.online()) time.after(5, () => this.end(1006));
    }

    async #knock(): Promise<void> {
      if (strikes('status 503')) return this.end(1006);
      const epoch = server.epoch();
      const peer = {
        send: (text: string) => this.#down(text),
        close: (code: number) => this.#pass('down', () => this.end(code)),
        reset: () => this.end(1006),
      };
      const seat = await server.admit(new URL(this.url), peer);
      if (typeof seat === 'number') return this.end(1006);
      if (epoch !== server.epoch() || this.readyState === 3 || this.#ended) return seat.leave();
      this.seat = seat;
      seats.add(this);
      this.#pass('down', () =>
        this.page.run(() => {
          if (this.readyState !== 0) return;
          this.readyState = 1;
          if (strikes('deaf')) this.dead = true;
          this.onopen?.();
        }),
      );
      if (strikes('reset')) time.after(chance.between(0, 5_000), () => this.end(1006));
      if (strikes('half open')) time.after(chance.between(0, 20_000), () => this.cut());
      if (strikes('closed with a reason')) time.after(chance.between(0, 5_000), () => this.end(chance.pick(CODES)));
    }
    /** A wire keeps the order of what it carries. */
    #pass(lane: 'up' | 'down', arrive: () => void): void {
      if (this.dead || !weather.online()) return;
      const at = Math.max(this.#lanes[lane], time.elapsed() + weather.latency());
      this.#lanes[lane] = at;
      time.after(at - time.elapsed(), () => {
        if (!this.dead && weather.online()) arrive();
      });
    }
    #down(text: string): void {
      if (strikes('frame down lost')) return say(`${this.page.name} misses ${text.slice(0, 70)}`);
      const hear = (data: string) => () =>
        this.page.run(() => {
          if (this.readyState === 1) this.onmessage?.({ data });
        });
      if (strikes('broken frame')) this.#pass('down', hear(text.slice(0, text.length >> 1)));
      if (strikes('frames down out of order'))
        return void time.after(chance.between(1, 1_500), () => this.#pass('down', hear(text)));
      this.#pass('down', hear(text));
      if (strikes('frame down twice')) time.after(chance.between(0, 3_000), () => this.#pass('down', hear(text)));
    }
    send(text: string): void {
      if (this.readyState !== 1 || strikes('frame up lost')) return;
      const hear = () => this.seat?.hear(text);
      this.#pass('up', hear);
      if (strikes('frame up twice')) this.#pass('up', hear);
    }
    close(): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      lines.delete(this);
      this.#leaveSoon();
    }
    /** The server hears of the end after all that was sent before, or misses the other side after a while. */
    #leaveSoon(): void {
      const soon = Math.max(this.#lanes.up - time.elapsed(), weather.latency());
      time.after(this.dead || !weather.online() ? REAP : soon, () => this.#leave());
    }
    #leave(): void {
      this.seat?.leave();
      this.seat = undefined;
      seats.delete(this);
    }
    /** Nothing passes any more; the server gives up after a while, the page must find out by itself. */
    cut(): void {
      if (this.dead) return;
      this.dead = true;
      time.after(REAP, () => this.#leave());
    }
    /** Both ends learn of it. */
    end(code: number): void {
      this.#ended = true;
      this.#leave();
      if (this.readyState === 3) return;
      this.page.run(() => {
        if (this.readyState === 3) return;
        this.readyState = 3;
        lines.delete(this);
        this.onerror?.();
        this.onclose?.({ code });
      });
    }
    /** The page is gone: its end of the connection is closed for it. */
    abandon(): void {
      lines.delete(this);
      this.readyState = 3;
      this.#leaveSoon();
    }
  }

  return {
    webSocketFor: (page) =>
      class extends Line {
        constructor(url: string | URL) {
          super(url, page);
        }
      } as unknown as typeof WebSocket,
    breakAll() {
      for (const line of lines) {
        if (chance.maybe(0.5)) line.cut();
        else if (chance.maybe(0.5)) line.end(1006);
      }
    },
    resetAll() {
      for (const line of lines) line.end(chance.maybe(0.5) ? 1012 : 1006);
    },
    closeOf(page) {
      for (const line of lines) if (line.page === page) line.abandon();
    },
    cutOf(page) {
      for (const line of lines) if (line.page === page) line.end(1006);
    },
    held,
    mostHeld: () => most,
    seated: () => seats.size,
  };
}
