import { isObject, type JsonObject } from '../doors/json.js';
import { claim, type Ground } from './rule.js';

/** An answer that was read to its end. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type HeaderList = Readonly<Record<string, string>>;

/** Asks as the page would, and leaves the answer to be read. */
export const fetchFrom = (
  { target, signal }: Ground,
  url: string,
  { headers, ...init }: Omit<RequestInit, 'headers'> & { readonly headers?: HeaderList } = {},
): Promise<Response> => fetch(url, { signal, ...init, headers: { origin: target.origin, ...headers } });

export const jsonBody = (body: unknown, headers: HeaderList = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

async function whole(answer: Promise<Response>): Promise<Asked> {
  const { status, headers, ...rest } = await answer.then(async (given) => ({
    status: given.status,
    headers: given.headers,
    text: await given.text(),
  }));
  return { status, headers, ...rest };
}

/** A POST of the page. A string is sent as it is. */
export const post = (ground: Ground, url: string, body: unknown, headers?: HeaderList): Promise<Asked> =>
  whole(fetchFrom(ground, url, jsonBody(body, headers)));

/** A GET of the page. */
export const get = (ground: Ground, url: string, headers?: HeaderList): Promise<Asked> =>
  whole(fetchFrom(ground, url, headers && { headers }));

/** A POST of a page's own server, which has no origin. */
export const postFromServer = ({ signal }: Ground, url: string, body: unknown, headers?: HeaderList): Promise<Asked> =>
  whole(fetch(url, { signal, ...jsonBody(body, headers) }));

/** The beginning of a text, for a sentence about it. */
export const excerpt = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

export const isOk = ({ status }: Pick<Asked, 'status'>): boolean => status >= 200 && status < 300;

/** JSON from anywhere; undefined for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value of an answer that has to be JSON, by its type and by its text. */
export function jsonIn({ headers, text }: Asked, of: string): unknown {
  const type = headers.get('content-type') ?? 'none';
  claim(
    /^application\/(?:[\w.-]+\+)?json\b/i.test(type),
    `The content type of ${of} is ${type}, not application/json.`,
  );
  const value = parsed(text);
  claim(value !== undefined, `${of} is no JSON: ${excerpt(text)}`);
  return value;
}

/** The object that a good answer is. */
export function objectIn(asked: Asked, of: string): JsonObject {
  claim(isOk(asked), `${of} has the status ${asked.status}: ${excerpt(asked.text)}`);
  const value = jsonIn(asked, of);
  claim(isObject(value), `${of} is no object: ${excerpt(asked.text)}`);
  return value;
}

/** A text that has to be there. */
export function textIn(object: JsonObject, name: string, of: string): string {
  const text = object[name];
  claim(typeof text === 'string' && text !== '', `${of} has no text “${name}”.`);
  return text;
}
