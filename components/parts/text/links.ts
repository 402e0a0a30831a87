import { dressLink } from './dress.js';

const isSpace = (char: string | undefined) => char === undefined || /\s/.test(char);
const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Where the address that begins at `from` ends: before trailing punctuation and brackets it did not open. */
function endOfAddress(text: string, from: number): number {
  let end = from;
  while (!isSpace(text[end]) && !'<>"'.includes(text[end] ?? '')) end++;
  for (; end > from; end--) {
    const last = text[end - 1] ?? '';
    if (".,:;!?'*_~".includes(last)) continue;
    const opener = closers[last];
    if (opener && !text.slice(from, end - 1).includes(opener)) continue;
    break;
  }
  return end;
}

/** Plain words as nodes: bare http(s) addresses become links, everything else stays what it is. Linear. */
export function linkify(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let done = 0;
  for (let at = text.indexOf('http'); at >= 0; at = text.indexOf('http', Math.max(at + 4, done))) {
    const before = text[at - 1];
    if (!/^https?:\/\/[^\s/]/i.test(text.slice(at, at + 10)) || (before && /[\p{L}\p{N}]/u.test(before))) continue;
    const end = endOfAddress(text, at);
    const link = document.createElement('a');
    link.textContent = text.slice(at, end);
    link.setAttribute('href', link.textContent);
    fragment.append(text.slice(done, at), link);
    dressLink(link);
    done = end;
  }
  fragment.append(text.slice(done));
  return fragment;
}
