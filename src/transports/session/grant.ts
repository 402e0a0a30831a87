import { listOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import { RejectedError } from '../../protocol/errors.js';

/** A session of the backend: what opens it, and where it is. */
export interface Grant {
  readonly id: string;
  readonly token: string;
  /** Where text turns go. */
  readonly messagesUrl?: string;
  /** Where calls are arranged. */
  readonly webrtcUrl?: string;
  readonly iceServers: readonly RTCIceServer[];
  /** Milliseconds that it counts from now on; absent: nobody said. */
  readonly lifetime?: number;
}

const SECOND = 1_000;
/** A session that claims to last longer is asked for again after a day. */
const LONGEST = 86_400_000;
const MOST_SERVERS = 16;
/** What a header can carry. */
const sendable = /^[\x21-\x7E]+$/;
const iceAddress = /^(?:stuns?|turns?):[^\s]+$/i;

const bad = (what: string): RejectedError =>
  new RejectedError('bad-reply', `The page's session has no usable ${what}.`, { outcome: 'rejected' });

/** A field by its name on the wire, or by the same name in camelCase. */
const fieldOf = (raw: Untrusted, name: string): unknown =>
  raw[name] ?? raw[name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())];

function addressIn(raw: Untrusted, name: string): string | undefined {
  const given = textOf(fieldOf(raw, name));
  if (given === undefined) return undefined;
  const base = globalThis.location?.href;
  if (!URL.canParse(given, base)) throw bad(name);
  const { href, protocol } = new URL(given, base);
  if (protocol !== 'https:' && protocol !== 'http:') throw bad(name);
  return href;
}

function iceServers(raw: unknown): readonly RTCIceServer[] {
  return listOf(raw, MOST_SERVERS).flatMap((each) => {
    const { urls, username, credential } = recordOf(each);
    const addresses = (Array.isArray(urls) ? urls : [urls]).filter(
      (url): url is string => typeof url === 'string' && iceAddress.test(url),
    );
    if (addresses.length === 0) return [];
    return [{ urls: addresses, ...present({ username: textOf(username), credential: textOf(credential) }) }];
  });
}

/** What a token says of its own life, by its writer's clock alone; `undefined` for a token that says nothing. */
function lifetimeIn(token: string): number | undefined {
  try {
    const claims = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const { iat, exp } = recordOf(JSON.parse(claims));
    return typeof iat === 'number' && typeof exp === 'number' ? (exp - iat) * SECOND : undefined;
  } catch {
    return undefined;
  }
}

/** Clocks of visitors are wrong: an end that has passed already says nothing, the backend will say it. */
function lifetimeOf(raw: Untrusted, token: string, now: number): number | undefined {
  const told = fieldOf(raw, 'expires_at');
  const end = typeof told === 'number' ? told : Date.parse(textOf(told) ?? '');
  const lifetime = lifetimeIn(token) ?? end - now;
  return lifetime > 0 ? Math.min(lifetime, LONGEST) : undefined;
}

/** A session from the page's own server, each field checked. Throws a `ChatError` for one that opens nothing. */
export function readGrant(given: unknown, now: number): Grant {
  const raw = recordOf(given);
  const id = textOf(raw.id);
  const token = textOf(raw.token);
  if (id === undefined) throw bad('id');
  if (token === undefined || !sendable.test(token)) throw bad('token');
  return {
    id,
    token,
    iceServers: iceServers(fieldOf(raw, 'webrtc_ice_servers')),
    ...present({
      messagesUrl: addressIn(raw, 'messages_url'),
      webrtcUrl: addressIn(raw, 'webrtc_url'),
      lifetime: lifetimeOf(raw, token, now),
    }),
  };
}

/** The header that shows who may speak. With `Authorization` it is a bearer's. */
export const grantHeader = ({ token }: Grant, name = 'X-Session-Token'): Readonly<Record<string, string>> => ({
  [name]: name.toLowerCase() === 'authorization' ? `Bearer ${token}` : token,
});
