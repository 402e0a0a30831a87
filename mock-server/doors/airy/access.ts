import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import type { Session } from '../../sessions/sessions.js';
import { channelsOf, type Channel } from './channels.js';

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;

/** Whoever has a token: which conversation it opens, and in which channel. */
export interface Admitted {
  readonly session: Session;
  readonly channel: Channel;
}

const refused = (): Problem => new Problem(401, 'unauthorized', 'The token is missing, wrong or expired.');

/** The token of an `Authorization` header; the word `Bearer` may be missing. */
export const tokenOf = (authorization: string | undefined | null): string | undefined =>
  /^(?:Bearer\s+)?(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];

/** A token to speak with, for an hour and the page that asked. */
export const speakingToken = async (
  { sessions }: Backend,
  channel: Channel,
  conversation: string,
  origin: string | null,
): Promise<string> => {
  const more = { conversation_id: conversation, channel_id: channel.id };
  const opening = { audience: 'airy', conversation, widget: channel.id, origin, seconds: HOUR, more } as const;
  return (await sessions.open(opening)).token;
};

/** A token to come back with, for a week, from whatever page. It opens nothing else. */
export const resumeToken = async ({ sessions }: Backend, channel: Channel, conversation: string): Promise<string> => {
  const more = { resume_conversation_id: conversation, resume_channel_id: channel.id };
  const about = { audience: 'airy-resume', conversation, widget: channel.id, origin: undefined } as const;
  return (await sessions.open({ ...about, seconds: WEEK, more })).token;
};

/** Throws a `Problem` with status 401 for whoever has no token of that kind, or one of another page. */
export async function admit(
  backend: Backend,
  audience: 'airy' | 'airy-resume',
  token: string | undefined,
  origin: string | null,
): Promise<Admitted> {
  const session = await backend.sessions.admit(audience, token, origin).catch(() => {
    throw refused();
  });
  const channel = channelsOf(backend).find(session.widget);
  if (!channel) throw refused();
  return { session, channel };
}
