import assert from 'node:assert/strict';
import { Hono } from 'hono';
import { createBackend, type BackendOptions } from '../../../backend.js';
import { seeds } from '../../../seeds.js';
import { memoryStore } from '../../../store.js';
import { createDoors } from '../../doors.js';
import type { DoorEnv } from '../../door.js';
import { management } from './management.js';
import type { Translate } from './translate.js';

export interface Item {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Doors without a port, and what tests of the management API say at them. Time stands still until it passes. */
export function managementServer(options: BackendOptions = {}, translate?: Translate) {
  let now = 1_760_000_000_000;
  const clock = { now: () => now, sleep: async () => {} };
  const backend = createBackend({ store: memoryStore(seeds), clock, rateLimit: 0, ...options });
  const inner = createDoors(backend);
  const translating = translate && new Hono<DoorEnv>().route('/', management(backend, translate));
  const doors = async (request: Request) =>
    translating && request.url.includes('/setup') ? translating.fetch(request) : inner(request);

  const call = (method: string, path: string, body?: unknown, key = 'alice', headers: Record<string, string> = {}) =>
    doors(
      new Request(`http://localhost${path}`, {
        method,
        headers: { ...(key !== '' && { authorization: `Bearer ${key}` }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  const get = (path: string, key?: string, headers?: Record<string, string>) =>
    call('GET', `/v1${path}`, undefined, key, headers);
  const post = (path: string, body: unknown = {}, key?: string) => call('POST', `/v1${path}`, body, key);
  /** An answer that has to be a success. */
  async function good<T = Item>(answer: Promise<Response>): Promise<T> {
    const response = await answer;
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as T;
  }
  return {
    backend,
    call,
    get,
    post,
    good,
    create: async (body: object = {}, key?: string, path = '/integration/widget') =>
      (await good(post(`${path}/create`, body, key))).id,
    fetched: (id: string, key?: string, path = '/integration/widget') => good(get(`${path}/${id}/fetch`, key)),
    list: (query = '', key?: string, path = '/integration/widget') =>
      good<{ readonly items: readonly Item[]; readonly cursor: string }>(get(`${path}/list${query}`, key)),
    config: (key: string, headers: Record<string, string> = {}) =>
      call('GET', `/config/${key}`, undefined, '', headers),
    session: (id: string, body: object = {}, headers: Record<string, string> = {}) =>
      call('POST', `/v1/integration/widget/${id}/session/create`, body, '', headers),
    pass: (ms: number) => (now += ms),
    now: () => now,
  };
}

const codes: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'NOT_AUTHENTICATED',
  403: 'NOT_AUTHORIZED',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'BAD_REQUEST',
};
/** Refused, in the vendor's words. */
export async function refused(answer: Promise<Response>, status: number, what = ''): Promise<string> {
  const response = await answer;
  const text = await response.text();
  assert.equal(response.status, status, `${what}: ${text}`);
  const { message, code, ...rest } = JSON.parse(text) as Record<string, unknown>;
  assert.equal(typeof message, 'string', what);
  assert.equal(code, codes[status], what);
  assert.deepEqual(rest, {}, what);
  return String(message);
}
