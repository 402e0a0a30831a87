import type { PartMap } from '../../../src/protocol/part.js';
import type { AddressPolicy, MediaAddress } from '../address-policy.js';

type MediaTrack = NonNullable<PartMap['video']['tracks']>[number];

const MAX_TRACKS = 20;

/** The tracks that may be fetched: from hosts that the page named, or from where the visitor lets the file come from. */
export function tracksOf(
  tracks: readonly MediaTrack[] | null | undefined,
  { host }: MediaAddress,
  addresses: AddressPolicy,
): { readonly tracks: readonly MediaTrack[]; readonly foreign: boolean } {
  const known = (tracks ?? []).slice(0, MAX_TRACKS).flatMap((track) => {
    const address = addresses.media(track.url);
    return address && (address.allowed || address.host === host) ? [{ ...track, url: address.url }] : [];
  });
  // A browser takes tracks of another origin only for a file that was fetched with CORS.
  return { tracks: known, foreign: known.some(({ url }) => new URL(url).origin !== location.origin) };
}
