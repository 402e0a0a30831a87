import { BEAT, readHeader, StompError, type StompFrame, type StompVersion } from './frame.js';

/** Bytes of one frame. */
const LONGEST = 256 * 1024;
const MOST_HEADERS = 100;
const NUL = 0;
const LF = 10;
const CR = 13;

/** Frames as they come, in pieces or several at once; a sign of life is a lone line end. */
export interface StompReader {
  /** What is complete by now. Throws a `StompError` for what can be no frame: after that nothing is read any more. */
  readonly feed: (piece: string) => readonly (StompFrame | typeof BEAT)[];
}

interface Head {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the body begins. */
  readonly end: number;
}

/** `version`: the one that was agreed on by now. */
export function createStompReader(version: () => StompVersion): StompReader {
  const decoder = new TextDecoder();
  let bytes = new Uint8Array();

  const textAt = (from: number, to: number): string => decoder.decode(bytes.subarray(from, to));

  function readHead(): Head | undefined {
    const lines: string[] = [];
    for (let at = 0; ;) {
      const lineEnd = bytes.indexOf(LF, at);
      if (lineEnd < 0) return undefined;
      const line = textAt(at, bytes[lineEnd - 1] === CR && lineEnd > at ? lineEnd - 1 : lineEnd);
      at = lineEnd + 1;
      if (line !== '') {
        lines.push(line);
        continue;
      }
      const [command = '', ...rest] = lines;
      return { command, headers: readHeaders(command, rest), end: at };
    }
  }
  function readHeaders(command: string, lines: readonly string[]): Readonly<Record<string, string>> {
    if (lines.length > MOST_HEADERS) throw new StompError('A frame has too many headers.');
    const headers = new Map<string, string>();
    for (const line of lines) {
      const colon = line.indexOf(':');
      if (colon < 1) throw new StompError('A header has no name or no colon.');
      const [name, value] = [line.slice(0, colon), line.slice(colon + 1)].map((each) =>
        readHeader(each, command, version()),
      );
      if (name !== undefined && !headers.has(name)) headers.set(name, value ?? '');
    }
    return Object.fromEntries(headers);
  }
  /** Where the NUL after the body is; -1 while it has not come. */
  function endOf({ headers, end }: Head): number {
    const length = headers['content-length'];
    if (length === undefined) return bytes.indexOf(NUL, end);
    if (!/^\d{1,9}$/.test(length.trim())) throw new StompError('A “content-length” is a number of bytes.');
    const at = end + Number(length);
    if (at - end > LONGEST) throw new StompError(`A frame may have ${LONGEST} bytes.`);
    if (at >= bytes.length) return -1;
    if (bytes[at] !== NUL) throw new StompError('A body does not end where its “content-length” says.');
    return at;
  }
  function next(): StompFrame | typeof BEAT | undefined {
    const lineEnd = bytes[0] === CR ? 1 : 0;
    if (bytes[lineEnd] === LF) {
      bytes = bytes.subarray(lineEnd + 1);
      return BEAT;
    }
    const head = readHead();
    const end = head ? endOf(head) : -1;
    if (!head || end < 0) return undefined;
    const { command, headers } = head;
    const frame = { command, headers, body: textAt(head.end, end) };
    bytes = bytes.subarray(end + 1);
    return frame;
  }

  return {
    feed(piece) {
      const more = new TextEncoder().encode(piece);
      const all = new Uint8Array(bytes.length + more.length);
      all.set(bytes);
      all.set(more, bytes.length);
      bytes = all;
      const read: (StompFrame | typeof BEAT)[] = [];
      for (let each = next(); each !== undefined; each = next()) read.push(each);
      if (bytes.length > LONGEST) throw new StompError(`A frame may have ${LONGEST} bytes.`);
      return read;
    },
  };
}
