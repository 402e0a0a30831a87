import type { Config } from '../../src/config/config.js';
import { safeUrl, withoutDeceit } from './safe-url.js';

/** A picture, sound or film that may be fetched at once (`allowed`), or only when the visitor says so. */
export interface MediaAddress {
  readonly url: string;
  /** Whom the visitor would ask. */
  readonly host: string;
  readonly allowed: boolean;
}

/** Which addresses from messages may become links, and which may be fetched. */
export interface AddressPolicy {
  /** The address as a link may carry it; `undefined` when it may lead nowhere. */
  readonly link: (raw: unknown) => string | undefined;
  /** The address of a picture, sound or film; `undefined` when there is nothing to fetch. */
  readonly media: (raw: unknown) => MediaAddress | undefined;
  /** The address of a picture that may be fetched at once; `undefined` for any other. */
  readonly picture: (raw: unknown) => string | undefined;
}

/** Characters of an inline picture: 256 KB as base64. */
const MAX_INLINE = 350_000;
const inlinePicture = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z\d+/=\s]*$/i;

const entry = /^(https?:\/\/)?(\*\.)?([^/?#]+)/i;

/**
 * A host from a list: a name, `*.name` for all below it, or `*`. A scheme and a port count where they are named. Both
 * sides are as the URL parser spells them, so that a name may be written in its own letters.
 */
function matches(pattern: string, target: URL): boolean {
  if (pattern.trim() === '*') return true;
  const [, scheme, below, host = ''] = entry.exec(pattern.trim()) ?? [];
  const spelled = `${scheme ?? `${target.protocol}//`}${host}`;
  if (!host || !URL.canParse(spelled)) return false;
  const wanted = new URL(spelled);
  if (wanted.protocol !== target.protocol) return false;
  if (/:\d+$/.test(host) && wanted.port !== target.port) return false;
  return below ? target.hostname.endsWith(`.${wanted.hostname}`) : target.hostname === wanted.hostname;
}
const matchesAny = (patterns: readonly string[], url: URL): boolean =>
  patterns.some((pattern) => matches(pattern, url));

const pageUrl = (): URL => new URL(document.baseURI);

function createPolicy(
  config: Pick<Config, 'allowedLinkHosts' | 'allowedImageHosts' | 'url'> | undefined,
): AddressPolicy {
  const { allowedLinkHosts: links = ['*'], allowedImageHosts: images = [], url: backend = '' } = config ?? {};
  const page = pageUrl();
  const own = [page.host, location.host, ...(URL.canParse(backend, page.href) ? [new URL(backend, page).host] : [])];
  // A relative address is the page's own, which its owner has to have named: `*` means other people's hosts.
  const namesPage = links.some((pattern) => pattern.trim() !== '*' && matches(pattern, page));
  const whole = (raw: unknown): string | undefined => {
    const safe = safeUrl(raw);
    if (safe !== undefined || !namesPage) return safe;
    const path = withoutDeceit(raw);
    return path && !URL.canParse(path) && URL.canParse(path, page.href) ? safeUrl(new URL(path, page).href) : undefined;
  };
  const policy: AddressPolicy = {
    link(raw) {
      const url = whole(raw);
      if (url === undefined) return undefined;
      const target = new URL(url);
      // Mail and phone have no host.
      return target.host === '' || matchesAny(links, target) ? url : undefined;
    },
    media(raw) {
      if (typeof raw === 'string' && raw.length <= MAX_INLINE && inlinePicture.test(raw))
        return { url: raw, host: '', allowed: true };
      // What the visitor has just picked is shown from this page's own memory.
      if (typeof raw === 'string' && raw.startsWith(`blob:${location.origin}/`))
        return { url: raw, host: '', allowed: true };
      const url = whole(raw);
      if (url === undefined) return undefined;
      const target = new URL(url);
      if (!/^https?:$/.test(target.protocol)) return undefined;
      const secure = target.protocol === 'https:' || target.protocol === location.protocol;
      return { url, host: target.host, allowed: secure && (own.includes(target.host) || matchesAny(images, target)) };
    },
    picture(raw) {
      const media = policy.media(raw);
      return media?.allowed ? media.url : undefined;
    },
  };
  return policy;
}

const policies = new WeakMap<object, AddressPolicy>();
let standard: AddressPolicy | undefined;

/** The policy that the settings make; without settings, that of the defaults. */
export function addressPolicy(config: Config | undefined): AddressPolicy {
  if (!config) return (standard ??= createPolicy(undefined));
  const policy = policies.get(config) ?? createPolicy(config);
  policies.set(config, policy);
  return policy;
}
