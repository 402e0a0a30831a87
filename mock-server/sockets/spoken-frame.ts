import type { Frame, Sender } from '../../src/transports/websocket/wire.js';
import { encodeAnswer } from '../doors/direct/encode.js';
import type { Utterance } from '../utterance.js';

/** The bot as the router names it. */
export const botSender: Sender = { deviceId: 'Bot', userId: 'bot-1', displayName: 'Northwind' };

const intent = { type: 'INTENT_REQUEST', intentId: 'NLU_RESULT_PLACEHOLDER' } as const;

/** A visitor's words as the others hear them, where they came through the router. */
function relayed({ text, at, wire }: Utterance, sessionId: string): Frame | undefined {
  const { sender, requestId } = (wire ?? {}) as { readonly sender?: Sender; readonly requestId?: string };
  if (!sender) return undefined;
  const data = { ...intent, rawQuery: text, sessionId, userId: sender.userId };
  return {
    event: 'new message',
    data,
    ...(requestId !== undefined && { id: requestId }),
    sender,
    sessionId,
    timeMs: at,
  };
}

/** What was said as the router's frame. */
export function frameOf(said: Utterance, sessionId: string): Frame | undefined {
  const { id, author, name, text, answer, at } = said;
  if (!answer) return relayed(said, sessionId);
  const frame = { event: 'new message', id, sessionId, timeMs: at } as const;
  if (author === 'bot') return { ...frame, sender: botSender, data: encodeAnswer(answer) };
  const person = { userId: 'agent-1', displayName: name ?? 'Agent', isAdmin: true } as const;
  // A person's words travel as a widget's, since that is what an agent's seat is; rich parts only a bot can say.
  if (answer.parts?.length) return { ...frame, sender: { ...person, deviceId: 'Bot' }, data: encodeAnswer(answer) };
  const data = { ...intent, rawQuery: text, userId: person.userId, sessionId };
  return { ...frame, sender: { ...person, deviceId: 'Widget' }, data };
}
