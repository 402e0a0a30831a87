import { recordOf } from '../../net/untrusted.js';
import type { Api } from './api.js';
import { isMissing, type Greeting } from './greeting.js';

/** What happened in a session. */
export interface News {
  readonly session: unknown;
  /** What was said, or what was said since. */
  readonly history: unknown;
}

const apart = async (api: Api, id: string, query: Record<string, string>, signal: AbortSignal): Promise<News> => {
  const [session, history] = await Promise.all([
    api.get(`session/${id}`, signal),
    api.get(`session/history/${id}`, signal, query),
  ]);
  return { session, history };
};

/**
 * Asks what happened after `cursor`, a time of the server's. The newer generation has one route for all of it; a
 * backend between the two has contacts, and the older routes still.
 */
export async function fetchNews(
  api: Api,
  generation: Greeting['generation'],
  session: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<News> {
  const id = encodeURIComponent(session);
  const query: Record<string, string> = cursor === undefined ? {} : { lastMessageTimestamp: cursor };
  if (generation === 'seed') return apart(api, id, query, signal);
  try {
    const answer = recordOf(await api.get(`poll/${id}`, signal, query));
    return { session: answer['session'], history: answer['history'] };
  } catch (reason) {
    if (!isMissing(reason)) throw reason;
    return apart(api, id, query, signal);
  }
}
