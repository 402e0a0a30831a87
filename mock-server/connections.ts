/** How a connection is ended. */
export interface Lifeline {
  readonly reset: () => void;
  /** Sockets alone are closed with a code and a reason. */
  readonly close?: (code: number, reason: string) => void;
}

/** An open connection. */
export interface Line {
  /** It seems dead to the other end, and no longer counts among those that are open at once. */
  readonly mute: (muted: boolean) => void;
  readonly end: () => void;
}

/** What `GET /__mock/connections` shows. */
export interface ConnectionCount {
  readonly sockets: number;
  readonly streams: number;
  /** Most at once since the last reset. */
  readonly mostSockets: number;
  readonly mostStreams: number;
}

/** `wire` is what HTTP runs on, `call` is a voice on the line; both are ended with the others, and not counted. */
type Kind = 'socket' | 'stream' | 'wire' | 'call';

/** Everything that is open. */
export interface Connections {
  readonly add: (kind: Kind, lifeline: Lifeline) => Line;
  readonly count: () => ConnectionCount;
  /** Breaks all of them. */
  readonly resetAll: () => void;
  /** Closes the sockets, and breaks the streams. */
  readonly closeAll: (code: number, reason: string) => void;
  /** Ends the calls alone. */
  readonly hangUp: () => void;
  /** Ends the calls, and counts from what is open now. */
  readonly clear: () => void;
}

/** Nothing is open yet. */
export function createConnections(): Connections {
  const lines = new Set<{ readonly kind: Kind; readonly lifeline: Lifeline; muted: boolean }>();
  const open = (kind: Kind) => [...lines].filter((line) => line.kind === kind);
  const heard = (kind: Kind) => open(kind).filter(({ muted }) => !muted).length;
  let most = { socket: 0, stream: 0, wire: 0, call: 0 };
  const hangUp = () => {
    for (const { lifeline } of open('call')) lifeline.reset();
  };
  return {
    add: (kind, lifeline) => {
      const line = { kind, lifeline, muted: false };
      lines.add(line);
      most = { ...most, [kind]: Math.max(most[kind], heard(kind)) };
      return { mute: (muted) => void (line.muted = muted), end: () => void lines.delete(line) };
    },
    count: () => ({
      sockets: open('socket').length,
      streams: open('stream').length,
      mostSockets: most.socket,
      mostStreams: most.stream,
    }),
    resetAll: () => {
      for (const { lifeline } of lines) lifeline.reset();
    },
    closeAll: (code, reason) => {
      for (const { kind, lifeline } of lines) {
        if (lifeline.close) lifeline.close(code, reason);
        else if (kind !== 'wire') lifeline.reset();
      }
    },
    hangUp,
    clear: () => {
      hangUp();
      most = { socket: heard('socket'), stream: heard('stream'), wire: 0, call: 0 };
    },
  };
}
