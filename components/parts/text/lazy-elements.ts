import { inertDocument } from './nodes.js';

/** The elements that text itself brings, each with a chunk of its own. */
const chunks = {
  'chat-code': () => import('../code/code.js'),
  'chat-math': () => import('../math/math.js'),
  'chat-picture': () => import('../picture/picture.js'),
};
const asked = new Map<string, Promise<unknown>>();

/** Fetches what draws an element. Its words show until that has come, and stay if it never comes; then the next asks again. */
export function fetchElement(tag: keyof typeof chunks): void {
  if (!asked.has(tag))
    asked.set(
      tag,
      chunks[tag]().catch(() => void asked.delete(tag)),
    );
}

/** Code as it is written. Not upgraded before it stands in the page: most drafts of a growing block never do. */
export function codeElement(language: string, code = ''): HTMLElement {
  const element = inertDocument().createElement('chat-code');
  if (language) element.setAttribute('language', language);
  element.setAttribute('exportparts', 'code, code-block, copy');
  element.dir = 'ltr';
  element.append(code);
  fetchElement('chat-code');
  return element;
}
