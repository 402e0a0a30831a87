import type { io } from 'socket.io-client';
import { recordOf } from '../../net/untrusted.js';

/** An event, as text between us and the socket; one with an `id` wants to be acknowledged. */
export interface IoFrame {
  readonly event: string;
  readonly data?: unknown;
  readonly id?: string;
}
/** The event of our own that says what a server acknowledged: `{ id, reply }`. */
export const ACKNOWLEDGED = 'acknowledged';

const LOST = 1006;
/** What a refusal's status would be as a close code. */
const codes: Readonly<Record<number, number>> = { 401: 4401, 403: 4403, 429: 4429 };

const codeOf = (details: unknown): number => {
  const { context, data } = recordOf(details);
  const { status } = recordOf(data);
  const { code } = recordOf(context);
  return (typeof status === 'number' ? codes[status] : undefined) ?? (typeof code === 'number' ? code : LOST);
};

/**
 * Sockets of socket.io that look like the page's own: so they come back by the same rules as all others. The library's
 * own way of coming back is switched off.
 */
export function ioSockets(connect: typeof io): typeof globalThis.WebSocket {
  class IoSocket {
    onopen: (() => void) | null = null;
    onmessage: ((event: { readonly data: string }) => void) | null = null;
    onclose: ((event: { readonly code: number }) => void) | null = null;
    onerror: (() => void) | null = null;
    readyState = 0;
    readonly #socket: ReturnType<typeof io>;

    constructor(url: string) {
      const socket = connect(url, { transports: ['websocket'], reconnection: false, forceNew: true });
      this.#socket = socket;
      socket.on('connect', () => {
        this.readyState = 1;
        this.onopen?.();
      });
      socket.on('connect_error', (error) => this.#end(codeOf(error)));
      socket.on('disconnect', (_, details) => this.#end(codeOf(details)));
      socket.onAny((event: string, data: unknown) => {
        if (event !== ACKNOWLEDGED) this.#tell({ event, data });
      });
    }
    send(text: string): void {
      const { event, data, id } = JSON.parse(text) as IoFrame;
      const said = data === undefined ? [] : [data];
      if (id === undefined) this.#socket.emit(event, ...said);
      else
        this.#socket.emit(event, ...said, (reply: unknown) => this.#tell({ event: ACKNOWLEDGED, data: { id, reply } }));
    }
    close(): void {
      this.readyState = 3;
      this.#socket.disconnect();
    }
    #tell(frame: IoFrame): void {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }
    #end(code: number): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#socket.disconnect();
      this.onclose?.({ code });
    }
  }
  // Our sockets use so much of one and no more.
  return IoSocket as never;
}
