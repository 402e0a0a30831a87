import type { Platform } from '../platform/platform.js';
import type { Tabs } from '../platform/tabs.js';
import type { ToolResult } from '../protocol/commands.js';
import type { ChatEvent } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import type { PartMap } from '../protocol/part.js';
import type { ToolCall } from '../protocol/tool.js';
import { createKeptCalls, type KeptCall, type KeptCallsOptions } from './kept-calls.js';
import { createStore, type ReadonlyStore } from './store.js';
import type { ToolHost } from './tool-host.js';
import { asJson, within } from './tool-run.js';
import { isUnsettled, shownCalls, unsettledCalls, type UnsettledCall } from './unsettled-call.js';

type ToolPart = PartMap['tool-call'];
/** How a call ended: what the visitor sees, and what the backend gets. */
type Outcome = Pick<ToolPart, 'state' | 'result' | 'error'>;
type ToolEnd = Pick<ToolPart, 'result' | 'error'>;

/** Milliseconds that a function may take. */
const PATIENCE = 60_000;
/** Characters of an error's words. */
const MAX_ERROR = 2_000;
/** How long another tab has to act on a word about its own question, in milliseconds. */
const ELSEWHERE = 1_000;
/** A function that is over time for so long is at work nowhere: its page was gone without a word. Milliseconds. */
const OVERTIME = 5_000;

export interface ToolsOptions extends KeptCallsOptions {
  readonly host: ToolHost;
  readonly platform: Platform;
  /** All that show this conversation. */
  readonly tabs: Pick<Tabs, 'id' | 'others' | 'knows'>;
  readonly message: (id: string) => Message | undefined;
  readonly messages: () => readonly Message[];
  /** Whether the backend takes what became of a call whenever it comes, also from a page that was loaded meanwhile. */
  readonly lateResults: () => boolean;
  readonly receive: (event: ChatEvent) => void;
  /** Sends what became of a call; settles when the backend has it, or will not have it. */
  readonly answer: (result: ToolResult) => Promise<unknown>;
}

/** Functions of the page that the backend calls: each asked about, run once, and answered in any case. */
export interface Tools {
  /** How many are at work. */
  readonly running: ReadonlyStore<number>;
  readonly call: (call: ToolCall) => Promise<void>;
  /**
   * The visitor's word about a call, by the id of its part; with `always` also about all later ones of that function.
   * False for a question that was not asked here.
   */
  readonly consent: (partId: string, allowed: boolean, always?: boolean) => boolean;
  /** Their word from another tab: acted on only if the question was asked here. */
  readonly heed: (partId: string, allowed: boolean, always?: boolean) => Promise<void>;
  /** Their word about a question that no page asks any more: acted on if the backend still waits, else it is over. */
  readonly late: (partId: string, allowed: boolean, always?: boolean) => Promise<void>;
  /**
   * What a page that is gone had at work has failed, and the backend hears of it. `leads`: this tab has just begun to lead;
   * then questions to which nobody waits for an answer any more are shown as such, too.
   */
  readonly look: (leads: boolean) => Promise<void>;
  /** Ends what is at work; the backend hears of it. */
  readonly stop: () => void;
  /** Forgets everything, silently: the conversation is gone. */
  readonly cancel: () => void;
}

const refused = (error: string): Outcome => ({ state: 'refused', error });
const failed = (error: string): Outcome => ({ state: 'failed', error: error.slice(0, MAX_ERROR) });
const wordsOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

export function createTools(options: ToolsOptions): Tools {
  const { host, platform, tabs, message, messages, receive, answer } = options;
  const kept = createKeptCalls(options);
  const running = createStore(0);
  const seen = new Set<string>();
  const allowedForGood = new Set<string>();
  const questions = new Map<string, { readonly name: string; readonly answer: (allowed: boolean) => void }>();
  const atWork = new Set<AbortController>();
  /** Parts whose end is on its way to the backend. */
  const telling = new Set<string>();
  let life = new AbortController();

  /** Shows a call where it is shown already, else in the message it belongs to, or in one of its own. */
  function shower(call: ToolCall, asked: UnsettledCall | undefined): (part: ToolPart) => void {
    let place = asked?.home.id;
    return (part) => {
      if (place !== undefined) return receive({ type: 'part-added', id: place, part });
      const home = call.messageId === undefined ? undefined : message(call.messageId);
      place = home?.id ?? part.id;
      if (!home) {
        const own = { id: part.id, author: 'bot', delivery: 'delivered', streaming: false } as const;
        return receive({ type: 'message-added', message: { ...own, parts: [part], createdAt: platform.now() } });
      }
      // What the backend itself said of this call gives way.
      const rest = home.parts.filter((each) => !('id' in each && each.id === call.id));
      receive({ type: 'message-updated', id: home.id, patch: { parts: [...rest, part] } });
    };
  }

  /** The visitor's word. A conversation that ends is a no. */
  const ask = (partId: string, name: string, { signal }: AbortController): Promise<boolean> =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(false), { once: true });
      questions.set(partId, { name, answer: resolve });
    });

  function consent(partId: string, allowed: boolean, always = false): boolean {
    const question = questions.get(partId);
    if (!question) return false;
    questions.delete(partId);
    question.answer(allowed);
    if (!allowed || !always) return true;
    allowedForGood.add(question.name);
    for (const [id, { name }] of [...questions]) if (name === question.name) consent(id, true);
    return true;
  }

  const unsettled = (partId: string): UnsettledCall | undefined =>
    unsettledCalls(messages()).find(({ part }) => part.id === partId);
  const settle = ({ home, part }: UnsettledCall, end: Pick<ToolPart, 'state' | 'error'>): void =>
    receive({ type: 'part-added', id: home.id, part: { ...part, ...end } });
  const expire = (asked: UnsettledCall): void => settle(asked, { state: 'expired' });
  /** The call that the visitor was asked about, if nobody has begun it. */
  async function question(partId: string): Promise<ToolCall | undefined> {
    const found = await kept.find(partId);
    return found?.by === undefined ? found?.call : undefined;
  }
  /** It was begun in a page that is gone. */
  const isLeft = ({ by, at }: KeptCall): boolean =>
    by !== undefined &&
    by !== tabs.id &&
    (!tabs.knows(by) || platform.now() - at > (host.timeout ?? PATIENCE) + OVERTIME);

  async function work(start: (signal: AbortSignal) => unknown): Promise<Outcome> {
    const mine = new AbortController();
    atWork.add(mine);
    running.set(atWork.size);
    try {
      return { state: 'done', result: asJson(await within(host.timeout ?? PATIENCE, mine, start)) };
    } catch (reason) {
      return failed(wordsOf(reason));
    } finally {
      atWork.delete(mine);
      running.set(atWork.size);
    }
  }

  async function run(id: string, call: ToolCall, asked: UnsettledCall | undefined): Promise<Outcome | undefined> {
    if (!host.enabled()) return failed('The page does not let its functions be called.');
    const { name, input } = call;
    const tool = host.find(name);
    const show = shower(call, asked);
    const about = {
      ...(tool?.title ? { title: tool.title } : {}),
      ...(tool?.description ? { description: tool.description } : {}),
    };
    const part = (end: Outcome): ToolPart => ({ type: 'tool-call', id, name, input, ...about, ...end });
    const end = (outcome: Outcome): Outcome => {
      show(part(outcome));
      return outcome;
    };
    if (asked || (tool && tool.consent !== 'always' && !allowedForGood.has(name))) {
      show(part({ state: 'waiting' }));
      if (!asked && options.lateResults()) kept.keep(id, call);
      if (!(await ask(id, name, life))) return end(refused('The visitor did not allow it.'));
    }
    const reply = host.ask?.(call);
    if (reply === 'refused') return end(refused('The page did not allow it.'));
    if (!reply && !tool) {
      platform.warn('unknown-tool', `The backend called “${name}”, which the page has not registered.`);
      return failed(`There is no function “${name}”.`);
    }
    kept.keep(id, call, tabs.id);
    show(part({ state: 'running' }));
    const outcome = await work((signal) => reply ?? tool?.handler(input, { signal }));
    // This page was asleep, and another took it for gone: its call has had an end.
    const hasEnd = shownCalls(messages()).some((each) => each.id === id && !isUnsettled(each));
    return hasEnd ? undefined : end(outcome);
  }

  /** The call lies there until the backend has its end: what became of it outlives the page, too. */
  async function tell(partId: string, { id: callId, name }: ToolCall, { result, error }: ToolEnd): Promise<void> {
    if (telling.has(partId)) return;
    telling.add(partId);
    await answer({
      type: 'tool-result',
      id: platform.newId(),
      callId,
      name,
      ...(error === undefined ? { result } : { error }),
    });
    kept.drop(partId);
  }

  function tellLate(partId: string, call: ToolCall, end: ToolEnd): void {
    if (options.lateResults()) void tell(partId, call, end);
    else kept.drop(partId);
  }

  async function begin(call: ToolCall, asked?: UnsettledCall): Promise<void> {
    // A frame that was sent twice is still one call.
    if (seen.has(call.id)) return;
    seen.add(call.id);
    const mine = life;
    // So is one that a backend says again to a page that comes later, or to another tab.
    if (!asked && !(await kept.take(call.id))) return;
    if (mine !== life) return;
    // Nobody outside knows this id: only the part that is drawn here can carry the visitor's consent.
    const id = asked?.part.id ?? platform.newId();
    const outcome = await run(id, call, asked).catch((reason: unknown) => failed(wordsOf(reason)));
    if (outcome && mine === life) await tell(id, call, outcome);
  }
  function abandon(left: UnsettledCall, call: ToolCall): void {
    const outcome = failed('The page was left before it was done.');
    settle(left, outcome);
    tellLate(left.part.id, call, outcome);
  }

  return {
    running,
    call: (call) => begin(call),
    async heed(...word) {
      // A tab that hung hears late what has been acted on elsewhere.
      if (!options.lateResults() || (await question(word[0]))) consent(...word);
    },
    async late(partId, allowed, always) {
      const call = await question(partId);
      // Another tab may have asked.
      if (tabs.others()) await new Promise<void>((resolve) => void platform.after(ELSEWHERE, resolve));
      const asked = unsettled(partId);
      if (asked?.part.state !== 'waiting') return;
      if (!call || seen.has(call.id) || !host.enabled() || !host.find(call.name)) return expire(asked);
      void begin(call, asked);
      consent(partId, allowed, always);
    },
    async look(leads) {
      for (const part of shownCalls(messages())) {
        const found = await kept.find(part.id);
        const left = unsettled(part.id);
        if (questions.has(part.id)) continue;
        if (found && isLeft(found))
          if (left) abandon(left, found.call);
          // It had its end in a page that was left before the backend had heard of it.
          else tellLate(part.id, found.call, part);
        else if (left && leads && !found && left.part.state === 'waiting') expire(left);
      }
    },
    consent,
    stop() {
      for (const each of atWork) each.abort(new Error('The visitor stopped it.'));
    },
    cancel() {
      life.abort();
      for (const each of atWork) each.abort(new Error('The conversation is over.'));
      life = new AbortController();
      seen.clear();
      allowedForGood.clear();
      questions.clear();
      telling.clear();
    },
  };
}
