import type { Backend } from '../backend.js';
import { tooMany } from '../rate-limit.js';
import { addressOf } from './address.js';
import type { Door } from './door.js';

type Needs = Pick<Backend, 'apiKey' | 'tokens'>;
const always = () => true;
const withoutKey = ({ apiKey }: Needs) => apiKey === undefined;
const withoutKeyOrToken = ({ apiKey, tokens }: Needs) => apiKey === undefined && !tokens;

/** What somebody whom nobody knows yet may ask for, each of which is kept: conversations, contacts, files. */
const arrivals: readonly (readonly [path: RegExp, isOpen: (needs: Needs) => boolean])[] = [
  [/^\/(?:api\/)?v1\/integration\/widget\/[^/]+\/session\/create$/, always],
  [/^\/demo\/session$/, always],
  [/^\/chatplugin\.authenticate$/, always],
  [/^\/backend\/widget\/v2\/(?:create-session|contact\/create-unverified|upload)$/, always],
  [/^\/stentor\/session$/, withoutKey],
  [/^(?:\/stentor)?\/uploads(?:\/sign)?$/, withoutKeyOrToken],
];

/** Lets no address begin more than its share. */
export const counted =
  (backend: Backend, inner: Door): Door =>
  async (request, entry) => {
    const address = request.method === 'POST' ? addressOf(request) : undefined;
    const { pathname } = new URL(request.url);
    if (address !== undefined && arrivals.some(([path, isOpen]) => path.test(pathname) && isOpen(backend))) {
      const wait = await backend.arrivals.take(`address ${address}`);
      if (wait > 0) throw tooMany(wait, 'Too much was begun from this address');
    }
    return inner(request, entry);
  };
