import type { Backend } from '../../backend.js';
import type { Utterance } from '../../utterance.js';
import { Problem } from '../../problem.js';
import { admitted, badRequest, bodyOf, checkRate, type Call, type Deed, type Visitor } from './call.js';

const LONGEST_REASON = 4096;

/** Which way a vote goes. */
const ways = {
  upvote: { least: 1, most: 100, otherwise: 100, rating: 'positive', counted: 'upvotes' },
  downvote: { least: -100, most: -1, otherwise: -100, rating: 'negative', counted: 'downvotes' },
} as const;

/** The message of the path, where it was said in the visitor's own conversation. Throws a `Problem` elsewhere. */
export async function messageOf({ conversations }: Backend, { conversation }: Visitor, call: Call): Promise<Utterance> {
  const id = call.req.param('mid');
  const room = await conversations.find('chatbotkit', conversation);
  const said = room?.transcript.find((each) => each.id === id && each.author !== 'user');
  if (!said) throw new Problem(404, 'unknown-message', 'There is no such message of the bot.');
  return said;
}

/** A vote on one message; a later one takes the place of an earlier one. */
export const vote =
  (backend: Backend, way: keyof typeof ways): Deed =>
  async (call) => {
    const visitor = await admitted(backend, call);
    const { least, most, otherwise, rating, counted } = ways[way];
    const { value = otherwise, reason } = await bodyOf(call);
    if (typeof value !== 'number' || value < least || value > most) throw badRequest(`“value” is a number from ${least} to ${most}.`); // prettier-ignore
    if (reason !== undefined && (typeof reason !== 'string' || reason.length > LONGEST_REASON))
      throw badRequest(`“reason” is a string of at most ${LONGEST_REASON} characters.`);
    const { id } = await messageOf(backend, visitor, call);
    await checkRate(backend, visitor.conversation);
    const { votes, widget } = visitor.talk;
    const before = votes[id];
    if (before !== undefined) backend.usage.add(widget, before > 0 ? 'upvotes' : 'downvotes', -1);
    await backend.talks.change(visitor.conversation, visitor.talk, { votes: { ...votes, [id]: value } });
    backend.usage.add(widget, counted);
    const room = await backend.conversations.join('chatbotkit', visitor.conversation);
    const feedback = { type: 'give-feedback', id: crypto.randomUUID(), messageId: id, rating } as const;
    const { committed } = await room.act(
      { ...feedback, ...(reason !== undefined && { reason }) },
      undefined,
      'chatbotkit',
    );
    call.env.entry.committed ||= committed;
    return call.json({ id });
  };
