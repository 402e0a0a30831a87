import { decodeEntities } from './entities.js';

/** Characters of one tag that are read; longer ones are not metadata. */
const MAX_TAG = 8192;
const name = /\/?[a-z][a-z0-9-]*/iy;
const attribute = /([^\s"'<>/=]+)(?:\s{0,99}=\s{0,99}(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
/** Elements whose content is no markup. */
const raw = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'template', 'iframe', 'xmp']);
const ends = new Set(['body', '/head', '/html', 'frameset']);

/** Where the tag that begins before `from` ends; a `>` in quotes does not count. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  let last = '';
  for (let at = from; at < html.length; at += 1) {
    const sign = html.charAt(at);
    if (quote) {
      if (sign === quote) quote = '';
    } else if (sign === '>') return at;
    else if ((sign === '"' || sign === "'") && last === '=') quote = sign;
    if (!/\s/.test(sign)) last = sign;
  }
  return -1;
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, key = '', double, single, bare] of tag.matchAll(attribute)) {
    const known = key.toLowerCase();
    if (!found.has(known)) found.set(known, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return found;
}

/** What a page says about itself: its title, and the content of each `<meta>` by its lower-case name; the first counts. */
export interface PageHead {
  readonly title: string;
  readonly meta: ReadonlyMap<string, string>;
}

/** Reads the head of a page, in one pass and without building anything. Words only; nothing of it is markup any more. */
export function headOf(html: string): PageHead {
  const meta = new Map<string, string>();
  let title = '';
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open + 4);
      if (close < 0) break;
      at = close + 3;
      continue;
    }
    name.lastIndex = open + 1;
    const tag = name.exec(html)?.[0].toLowerCase();
    at = open + 1;
    if (tag === undefined) continue;
    if (ends.has(tag)) break;
    const start = at + tag.length;
    const end = endOfTag(html, start);
    if (end < 0) break;
    at = end + 1;
    if (raw.has(tag)) {
      const close = closing(html, tag, at);
      if (close < 0) break;
      if (tag === 'title' && !title) title = decodeEntities(html.slice(at, Math.min(close, at + MAX_TAG)));
      at = close;
    } else if (tag === 'meta' && end - start <= MAX_TAG) {
      const attributes = attributesOf(html.slice(start, end));
      const content = attributes.get('content');
      for (const key of [attributes.get('property'), attributes.get('name')])
        if (key && content?.trim() && !meta.has(key.toLowerCase())) meta.set(key.toLowerCase(), content);
    }
  }
  return { title, meta };
}

function closing(html: string, tag: string, from: number): number {
  const close = new RegExp(`</${tag}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? -1;
}
