import type { TurnData, TurnEvent } from '../../../src/transports/session/wire.js';
import type { Answer } from '../../bot/answer.js';
import type { Bit } from '../../bot/brain.js';
import { chunksOf } from '../../bot/words.js';
import { sayInMarkdown } from '../chatbotkit/say.js';

/** One event of a turn, in Hyponema's words. */
export type SpokenEvent = { readonly [E in TurnEvent]: { readonly event: E; readonly data: TurnData[E] } }[TurnEvent];

const token = (text: string): readonly SpokenEvent[] => (text === '' ? [] : [{ event: 'token', data: { text } }]);
const below = (text: string): readonly SpokenEvent[] => (text === '' ? [] : token(`\n\n${text}`));

/** A function at work: its arguments are written piece by piece, and then there is a result. */
function toolAtWork(id: string, name: string, input: unknown, result: unknown): readonly SpokenEvent[] {
  const written = JSON.stringify(input ?? {});
  const pieces = [written.slice(0, Math.ceil(written.length / 2)), written];
  return [
    ...pieces.map((piece) => ({ event: 'tool_call', data: { call_id: id, name, arguments_partial: piece } }) as const),
    { event: 'tool_result', data: { call_id: id, name, arguments: input ?? {}, result, latency_ms: 12 } },
  ];
}

/** What the answer holds besides words: replies to choose from are links without an address, functions run here. */
function rest({ suggestions = [], calls = [], handoff }: Answer): readonly SpokenEvent[] {
  return [
    ...calls.flatMap(({ id, name, input }) => toolAtWork(id, name, input, { done: true })),
    ...below(sayInMarkdown({ suggestions })),
    ...(handoff
      ? [{ event: 'guard', data: { kind: 'handoff', action: 'escalate', detail: 'A person takes over.' } } as const]
      : []),
  ];
}

/** A bit of the answer as the events that say it. Thoughts are nobody's here. */
export function encodeBit(bit: Bit): readonly SpokenEvent[] {
  if (bit.type === 'part') {
    const { part } = bit;
    return part.type === 'tool-call'
      ? toolAtWork(part.id, part.name, part.input, part.result ?? null)
      : below(sayInMarkdown({ parts: [part] }));
  }
  if (bit.type === 'more') return rest(bit.answer);
  return bit.type === 'text' ? token(bit.delta) : [];
}

const refusal = 'I cannot talk about that.';
const steps: Readonly<Record<string, readonly SpokenEvent[]>> = {
  'guard block': [{ event: 'guard', data: { kind: 'topic', action: 'block', detail: refusal } }],
  'guard redirect': [
    ...chunksOf('Here is something that was not meant to be said').flatMap(token),
    { event: 'guard', data: { kind: 'output', action: 'redirect', detail: 'policy', replacement: refusal } },
  ],
  'guard escalate': [
    ...token('I ask a colleague to join.'),
    { event: 'guard', data: { kind: 'handoff', action: 'escalate', detail: 'asked for a person' } },
  ],
  'turn error': [
    ...token('It begins well, '),
    { event: 'error', data: { detail: 'The model broke.', error_kind: 'llm_error' } },
  ],
};

/** What the agent's guards do, for those who want to see them do it: `guard block`, `guard redirect`, `guard escalate`. */
export const guarded = (text: string): readonly SpokenEvent[] | undefined => {
  const words = text.trim().toLowerCase();
  return Object.hasOwn(steps, words) ? steps[words] : undefined;
};
