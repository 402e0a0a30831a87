import type { ServerEvent } from '../../net/event-stream.js';
import { MAX_BYTES } from '../../net/read-capped.js';
import { present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { ChatErrorCode } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import { knows } from '../../protocol/match.js';
import type { Party } from '../../protocol/message.js';
import type { PartMap } from '../../protocol/part.js';
import type { TurnEvent } from './wire.js';

/** What a reader of a turn is told. */
export interface TurnContext {
  /** For the answer of a turn that has no id. */
  readonly id: string;
  /** Tells turns of different sessions apart. */
  readonly sessionId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log?: ((line: string, detail?: unknown) => void) | undefined;
}

/** Where a turn is: `silent` until the backend said that it has begun. */
export type TurnState = 'silent' | 'speaking' | 'ended' | 'refused';

/** Reads the events of one turn, in their order, as what happens in the conversation. */
export interface TurnReader {
  readonly read: (event: ServerEvent) => readonly ChatEvent[];
  readonly state: () => TurnState;
  /** With `refused`: what the backend says about it. */
  readonly refusal: () => string;
  /** No more words come: the last one was said (`completed`), or the road broke. */
  readonly close: (how: 'completed' | 'interrupted') => readonly ChatEvent[];
}

type Call = PartMap['tool-call'];

const bot: Party = { id: 'agent:bot', author: 'bot' };
/** What kinds of error there are is not published; these say something by their name. */
const codes: Readonly<Record<string, ChatErrorCode>> = {
  rate_limit: 'rate-limited',
  timeout: 'timeout',
  session_expired: 'session-expired',
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
/** Arguments that may not be written to their end yet. */
const inputOf = (written: unknown): unknown => (typeof written === 'string' ? jsonOf(written) : (written ?? undefined));

export function createTurnReader({ id: fallback, sessionId, now, log }: TurnContext): TurnReader {
  let state: TurnState = 'silent';
  let refusal = '';
  let id = fallback;
  let typing = false;
  let shown = false;
  let text = '';
  /** The backend has put other words in place of its own. */
  let replaced = false;
  /** What runs, by the ids of its calls. */
  const atWork = new Map<string, Call>();

  const type = (on: boolean): readonly ChatEvent[] => {
    if (typing === on) return [];
    typing = on;
    return [{ type: 'typing-changed', party: bot, typing: on }];
  };
  /** An answer without a word leaves no bubble. */
  function begin(): readonly ChatEvent[] {
    state = 'speaking';
    if (shown) return [];
    shown = true;
    return [...type(false), { type: 'message-started', id, author: 'bot', createdAt: now() }];
  }
  /** What was at work when the answer ended works no more. */
  function settle(how: Call['state']): readonly ChatEvent[] {
    const parts = [...atWork.values()];
    atWork.clear();
    return parts.map((part) => ({ type: 'part-added', id, part: { ...part, state: how } }));
  }
  function end(how: 'completed' | 'interrupted', calls: Call['state']): readonly ChatEvent[] {
    if (state === 'ended') return [];
    state = 'ended';
    return [...type(false), ...settle(calls), ...(shown ? [{ type: `message-${how}`, id } as const] : [])];
  }
  function replaceText(words: string | undefined): readonly ChatEvent[] {
    replaced = true;
    atWork.clear();
    if (words !== undefined) {
      text = words;
      return [...begin(), { type: 'message-updated', id, patch: { parts: [{ type: 'text', text }] } }];
    }
    if (!shown) return [];
    shown = false;
    return [{ type: 'message-removed', id }];
  }
  const callId = (data: Untrusted): string => textOf(data.call_id) ?? textOf(data.name) ?? 'call';

  const readers: Readonly<Record<TurnEvent, (data: Untrusted) => readonly ChatEvent[]>> = {
    turn_start({ turn_id: turn }) {
      state = 'speaking';
      if (!shown) id = textOf(turn) === undefined ? fallback : `${sessionId}:${String(turn)}`;
      return type(true);
    },
    token({ text: delta }) {
      if (typeof delta !== 'string' || delta === '' || replaced) return [];
      if (text.length + delta.length > MAX_BYTES) return [];
      text += delta;
      return [...begin(), { type: 'text-delta', id, delta }];
    },
    tool_call(data) {
      const name = textOf(data.name);
      if (name === undefined) return [];
      const input = inputOf(data.arguments_partial);
      const part: Call = { type: 'tool-call', id: callId(data), name, state: 'running', ...present({ input }) };
      atWork.set(part.id, part);
      return [...begin(), { type: 'part-added', id, part }];
    },
    tool_result(data) {
      const name = textOf(data.name);
      if (name === undefined) return [];
      const part = { type: 'tool-call', id: callId(data), name, state: 'done' } as const;
      atWork.delete(part.id);
      const { arguments: input, result } = data;
      return [
        ...begin(),
        {
          type: 'part-added',
          id,
          part: { ...part, ...present({ input: inputOf(input), result: result ?? undefined }) },
        },
      ];
    },
    guard({ action, detail, replacement }) {
      const words = textOf(replacement);
      if (action === 'redirect') return words === undefined ? [] : replaceText(words);
      if (action === 'block') {
        const said = words ?? textOf(detail);
        const events = replaceText(said);
        return said === undefined ? [...events, raised('rejected', 'The backend does not answer that.')] : events;
      }
      if (action === 'escalate') return [{ type: 'handoff-changed', handoff: 'requested' }];
      log?.('A guard of the backend did something that means nothing here.', action);
      return [];
    },
    turn_end: () => end('completed', 'done'),
    error({ detail, error_kind: kind }) {
      const message = textOf(detail) ?? 'The backend could not answer.';
      if (state === 'silent') {
        state = 'refused';
        refusal = message;
        return [];
      }
      const code = knows(codes, kind) ? codes[kind] : undefined;
      return [...end('interrupted', 'failed'), raised(code ?? 'server-error', message)];
    },
  };
  const raised = (code: ChatErrorCode, message: string): ChatEvent => ({
    type: 'error-raised',
    code,
    message,
    retryable: false,
  });

  return {
    read({ event, data }) {
      if (state === 'ended' || state === 'refused') return [];
      if (!knows(readers, event)) {
        log?.('The backend said an event that means nothing here.', event);
        return [];
      }
      return readers[event](recordOf(jsonOf(data)));
    },
    state: () => state,
    refusal: () => refusal,
    close: (how) => end(how, 'failed'),
  };
}
