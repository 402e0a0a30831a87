/** Characters of one line that we are willing to keep. */
const MOST = 1_048_576;

/** Reads JSON from pieces of bytes, wherever they were cut. */
export interface JsonLines {
  /** What the lines say that are complete now. */
  readonly push: (bytes: Uint8Array) => readonly unknown[];
  /** What the last line says, which need not end. */
  readonly end: () => readonly unknown[];
}

/** A line that is no JSON, or longer than a megabyte, is passed over; `odd` hears why. */
export function createJsonLines(odd: (line: string) => void, most = MOST): JsonLines {
  const decoder = new TextDecoder();
  let rest = '';
  /** In the middle of a line that is too long. */
  let skips = false;

  function read(line: string): readonly unknown[] {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch {
      odd('The backend said a line that is not JSON.');
      return [];
    }
  }
  function take(text: string): readonly unknown[] {
    const [first = '', ...more] = text.split('\n');
    const said: unknown[] = [];
    let line = rest + first;
    for (const next of more) {
      if (!skips && line.length <= most) said.push(...read(line));
      else if (!skips) odd('The backend said a line that is too long.');
      skips = false;
      line = next;
    }
    if (!skips && line.length > most) {
      skips = true;
      odd('The backend said a line that is too long.');
    }
    rest = skips ? '' : line;
    return said;
  }

  return {
    push: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end: () => take(`${decoder.decode()}\n`),
  };
}
