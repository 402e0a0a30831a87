import type { Config } from '../../src/config/config.js';
import { defaultPlatform } from '../../src/platform/platform.js';
import { everyHost, hostPattern, type HostPattern } from './host-pattern.js';
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

const said = new Set<string>();

/** An entry that can be no host lets nobody in, and the console says so: once, however many settings repeat it. */
function patternsIn(setting: string, entries: readonly string[]): readonly HostPattern[] {
  return entries.flatMap((raw) => {
    const pattern = hostPattern(raw);
    if (pattern) return pattern;
    const line = `The setting “${setting}”: “${raw.slice(0, 80)}” can be no host.`;
    if (!said.has(line)) defaultPlatform.warn('bad-setting', line);
    said.add(line);
    return [];
  });
}
const fitsAny = (patterns: readonly HostPattern[], url: URL): boolean => patterns.some((fits) => fits(url));

const pageUrl = (): URL => new URL(document.baseURI);

function createPolicy(
  config: Pick<Config, 'allowedLinkHosts' | 'allowedImageHosts' | 'url'> | undefined,
): AddressPolicy {
  const { allowedLinkHosts = ['*'], allowedImageHosts = [], url: backend = '' } = config ?? {};
  const links = patternsIn('allowed-link-hosts', allowedLinkHosts);
  const images = patternsIn('allowed-image-hosts', allowedImageHosts);
  const page = pageUrl();
  const own = [page.host, location.host, ...(URL.canParse(backend, page.href) ? [new URL(backend, page).host] : [])];
  // A relative address is the page's own, which its owner has to have named: `*` means other people's hosts.
  const namesPage = links.some((fits) => fits !== everyHost && fits(page));
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
      return target.host === '' || fitsAny(links, target) ? url : undefined;
    },
    media(raw) {
      // What the visitor has just picked is shown from this page's own memory.
      if (
        typeof raw === 'string' &&
        ((raw.length <= MAX_INLINE && inlinePicture.test(raw)) || raw.startsWith(`blob:${location.origin}/`))
      )
        return { url: raw, host: '', allowed: true };
      const url = whole(raw);
      if (url === undefined) return undefined;
      const target = new URL(url);
      if (!/^https?:$/.test(target.protocol)) return undefined;
      const secure = target.protocol === 'https:' || target.protocol === location.protocol;
      return { url, host: target.host, allowed: secure && (own.includes(target.host) || fitsAny(images, target)) };
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
