/** The page's side of a socket whose other side is the test. */
export class FakeSocket extends EventTarget implements WebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;

  binaryType: BinaryType = 'blob';
  readonly bufferedAmount = 0;
  readonly extensions = '';
  readonly protocol = '';
  readonly url: string;
  readyState: WebSocket['readyState'] = 0;
  onopen: WebSocket['onopen'] = null;
  onmessage: WebSocket['onmessage'] = null;
  onclose: WebSocket['onclose'] = null;
  onerror: WebSocket['onerror'] = null;
  /** What the page sent. */
  readonly sent: string[] = [];
  closedByPage = false;

  constructor(url: string | URL) {
    super();
    this.url = String(url);
  }
  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    this.sent.push(String(data));
  }
  close(): void {
    this.closedByPage = true;
    this.readyState = 3;
  }

  /** The server accepts. */
  accept(): void {
    this.readyState = 1;
    this.onopen?.call(this, new Event('open'));
  }
  /** The server says something. */
  say(data: unknown): void {
    this.onmessage?.call(
      this,
      new MessageEvent('message', { data: typeof data === 'string' ? data : JSON.stringify(data) }),
    );
  }
  /** The connection ends from the other side. */
  end(code = 1006): void {
    this.readyState = 3;
    this.onclose?.call(this, new CloseEvent('close', { code }));
  }
}

/** A constructor for the seam, and every socket it made. */
export function fakeSockets(): {
  readonly webSocket: typeof WebSocket;
  readonly all: FakeSocket[];
  readonly last: () => FakeSocket;
} {
  const all: FakeSocket[] = [];
  class Recorded extends FakeSocket {
    constructor(url: string | URL) {
      super(url);
      all.push(this);
    }
  }
  return {
    webSocket: Recorded,
    all,
    last() {
      const socket = all.at(-1);
      if (!socket) throw new Error('Nobody has dialled.');
      return socket;
    },
  };
}
