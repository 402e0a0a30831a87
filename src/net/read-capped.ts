import { TransportError } from '../protocol/errors.js';

/** Bytes of one answer or one frame that we are willing to read. */
export const MAX_BYTES = 1_048_576;

/** The body as text. Rejects with `bad-reply` beyond `most` bytes; `onPiece` hears of every piece that came. */
export async function readCapped(response: Response, onPiece: () => void, most = MAX_BYTES): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    onPiece();
    bytes += value.byteLength;
    if (bytes > most) {
      void reader.cancel().catch(() => {});
      throw new TransportError('bad-reply', `The answer is larger than ${most} bytes.`, { outcome: 'unknown' });
    }
    text += decoder.decode(value, { stream: true });
  }
}
