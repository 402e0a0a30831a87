import type { AllStrings } from '../../../src/i18n/strings.js';
import type { Message } from '../../../src/protocol/message.js';
import { copyText } from '../../parts/code/copy-text.js';
import { textOf } from '../../parts/registry.js';
import { fileNames } from '../file-names.js';

/** What was said, in words; an answer in the markdown that it came in, and of files what they are called. */
export const wordsOf = (message: Message, strings: Partial<AllStrings>): string =>
  [...message.parts.map((part) => textOf(part, strings)), ...fileNames(message)].filter(Boolean).join('\n\n');

/** How the texts of a message are drawn, sanitised as they are; what else was said, and what files are called, in words. */
function drawn(message: Message, element: Element, strings: Partial<AllStrings>): string {
  const texts = [...(element.shadowRoot?.querySelectorAll('chat-text') ?? [])].map(
    ({ shadowRoot }) =>
      shadowRoot
        ?.getHTML?.()
        .replace(/<!--[^]*?-->/g, '')
        .trim() ?? '',
  );
  if (!texts.some(Boolean)) return '';
  const others = message.parts.filter(({ type }) => type !== 'text');
  return [
    ...texts,
    ...others.map((part) => block(part.type === 'code' ? 'pre' : 'p', textOf(part, strings))),
    ...fileNames(message).map((name) => block('p', name)),
  ].join('\n');
}
/** Plain words as HTML, with their line breaks. */
const block = (tag: 'p' | 'pre', words: string): string =>
  words && new XMLSerializer().serializeToString(Object.assign(document.createElement(tag), { innerText: words }));

/** Puts a message on the clipboard: words for editors, and the way it looks for those that take that. */
export async function copyMessage(
  message: Message,
  element: Element,
  root: ParentNode & Node,
  strings: Partial<AllStrings>,
): Promise<boolean> {
  const words = wordsOf(message, strings);
  // What the visitor has on the clipboard is worth more than nothing.
  if (!words) return false;
  const html = message.author === 'user' ? '' : drawn(message, element, strings);
  const write = navigator.clipboard?.write?.bind(navigator.clipboard);
  if (!html || !write || !('ClipboardItem' in globalThis)) return copyText(words, root);
  const item = (text: string, type: string): Record<string, Blob> => ({ [type]: new Blob([text], { type }) });
  try {
    await write([new ClipboardItem({ ...item(words, 'text/plain'), ...item(html, 'text/html') })]);
    return true;
  } catch {
    return copyText(words, root);
  }
}
