import { io, WebSocket as Wire, type ManagerOptions } from 'socket.io-client';
import type { Page } from './page.js';

/**
 * The library of socket.io as a page has it, its sockets and its timers those of the world. It has no parameters for
 * them: its timers are replaced before anything waits for one.
 */
export function socketIoFor(page: Page, Socket: typeof WebSocket): { readonly io: typeof io } {
  class Road extends Wire {
    override createSocket(uri: string) {
      return new Socket(uri);
    }
    /** The library throws at a greeting that is no JSON. A browser reports that and goes on. */
    override onData(data: string) {
      try {
        super.onData(data);
      } catch {
        // Nobody came in: whoever waits for that gives up.
      }
    }
  }
  const timers = {
    setTimeoutFn: (callback: () => void, ms = 0) => page.after(ms, callback),
    clearTimeoutFn: (undo?: () => void) => undo?.(),
  };
  const dial = (url: string, options: Partial<ManagerOptions>) => {
    const socket = io(url, { ...options, transports: [Road], autoConnect: false });
    Object.assign(socket.io, timers);
    socket.connect();
    Object.assign(socket.io.engine, timers);
    return socket;
  };
  return { io: dial as typeof io };
}
