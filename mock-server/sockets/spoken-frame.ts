import type { Frame, Sender } from '../../src/transports/websocket/wire.js';
import { encodeAnswer } from '../doors/direct/encode.js';
import type { Utterance } from '../utterance.js';

/** The bot as the router names it. */
export const botSender: Sender = { deviceId: 'Bot', userId: 'bot-1', displayName: 'Northwind' };

/** What was said as the router's frame; the visitor's own words are relayed as they came, not made anew. */
export function frameOf({ id, author, name, text, answer, at }: Utterance, sessionId: string): Frame | undefined {
  if (!answer) return undefined;
  const frame = { event: 'new message', id, sessionId, timeMs: at } as const;
  if (author === 'bot') return { ...frame, sender: botSender, data: encodeAnswer(answer) };
  const person = { userId: 'agent-1', displayName: name ?? 'Agent', isAdmin: true } as const;
  // A person's words travel as a widget's, since that is what an agent's seat is; rich parts only a bot can say.
  if (answer.parts?.length) return { ...frame, sender: { ...person, deviceId: 'Bot' }, data: encodeAnswer(answer) };
  const intent = { type: 'INTENT_REQUEST', intentId: 'NLU_RESULT_PLACEHOLDER' } as const;
  const data = { ...intent, rawQuery: text, userId: person.userId, sessionId };
  return { ...frame, sender: { ...person, deviceId: 'Widget' }, data };
}
