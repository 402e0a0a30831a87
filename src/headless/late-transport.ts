import { ChatError } from '../protocol/errors.js';
import type { Transport } from '../protocol/transport.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A transport that is made when it is first needed: its code may have to be fetched. What it can do is known from then
 * on; one that could not be made is made again at the next attempt.
 */
export function lateTransport(make: () => Promise<Transport>): Transport {
  let made: Promise<Transport> | undefined;
  const get = (): Promise<Transport> =>
    (made ??= make().then(
      (transport) => {
        if (transport.renew) late.renew = transport.renew.bind(transport);
        if (transport.reconcile) late.reconcile = transport.reconcile.bind(transport);
        // Some know what they can do only when they are connected.
        if (transport.capabilities) Object.defineProperty(late, 'capabilities', { get: () => transport.capabilities });
        return transport;
      },
      (reason: unknown) => {
        made = undefined;
        throw reason;
      },
    ));
  const late: Writable<Transport> = {
    open: async (emit, session) => (await get()).open(emit, session),
    send: async (command, signal) => (await get()).send(command, signal),
    close: async () => (await made?.catch(() => undefined))?.close(),
    async upload(upload) {
      const transport = await get();
      if (transport.upload) return transport.upload(upload);
      throw new ChatError('unsupported', 'This transport takes no files.', { outcome: 'rejected' });
    },
  };
  return late;
}
