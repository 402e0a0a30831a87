import type { AllStrings } from '../../../src/i18n/strings.js';
import type { Message } from '../../../src/protocol/message.js';
import { copyText } from '../../parts/code/copy-text.js';
import { textOf } from '../../parts/registry.js';
import { fileNames } from '../file-names.js';

/** What was said, in words; an answer in the markdown that it came in, and of files what they are called. */
export const wordsOf = (message: Message, strings: Partial<AllStrings>): string =>
  [...message.parts.map((part) => textOf(part, strings)), ...fileNames(message)].filter(Boolean).join('\n\n');

/** How the texts of a message are drawn, sanitised as they are. */
function drawnTexts(element: Element): string {
  const texts = [...(element.shadowRoot?.querySelectorAll('chat-text') ?? [])];
  return texts
    .map(
      ({ shadowRoot }) =>
        shadowRoot
          ?.getHTML?.()
          .replace(/<!--[^]*?-->/g, '')
          .trim() ?? '',
    )
    .join('\n');
}

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
  const html = message.author === 'user' ? '' : drawnTexts(element);
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
