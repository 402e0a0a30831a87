import { present, recordOf, textOf } from '../../net/untrusted.js';
import type { LinkPreview } from '../../protocol/transport.js';

const MAX_WORDS = 500;
const MAX_ADDRESS = 2_048;

const wordsOf = (value: unknown): string | undefined => textOf(value)?.slice(0, MAX_WORDS);
const addressOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && text.length <= MAX_ADDRESS && /^https?:\/\//i.test(text) ? text : undefined;
};

/** What `url/unfurl` answered, as a preview, if it is one. */
export function previewOf(answer: unknown, link: string): LinkPreview | undefined {
  const { url, title, description, image, logo, publisher } = recordOf(recordOf(answer).data);
  const words = wordsOf(title);
  if (words === undefined) return undefined;
  const more = present({
    description: wordsOf(description),
    siteName: wordsOf(publisher),
    image: addressOf(image) ?? addressOf(logo),
  });
  return { url: addressOf(url) ?? link, title: words, ...more };
}
