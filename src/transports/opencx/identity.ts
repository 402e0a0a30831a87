import { tokenSource } from '../../net/token.js';
import { recordOf, textOf } from '../../net/untrusted.js';
import type { Contact } from '../../protocol/contact.js';
import { TransportError } from '../../protocol/errors.js';
import type { Shelf, TransportOptions } from '../../protocol/transport.js';
import type { Api } from './api.js';
import { encodeContact, known } from './encode.js';
import type { Greeting } from './greeting.js';

/** Who the visitor is to the backend: as the page's own server vouches for, or as they say themselves. */
export interface Identity {
  /** What each call says of them. */
  readonly headers: () => Readonly<Record<string, string>>;
  /** Settles when a call may be made. */
  readonly ready: (generation: Greeting['generation'], signal: AbortSignal) => Promise<void>;
  /** The token that calls bring now. */
  readonly bearer: () => string | undefined;
  /** Another token for the one that was refused; nothing where another has come since. */
  readonly renew: (generation: Greeting['generation'], signal: AbortSignal, refused?: string) => Promise<void>;
  /** What the visitor said of themselves; `anew` where no session is bound to what was known before. */
  readonly learn: (contact: Contact, anew: boolean) => void;
  readonly shared: () => Contact;
}

export function createIdentity(options: TransportOptions, shelf: Shelf, api: () => Api): Identity {
  const { contactToken } = options;
  const page = tokenSource({
    ...options,
    ...(contactToken ? { token: contactToken } : {}),
    // Who copies it keeps what the page had then.
    get getToken() {
      return options.getToken;
    },
  });
  let bearer: string | undefined;
  let isPages = false;
  let generation: Greeting['generation'] = 'now';
  let shared: Contact = {};
  let making: Promise<string> | undefined;
  let renewing: Promise<void> | undefined;

  async function make(signal: AbortSignal): Promise<string> {
    const answer = await api().post('contact/create-unverified', encodeContact(options, shared), signal);
    const token = textOf(recordOf(answer)['token']);
    if (token === undefined)
      throw new TransportError('bad-reply', 'The backend gave no contact.', { outcome: 'unknown' });
    shelf.put('contact', token);
    return token;
  }
  async function own(signal: AbortSignal): Promise<string> {
    try {
      return shelf.get('contact') ?? (await (making ??= make(signal)));
    } finally {
      making = undefined;
    }
  }
  async function ready(now: Greeting['generation'], signal: AbortSignal): Promise<void> {
    generation = now;
    const given = (contactToken ?? options.getToken) ? await page.current() : undefined;
    isPages = given !== undefined;
    bearer = given ?? (generation === 'now' ? await own(signal) : undefined);
  }
  async function replace(now: Greeting['generation'], signal: AbortSignal): Promise<void> {
    if (isPages || now === 'seed') await page.renew();
    else shelf.put('contact', undefined);
    bearer = undefined;
    await ready(now, signal);
  }

  return {
    shared: () => shared,
    bearer: () => bearer,
    headers() {
      const { email, phone } = known(options, shared);
      const consumer = email ? `email:${email}` : phone ? `phone:${phone}` : ':';
      return {
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(generation === 'seed' ? { 'x-consumer-id': consumer } : {}),
      };
    },
    ready,
    async renew(now, signal, refused) {
      // Two calls may be refused for the same token: sessions are bound to the first that is made in its place.
      if (!renewing && refused !== undefined && refused !== bearer) return;
      renewing ??= replace(now, signal).finally(() => (renewing = undefined));
      await renewing;
    },
    learn(contact, anew) {
      shared = { ...shared, ...contact };
      if (anew && !isPages) {
        bearer = undefined;
        shelf.put('contact', undefined);
      }
    },
  };
}
