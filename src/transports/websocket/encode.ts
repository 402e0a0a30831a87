import { addressOf } from '../../net/address.js';
import { present } from '../../net/untrusted.js';
import type { Session } from '../../protocol/session.js';
import type { TransportOptions } from '../../protocol/transport.js';
import type { Frame, FrameData, FrameEvent, Sender } from './wire.js';

/** The router's own address; `http` and `https` are read as their socket twins. */
function routerOf(options: TransportOptions): URL {
  const address = addressOf(options, ['ws:', 'wss:', 'http:', 'https:']);
  address.protocol = address.protocol.replace('http', 'ws');
  return address;
}

/** Where to dial, and why now. */
export function dialAddress(options: TransportOptions, { userId }: Session, reason: string): URL {
  const address = routerOf(options);
  address.searchParams.set('userId', userId);
  address.searchParams.set('isAdmin', String(options.isAdmin ?? false));
  address.searchParams.set('createWsReason', reason);
  return address;
}

function senderOf(options: TransportOptions, { userId }: Session, displayName: string | undefined): Sender {
  const { name, email, avatarUrl } = options.contact?.() ?? {};
  const { pathname, searchParams } = routerOf(options);
  return {
    deviceId: 'Widget',
    userId,
    isAdmin: options.isAdmin ?? false,
    ...present({ displayName: displayName ?? name, email, avatarPath: avatarUrl }),
    urlAttributes: { path: pathname.split('/').filter(Boolean), query: Object.fromEntries(searchParams) },
  };
}

/** One frame to the router, as the text that travels. `displayName` is what an agent calls himself. */
export function encodeFrame<E extends FrameEvent>(
  event: E,
  data: FrameData[E],
  options: TransportOptions,
  session: Session,
  timeMs: number,
  displayName?: string,
): string {
  const frame: Frame = {
    event,
    ...present({ data }),
    sender: senderOf(options, session, displayName),
    sessionId: session.id,
    timeMs,
  };
  return JSON.stringify(frame);
}
