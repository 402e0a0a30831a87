/** One frame of STOMP. Of headers that repeat, the first one counts. */
export interface StompFrame {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type StompVersion = '1.0' | '1.1' | '1.2';

/** What breaks the rules of STOMP: becomes an ERROR frame, and the end of the connection. */
export class StompError extends Error {}

/** Frames from before a version was agreed on are never escaped. */
const unescaped: readonly string[] = ['CONNECT', 'CONNECTED'];

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', ':': '\\c', '\r': '\\r' };
const meanings: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\c': ':', '\\r': '\r' };

const isPlain = (command: string, version: StompVersion): boolean => version === '1.0' || unescaped.includes(command);

/** The words of a header that were escaped. Throws a `StompError` for an escape that there is none. */
export function readHeader(text: string, command: string, version: StompVersion): string {
  if (isPlain(command, version)) return text;
  return text.replace(/\\.?/gs, (escape) => {
    const meaning = meanings[escape];
    if (meaning === undefined) throw new StompError('A header has an escape that means nothing.');
    return meaning;
  });
}

const writeHeader = (text: string, command: string, version: StompVersion): string =>
  isPlain(command, version)
    ? text.replace(/[\r\n]/g, ' ')
    : text.replace(/[\\\n:\r]/g, (sign) => escapes[sign] ?? sign);

/** A lone line end: a sign of life. */
export const BEAT = '\n';

/** A frame as it goes over the wire. A body is counted in bytes. */
export function writeFrame({ command, headers, body }: StompFrame, version: StompVersion): string {
  const counted = body === '' ? {} : { 'content-length': String(new TextEncoder().encode(body).length) };
  const lines = Object.entries({ ...headers, ...counted }).map(
    ([name, value]) => `${writeHeader(name, command, version)}:${writeHeader(value, command, version)}\n`,
  );
  return `${command}\n${lines.join('')}\n${body}\0`;
}
