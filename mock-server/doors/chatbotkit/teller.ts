import type { Part, PartMap, UnknownPart } from '../../../src/protocol/part.js';
import type { Answer } from '../../bot/answer.js';
import type { Bit } from '../../bot/brain.js';
import { wordsIn } from '../../bot/words.js';
import type { StreamEvent } from './jsonl.js';
import { actionLink } from './markdown/actions.js';
import { partMarkdown } from './markdown/part-markdown.js';

/** A message as it grows. */
export interface Teller {
  /** All words so far: what the tokens amount to. */
  readonly text: () => string;
  /** What a bit is on the wire. */
  readonly tell: (bit: Bit) => readonly StreamEvent[];
  /** What ends when the message does. */
  readonly close: () => readonly StreamEvent[];
}

type Action = { readonly id: string; readonly kind: 'skillset' | 'function'; readonly name: string };

/** A call that is shown, begun and, where it is over, ended. */
function operationOf({ id, name, title, input, state }: PartMap['tool-call']): readonly StreamEvent[] {
  const action = { id, kind: 'function', name, input, ...(title !== undefined && { justification: title }) };
  const begun = { type: 'operationBegin', data: { id, action } } as const;
  return state === 'running' || state === 'waiting' ? [begun] : [begun, { type: 'operationEnd', data: { id, action } }];
}

/** What an answer ends with: chips, and the phone number that it hands over to. */
const endingOf = ({ suggestions = [], handoff }: Answer): string =>
  [...suggestions, ...(handoff?.phone === undefined ? [] : [{ type: 'call', label: handoff.phone, phone: handoff.phone } as const])] // prettier-ignore
    .map(actionLink)
    .join(' ');

/** Lines with their ends, so that a block comes piece by piece, too. */
const pieces = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Makes tokens and events of a message; a widget that is not `verbose` hears neither thoughts nor operations. */
export function createTeller(verbose: boolean): Teller {
  const running = new Map<string, Action>();
  let text = '';
  let apart = false;

  function say(words: string): readonly StreamEvent[] {
    if (words === '') return [];
    const whole = apart && text !== '' ? `\n\n${words}` : words;
    apart = false;
    text += whole;
    return pieces(whole).map((token) => ({ type: 'token', data: { token } }));
  }
  /** Words that stand by themselves. */
  function paragraph(words: string): readonly StreamEvent[] {
    apart = true;
    const said = say(words);
    apart = true;
    return said;
  }
  function progress({ id = 'progress', label, value, max = 100 }: PartMap['progress']): readonly StreamEvent[] {
    const action = { id, kind: 'skillset', name: label } as const;
    const begun = running.has(id) ? [] : [{ type: 'operationBegin', data: { id, action } } as const];
    running.set(id, action);
    const ended = value === max && running.delete(id) ? [{ type: 'operationEnd', data: { id, action } } as const] : [];
    return [...begun, { type: 'progressReport', data: { id, step: value ?? null, total: max } }, ...ended];
  }
  const think = (token: string): readonly StreamEvent[] => [{ type: 'reasoningToken', data: { token } }];

  /** Kinds that have events of their own. */
  function beside(part: Part | UnknownPart): readonly StreamEvent[] | undefined {
    if (part.type === 'reasoning') return think((part as PartMap['reasoning']).text);
    if (part.type === 'progress') return progress(part as PartMap['progress']);
    if (part.type === 'tool-call') return operationOf(part as PartMap['tool-call']);
    return undefined;
  }

  return {
    text: () => text,
    tell(bit) {
      if (bit.type === 'more') return paragraph(endingOf(bit.answer));
      if (bit.type !== 'part') return bit.type === 'text' ? say(bit.delta) : verbose ? think(bit.delta) : [];
      const events = beside(bit.part);
      if (events) return verbose ? events : [];
      return paragraph(partMarkdown(bit.part));
    },
    close: () => (verbose ? [...running.values()].map((action) => ({ type: 'operationEnd', data: { id: action.id, action } })) : []), // prettier-ignore
  };
}

/** An answer that is known, in bits without a pause. */
export function* bitsOf(answer: Answer): Generator<Bit> {
  const { thoughts, parts = [], steps = [] } = answer;
  if (thoughts) yield { type: 'thought', delta: thoughts };
  yield { type: 'text', delta: wordsIn(answer) };
  for (const part of [...parts, ...steps]) yield { type: 'part', part };
  yield { type: 'more', answer };
}
