import { numberOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import { type ChatError, TransportError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import { knows } from '../../protocol/match.js';
import type { PartMap } from '../../protocol/part.js';
import { createBubble, type Bubble } from './bubble.js';
import { streamRefusal } from './refusal.js';
import type { StreamType } from './wire.js';

/** What a decoder is told, and whom it tells what no event carries. */
export interface AnswerContext {
  /** The id of the command that is answered. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The id of a call that waits in that channel; `undefined` when it is waited for already. */
  readonly called: (channel: string) => string | undefined;
  /** The backend waits no more. */
  readonly dropped: (channel: string | undefined) => void;
  /** What the backend calls a message of ours. */
  readonly named: (messageId: string, id: string) => void;
  /** Whether a function is the page's: it is shown by whoever calls it. */
  readonly isOffered: (name: string) => boolean;
  readonly log?: ((line: string, detail?: unknown) => void) | undefined;
}

/** One answer of the backend while it comes, line by line. */
export interface Answer {
  /** What a line means. Throws nothing. */
  readonly take: (line: unknown) => readonly ChatEvent[];
  /** Whether the backend has shown that it has the command. */
  readonly heard: () => boolean;
  /**
   * The stream is over, by itself or because `broken`. Throws what broke it when the backend has not even shown that it
   * has the command.
   */
  readonly end: (broken?: ChatError) => readonly ChatEvent[];
}

type Operation = PartMap['tool-call'];
type Take = (data: Untrusted) => readonly ChatEvent[];

/** Words of a function's input, as the model wrote them or read already. */
function inputOf(args: unknown): Untrusted {
  if (typeof args !== 'string') return recordOf(args);
  try {
    return recordOf(JSON.parse(args));
  } catch {
    return {};
  }
}
const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const idOf = (value: unknown): string | undefined => textOf(value) ?? numberOf(value)?.toString();

/** The JSONL of `complete` and `receive` as what happens (PROTOCOL.md, “ChatBotKit”). */
export function createAnswer({ id, now, called, dropped, named, isOffered, log }: AnswerContext): Answer {
  let open: Bubble | undefined;
  let count = 0;
  let lastId: string | undefined;
  let lastText: string | undefined;
  let heard = false;
  let ended = false;
  let shown = false;
  let failure: ChatError | undefined;
  const odd = new Set<string>();
  const operations = new Map<string, { readonly bubble: string; readonly part: Operation }>();

  function bubble(): Bubble {
    if (open) return open;
    count += 1;
    return (open = createBubble(count === 1 ? `${id}.reply` : `${id}.reply.${count}`, now, log));
  }
  const note = (events: readonly ChatEvent[]): readonly ChatEvent[] => {
    shown ||= events.length > 0;
    return events;
  };
  function finish(text?: string): readonly ChatEvent[] {
    const one = open ?? (text === undefined || text.trim() === '' ? undefined : bubble());
    open = undefined;
    const events = note(one?.finish(text) ?? []);
    if (one && events.length > 0) {
      lastId = one.id;
      lastText = text;
    }
    return events;
  }
  /** The last word about an answer: it is the text only of what was not said otherwise. */
  const conclude: Take = ({ id: theirs, text, end }) => {
    ended = true;
    const { reason } = recordOf(end);
    const whole = typeof text === 'string' && text !== lastText ? text : undefined;
    const events = open || lastId === undefined ? finish(whole) : [];
    const name = idOf(theirs);
    if (name !== undefined && lastId !== undefined) named(lastId, name);
    if (reason === 'error' && !shown)
      failure ??= new TransportError('server-error', 'The backend could not answer.', { outcome: 'unknown' });
    return events;
  };

  const nothing: Take = () => [];
  /** One line for the developer about each kind of thing. */
  const ignore = (what: string): readonly ChatEvent[] => {
    if (!odd.has(what)) log?.(`The backend said ${what}, which nobody knows.`);
    odd.add(what);
    return [];
  };
  const messages: Readonly<Record<string, Take>> = {
    bot: ({ text }) => finish(wordsOf(text)),
    reasoning: ({ text }) => (open?.thinks() || !textOf(text) ? [] : note(bubble().think(wordsOf(text)))),
    user: nothing,
    context: nothing,
    instruction: nothing,
    backstory: nothing,
    activity: nothing,
    checkpoint: nothing,
  };

  const operation =
    (state: Operation['state']): Take =>
    (data) => {
      const { id: inner, name: given, kind, input, justification } = recordOf(data.action);
      const key = idOf(data.id) ?? idOf(inner);
      const name = textOf(given) ?? textOf(kind);
      if (key === undefined) return [];
      const known = operations.get(key);
      if (known) {
        if (state === 'running') return [];
        operations.delete(key);
        const part = { ...known.part, state };
        return [{ type: 'part-added', id: known.bubble, part }];
      }
      if (state !== 'running' || name === undefined || (kind === 'function' && isOffered(name))) return [];
      const description = textOf(justification);
      const one = bubble();
      const part: Operation = {
        type: 'tool-call',
        id: `${one.id}.${key}`,
        name,
        state,
        ...present({ description, input }),
      };
      operations.set(key, { bubble: one.id, part });
      return note(one.show(part));
    };
  /** What was at work when the answer ended works no more. */
  const settle = (state: Operation['state']): readonly ChatEvent[] => {
    const events = [...operations.values()].map(({ bubble: at, part }): ChatEvent => ({
      type: 'part-added',
      id: at,
      part: { ...part, state },
    }));
    operations.clear();
    return events;
  };

  const takers: Readonly<Record<StreamType, Take>> = {
    ping: nothing,
    usage: nothing,
    completeBegin: nothing,
    completeEnd: nothing,
    // The visitor sees that an answer is on its way; nobody needs to know the steps of it.
    intentDetectionBegin: nothing,
    intentDetectionEnd: nothing,
    datasetSearchBegin: nothing,
    datasetSearchEnd: nothing,
    compactionBegin: nothing,
    compactionEnd: nothing,
    token: ({ token }) => (wordsOf(token) ? note(bubble().say(wordsOf(token))) : []),
    reasoningToken: ({ token }) => (wordsOf(token) ? note(bubble().think(wordsOf(token))) : []),
    message(data) {
      const kind = data.type;
      if (knows(messages, kind)) return messages[kind]?.(data) ?? [];
      return ignore(`a message of the kind “${textOf(kind)?.slice(0, 50) ?? 'nothing'}”`);
    },
    operationBegin: operation('running'),
    operationEnd: operation('done'),
    progressReport({ id: which, step, total }) {
      const [value, max] = [numberOf(step), numberOf(total)];
      if (value === undefined || max === undefined || max <= 0) return [];
      const one = bubble();
      const part = {
        type: 'progress',
        id: `${one.id}.${idOf(which) ?? 'progress'}`,
        label: `${value} / ${max}`,
        value,
        max,
      } as const;
      return note(one.show(part));
    },
    waitForChannelMessageBegin(data) {
      const channel = textOf(data.channel);
      const { name: given, args } = recordOf(data.function);
      const name = textOf(given);
      const call = channel === undefined || name === undefined ? undefined : called(channel);
      if (call === undefined || name === undefined) return [];
      shown = true;
      const messageId = open?.lend();
      return [{ type: 'tool-called', call: { id: call, name, input: inputOf(args), ...present({ messageId }) } }];
    },
    waitForChannelMessageEnd({ channel }) {
      dropped(textOf(channel));
      return [];
    },
    sendResult: nothing,
    receiveResult: conclude,
    result: conclude,
    abort() {
      ended = true;
      return finish();
    },
    audio({ url }) {
      const address = textOf(url);
      return address && /^https?:\/\//i.test(address) ? note(bubble().show({ type: 'audio', url: address })) : [];
    },
    error(data) {
      failure ??= streamRefusal(data);
      return [];
    },
  };

  return {
    heard: () => heard,
    take(line) {
      const { type, data } = recordOf(line);
      if (!knows(takers, type)) {
        return ignore(`“${textOf(type)?.slice(0, 50) ?? 'nothing'}”`);
      }
      heard ||= type !== 'ping' && type !== 'error';
      return takers[type](recordOf(data));
    },
    end(broken) {
      const reason =
        failure ??
        broken ??
        (ended ? undefined : new TransportError('bad-reply', 'The answer broke off.', { outcome: 'unknown' }));
      if (!reason) return [...settle('done'), ...finish()];
      if (!heard) throw reason;
      const { code, message, retryable } = reason;
      const cut: readonly ChatEvent[] = open ? [{ type: 'message-interrupted', id: open.id }] : [];
      open = undefined;
      // Whoever stopped it knows.
      if (code === 'aborted') return settle('failed');
      // Half of an answer tells by itself that it broke off.
      const told: readonly ChatEvent[] = shown && !failure ? [] : [{ type: 'error-raised', code, message, retryable }];
      return [...settle('failed'), ...cut, ...told];
    },
  };
}
