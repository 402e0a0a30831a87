import type { Feature, Frame, Sender } from '../../src/transports/websocket/wire.js';
import { isObject, type JsonObject, readObject } from '../doors/json.js';
import { Problem } from '../problem.js';

/** A frame from outside, its envelope checked; its event may still be one that nobody knows. */
export interface HeardFrame {
  readonly event: unknown;
  readonly data: JsonObject;
  readonly sender: Sender;
  readonly sessionId: string;
}

const bad = (message: string): Problem => new Problem(400, 'bad-frame', message);

function readSender(raw: unknown): Sender {
  const { userId, displayName, email, avatarPath, isAdmin } = isObject(raw) ? raw : {};
  if (typeof userId !== 'string' || userId === '') throw bad('A frame needs “sender.userId”.');
  return {
    deviceId: 'Widget',
    userId,
    isAdmin: isAdmin === true,
    ...(typeof displayName === 'string' && { displayName }),
    ...(typeof email === 'string' && { email }),
    ...(typeof avatarPath === 'string' && { avatarPath }),
  };
}

/** Reads the envelope. Throws a `Problem` that names what is wrong. */
export function readFrame(text: string): HeardFrame {
  const { event, data, sessionId, sender } = readObject(text);
  if (typeof sessionId !== 'string' || sessionId === '') throw bad('A frame needs a “sessionId”.');
  return { event, data: isObject(data) ? data : {}, sender: readSender(sender), sessionId };
}

/** What the address asks for: everything, or the plain router with `?features=none`. */
export const featuresOf = (url: URL): readonly Feature[] =>
  url.searchParams.get('features') === 'none' ? [] : ['ack', 'history', 'ping', 'erasure'];

/** Numbers and ids belong to the history extension; without it the wire is the plain router's. */
export const withoutHistory = ({ id: _, seq: __, ...frame }: Frame): Frame => frame;
