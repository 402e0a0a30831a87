import { recordOf, textOf } from '../../net/untrusted.js';
import type { TextPart } from '../../protocol/part.js';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** What SSML would say, as words: tags gone, entities decoded. Linear in its length, whatever it is. */
export const plainOfSsml = (ssml: string): string =>
  ssml
    .split('<')
    .map((piece, index) => {
      if (index === 0) return piece;
      const words = piece.slice(piece.indexOf('>') + 1);
      return /^\/?(p|s|break)\b/i.test(piece) ? ` ${words}` : words;
    })
    .join('')
    .replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, decodeEntity)
    .replace(/\s+/g, ' ')
    .trim();

const ssmlPart = (ssml: string | undefined): TextPart | undefined => {
  const text = ssml && plainOfSsml(ssml);
  return text ? { type: 'text', text, format: 'plain' } : undefined;
};

/** The words of an `outputSpeech`, in whichever form they came: html, else display text, else what would be spoken. */
export function decodeSpeech(speech: unknown): TextPart | undefined {
  const plain = textOf(speech);
  if (plain) return /^\s*<speak[\s>]/i.test(plain) ? ssmlPart(plain) : { type: 'text', text: plain };
  const { html, displayText, textToSpeech, ssml } = recordOf(speech);
  const markup = textOf(html);
  if (markup) return { type: 'text', text: markup, format: 'html' };
  const text = textOf(displayText) ?? textOf(textToSpeech);
  return text ? { type: 'text', text } : ssmlPart(textOf(ssml));
}
