import type { LogEntry } from '../request-log.js';

/** A request in, an answer out, the same in Node and in a browser. `Response.error()` is a connection that broke. */
export type Door = (request: Request, entry: LogEntry) => Promise<Response>;

/** What a routed door finds in its context. */
export interface DoorEnv {
  Bindings: { readonly entry: LogEntry };
}
