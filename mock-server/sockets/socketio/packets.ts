import { Problem } from '../../problem.js';

/** A packet from outside: Engine.IO 4 around Socket.IO 5, as text. Binary ones are for files, which go another way. */
export type Packet = { readonly type: 'connect' | 'disconnect' | 'pong' | 'close' } | EventPacket;

/** Something that the client says; `ack` is the number that it wants to be acknowledged by. */
export interface EventPacket {
  readonly type: 'event';
  readonly name: string;
  readonly data: unknown;
  readonly ack?: string;
}

const bad = () => new Problem(400, 'bad-packet', 'That is no packet of socket.io.');

/** A namespace, where there is one, stands before a comma. */
const readable = /^4([012])(?:(\/[^,[{]*)(?:,|$))?(\d*)(.*)$/s;

/** Reads one packet. Throws a `Problem` for what is none. */
export function readPacket(text: string): Packet {
  if (text === '3') return { type: 'pong' };
  if (text === '1') return { type: 'close' };
  const [, kind, , ack = '', body = ''] = readable.exec(text) ?? [];
  if (kind === '0') return { type: 'connect' };
  if (kind === '1') return { type: 'disconnect' };
  if (kind !== '2') throw bad();
  let said: unknown;
  try {
    said = JSON.parse(body);
  } catch {
    throw bad();
  }
  if (!Array.isArray(said) || typeof said[0] !== 'string') throw bad();
  const [name, data] = said as [string, unknown];
  return { type: 'event', name, data, ...(ack !== '' && { ack }) };
}

/** What faults call a packet: the name of its event, or `ack`. */
export function namesOf(text: string): readonly string[] {
  if (text.startsWith('43')) return ['ack'];
  const [, name] = /^42(?:\/[^,[]*,)?\d*\["([^"]*)"/.exec(text) ?? [];
  return name === undefined ? [] : [name];
}

/** What the server says first: how it is talked to. Milliseconds. */
export const hello = (sid: string, pingInterval: number, pingTimeout: number, maxPayload: number): string =>
  `0${JSON.stringify({ sid, upgrades: [], pingInterval, pingTimeout, maxPayload })}`;

const within = (namespace: string): string => (namespace === '/' ? '' : `${namespace},`);

/** The namespace that a `connect` asks for. */
export const namespaceOf = (text: string): string => readable.exec(text)?.[2] ?? '/';

export const connected = (namespace: string, sid: string): string => `40${within(namespace)}${JSON.stringify({ sid })}`;
export const event = (namespace: string, name: string, ...data: readonly unknown[]): string =>
  `42${within(namespace)}${JSON.stringify([name, ...data])}`;
export const acknowledged = (namespace: string, ack: string, reply: unknown): string =>
  `43${within(namespace)}${ack}${JSON.stringify([reply])}`;
export const PING = '2';
