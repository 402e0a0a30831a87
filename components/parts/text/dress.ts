import type { AddressPolicy } from '../address-policy.js';
import { withoutDeceit } from '../safe-url.js';
import { codeElement, fetchElement } from './lazy-elements.js';
import type { Scene, Words } from './scene.js';

const MAX_DEPTH = 50;
const looksLikeAddress = /^(?:https?:\/\/|www\.|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?=$|[/:?#]))/iu;
/** How an author says in what shape, and in which window, a link should be. All of ours open beside the page. */
const manner = /#(?:button|frame|target=[\w-]*)(?:[#&,](?:button|frame|target=[\w-]*))*$/;

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : '');
const addressIn = (text: string) => (/^https?:/i.test(text) ? text : `https://${text}`);

/** Words that say nothing else than what is read. */
function straighten(node: Node): void {
  for (const child of node.childNodes)
    if (child instanceof Text) child.data = withoutDeceit(child.data);
    else straighten(child);
}

/** A link without an address is a reply: choosing it says its words. */
function replyButton(link: HTMLAnchorElement): HTMLButtonElement {
  const button = link.ownerDocument.createElement('button');
  button.type = 'button';
  button.className = 'plain';
  button.setAttribute('part', 'option');
  button.append(link.textContent.trim());
  return button;
}

/** A link that tells where it leads, or its words alone where it may not lead. */
export function dressLink(link: HTMLAnchorElement, addresses: AddressPolicy): void {
  const address = link.getAttribute('href');
  straighten(link);
  if (link.title) link.title = withoutDeceit(link.title);
  if (address === null) return link.replaceWith(...link.childNodes);
  const place = address.replace(manner, '');
  const text = link.textContent.trim();
  if (!place && text) return link.replaceWith(replyButton(link));
  const url = addresses.link(place);
  if (!url) return link.replaceWith(...link.childNodes);
  link.setAttribute('href', url);
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow ugc';
  link.setAttribute('part', 'link');
  if (address.slice(place.length).includes('button')) link.className = 'plain';
  const host = hostOf(url);
  if (host && looksLikeAddress.test(text) && hostOf(addressIn(text)) !== host) link.append(` (${host})`);
}

/** A picture keeps its room and asks before it is fetched from elsewhere. Inside a link there is nothing else to press. */
function dressImage(image: HTMLImageElement, { addresses, words }: Scene): void {
  const alt = withoutDeceit(image.getAttribute('alt') ?? '');
  const address = addresses.media(image.getAttribute('src'));
  const linked = image.closest('a');
  if (!address) return image.replaceWith(alt);
  if (linked && !address.allowed)
    return image.replaceWith([alt, words['text.image'](address.host)].filter(Boolean).join(' · '));
  const picture = image.ownerDocument.createElement('chat-picture');
  const [width, height] = ['width', 'height'].map((name) => Number(image.getAttribute(name)));
  Object.assign(picture, { picture: { url: address.url, alt, ...(width && height ? { width, height } : {}) } });
  if (image.title) picture.title = withoutDeceit(image.title);
  picture.toggleAttribute('zoomable', !linked);
  picture.append(alt);
  image.replaceWith(picture);
  fetchElement('chat-picture');
}

function dressTable(table: HTMLTableElement, words: Words): void {
  const box = document.createElement('div');
  box.className = 'table';
  box.setAttribute('part', 'table');
  box.setAttribute('role', 'group');
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

function dressCode(box: HTMLPreElement): void {
  const language = /\blanguage-([^\s]+)/.exec(box.firstElementChild?.className ?? '')?.[1] ?? '';
  box.replaceWith(codeElement(language, box.textContent.replace(/\n$/, '')));
}

const isTooDeep = (node: Element, depth: number): boolean =>
  depth > MAX_DEPTH || [...node.children].some((child) => isTooDeep(child, depth + 1));

/**
 * Sanitised nodes as the chat shows them: links checked, pictures and code in elements of their own, tables made to
 * scroll, each block in the direction of its own words. Throws for nesting beyond reason.
 */
export function dress(fragment: DocumentFragment, scene: Scene): DocumentFragment {
  const { words, addresses } = scene;
  for (const child of fragment.children) if (isTooDeep(child, 1)) throw new RangeError('Nested too deeply.');
  for (const element of fragment.querySelectorAll('[class]'))
    if (!/^language-[\w+#.-]{1,30}$/.test(element.className)) element.removeAttribute('class');
  for (const image of fragment.querySelectorAll('img')) dressImage(image, scene);
  for (const link of fragment.querySelectorAll('a')) dressLink(link, addresses);
  for (const box of fragment.querySelectorAll('input')) dressBox(box, words);
  for (const table of fragment.querySelectorAll('table')) dressTable(table, words);
  for (const code of fragment.querySelectorAll('pre')) dressCode(code);
  if (fragment.querySelector('chat-math')) fetchElement('chat-math');
  // Blocks inside follow: with a `dir` of their own they would not count for the one around them.
  for (const block of fragment.children) if (!block.hasAttribute('dir')) block.setAttribute('dir', 'auto');
  return fragment;
}
