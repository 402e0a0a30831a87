import type { Words as WordsOf } from '../../../src/i18n/strings.js';
import type { talkEnglish } from '../../../src/i18n/talk.en.js';
import { safeUrl, withoutDeceit } from '../safe-url.js';
import { codeFrame } from './code-frame.js';

/** The part of the interface's words that text needs. */
export type Words = Pick<
  WordsOf<typeof talkEnglish>,
  'text.code' | 'text.table' | 'text.image' | 'text.done' | 'text.open'
>;

const MAX_DEPTH = 50;
const MAX_DATA_IMAGE = 256 * 1024;
const dataImage = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
const looksLikeAddress = /^(?:https?:\/\/|www\.|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?=$|[/:?#]))/iu;

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : '');
const addressIn = (text: string) => (/^https?:/i.test(text) ? text : `https://${text}`);

/** A link that tells where it leads, or its words alone where it may not lead. */
export function dressLink(link: HTMLAnchorElement): void {
  const url = safeUrl(link.getAttribute('href'));
  if (!url) return link.replaceWith(...link.childNodes);
  link.setAttribute('href', url);
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow ugc';
  link.setAttribute('part', 'link');
  const text = link.textContent.trim();
  const host = hostOf(url);
  if (host && looksLikeAddress.test(text) && hostOf(addressIn(text)) !== host) link.append(` (${host})`);
}

/** Pictures of the page's own host and small inline ones are shown; to any other there is only a link. */
function dressImage(image: HTMLImageElement, words: Words): void {
  const source = image.getAttribute('src') ?? '';
  const url = safeUrl(source);
  const alt = withoutDeceit(image.getAttribute('alt') ?? '');
  const own = url !== undefined && hostOf(url) === location.host && new URL(url).protocol === location.protocol;
  if (own || (source.length <= MAX_DATA_IMAGE * 1.4 && dataImage.test(source))) {
    image.referrerPolicy = 'no-referrer';
    image.loading = 'lazy';
    image.alt = alt;
    return;
  }
  const host = url && hostOf(url);
  const label = [alt, host ? words['text.image'](host) : ''].filter(Boolean).join(' · ');
  // Inside a link the words go with that link.
  if (!host || image.closest('a')) return image.replaceWith(label);
  const link = document.createElement('a');
  link.href = url;
  link.textContent = label;
  image.replaceWith(link);
}

function dressTable(table: HTMLTableElement, words: Words): void {
  const box = document.createElement('div');
  box.className = 'table';
  box.setAttribute('part', 'table');
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', words['text.table']);
  box.tabIndex = 0;
  table.replaceWith(box);
  box.append(table);
}

/** The only field is the task list's box: to be read, not to be changed. */
function dressBox(box: HTMLInputElement, words: Words): void {
  if (box.getAttribute('type') !== 'checkbox') return box.remove();
  box.setAttribute('disabled', '');
  box.setAttribute('aria-label', words[box.hasAttribute('checked') ? 'text.done' : 'text.open']);
  box.closest('li')?.classList.add('task');
}

function dressCode(box: HTMLPreElement, words: Words): void {
  const language = /\blanguage-([^\s]+)/.exec(box.firstElementChild?.className ?? '')?.[1] ?? '';
  box.replaceWith(codeFrame(language, box.textContent.replace(/\n$/, ''), words['text.code']));
}

const isTooDeep = (node: Element, depth: number): boolean =>
  depth > MAX_DEPTH || [...node.children].some((child) => isTooDeep(child, depth + 1));

/**
 * Sanitised nodes as the chat shows them: links checked, foreign pictures named instead of fetched, code framed, tables
 * made to scroll, each block in the direction of its own words. Throws for nesting beyond reason.
 */
export function dress(fragment: DocumentFragment, words: Words): DocumentFragment {
  for (const child of fragment.children) if (isTooDeep(child, 1)) throw new RangeError('Nested too deeply.');
  for (const element of fragment.querySelectorAll('[class]'))
    if (!/^language-[\w+#.-]{1,30}$/.test(element.className)) element.removeAttribute('class');
  for (const image of fragment.querySelectorAll('img')) dressImage(image, words);
  for (const link of fragment.querySelectorAll('a')) dressLink(link);
  for (const box of fragment.querySelectorAll('input')) dressBox(box, words);
  for (const table of fragment.querySelectorAll('table')) dressTable(table, words);
  for (const code of fragment.querySelectorAll('pre')) dressCode(code, words);
  // Blocks inside follow: with a `dir` of their own they would not count for the one around them.
  for (const block of fragment.children) if (!block.hasAttribute('dir')) block.setAttribute('dir', 'auto');
  return fragment;
}
