import type { AddressPolicy } from '../address-policy.js';
import { dressLink } from './dress.js';

const MAX_ADDRESS = 2048;
const beginning = /(?<![\p{L}\p{N}])https?:\/\/(?=[^\s/])/giu;
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

const count = (text: string, sign: string) => text.split(sign).length - 1;

/** The address without trailing punctuation and brackets that it did not open. */
function trimmed(address: string): string {
  const surplus = new Map(
    Object.entries(brackets).map(([close, open]) => [close, count(address, close) - count(address, open)]),
  );
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    const over = surplus.get(last) ?? 0;
    if (over > 0) surplus.set(last, over - 1);
    else if (!/[.,:;!?'*_~]/.test(last)) break;
  }
  return address.slice(0, end);
}

/** Plain words as nodes: bare http(s) addresses become links where they may, everything else stays what it is. Linear. */
export function linkify(text: string, addresses: AddressPolicy): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let done = 0;
  for (const { index } of text.matchAll(beginning)) {
    if (index < done) continue;
    const address = trimmed(/^[^\s<>"]*/.exec(text.slice(index, index + MAX_ADDRESS))?.[0] ?? '');
    const link = document.createElement('a');
    link.textContent = address;
    link.setAttribute('href', address);
    fragment.append(text.slice(done, index), link);
    dressLink(link, addresses);
    done = index + address.length;
  }
  fragment.append(text.slice(done));
  return fragment;
}
