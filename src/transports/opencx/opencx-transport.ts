import { pageAttention, type Attention } from '../../platform/attention.js';
import { clockOf } from '../../net/clock.js';
import { patienceOf } from '../../net/patience.js';
import { settledOrAborted } from '../../net/settled-or-aborted.js';
import { present, recordOf, textOf } from '../../net/untrusted.js';
import type { ChatCommand, GiveFeedback } from '../../protocol/commands.js';
import { ChatError, RejectedError, toChatError, TransportError } from '../../protocol/errors.js';
import type { ChatEvent, Emit } from '../../protocol/events.js';
import { match, type Table } from '../../protocol/match.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';
import { createApi } from './api.js';
import { readReply } from './codec.js';
import { encodeSend, type Said } from './encode.js';
import { askGreeting, isMissing, type Greeting } from './greeting.js';
import { createIdentity } from './identity.js';
import { fetchNews } from './news.js';
import { createPoller, type Found } from './poller.js';
import { createMemory, memoryShelf, type Remembered } from './remembered.js';
import { handedOver, standingOf, type Standing } from './standing.js';
import { createThread, type Thread } from './thread.js';
import { uploadFile } from './upload.js';
import { welcomeOf } from './welcome.js';

const silent: Emit = () => {};
/** A failure or two of a poll nobody needs to see. */
const TOLERATED = 1;

const isFor = (reason: unknown, ...codes: readonly string[]): boolean =>
  ChatError.is(reason) && codes.includes(reason.code);
const unsupported = (type: string): ChatError =>
  new RejectedError('unsupported', `An OpenCX backend has no ${type}.`, { outcome: 'rejected' });

/**
 * OpenCX's widget API, both generations of it (PROTOCOL.md, “opencx”): a POST per message that is answered at once, and
 * polls for what others say. A message keeps its id over all attempts, and the backend takes it once.
 */
export function opencxTransport(
  options: TransportOptions,
  attention: Pick<Attention, 'hidden' | 'onWake'> = pageAttention,
): Transport {
  const { log, shelf = memoryShelf(), said } = options;
  const clock = clockOf(options);
  const api = createApi(options, () => identity.headers());
  const identity = createIdentity(options, shelf, () => api);
  const heard = new Set<string>();
  const has = options.has ?? ((id: string) => heard.has(id));
  let session = options.session;
  const memory = createMemory(shelf, () => session.id, options.remote);
  let emit = silent;
  /** Of one opening, and of one conversation: what was under way for another counts no more. */
  let life = new AbortController();
  let greeting: Promise<Greeting> | undefined;
  let greeted: Greeting | undefined;
  let welcomed = false;
  let remote: Remembered | undefined;
  let thread: Thread = newThread();
  let waiting = false;
  let renewed = false;
  /** The token that a word was refused with. */
  let refused: string | undefined;
  life.abort();

  function newThread(): Thread {
    // Nobody can be asked while the chat is being made.
    const cursor = remote && said?.().length ? remote.cursor : undefined;
    return createThread({
      has,
      elapsed: clock.elapsed,
      bot: () => ({
        ...(greeted?.name ? { name: greeted.name } : {}),
        ...(greeted?.avatarUrl ? { avatarUrl: greeted.avatarUrl } : {}),
      }),
      cursor,
      log,
    });
  }
  function hear(events: readonly ChatEvent[]): boolean {
    for (const event of events) {
      if (event.type === 'message-added') heard.add(event.message.id);
      emit(event);
    }
    return events.length > 0;
  }
  function stands({ told, events }: Standing): boolean {
    if (remote) {
      const { id, cursor } = remote;
      const next = { id, ...present({ cursor }), ...told };
      if (JSON.stringify(next) !== JSON.stringify(remote)) memory.set((remote = next));
    }
    return hear(events);
  }
  /** The backend does not know the session any more. */
  function lose(): void {
    if (!remote) return;
    remote = undefined;
    memory.set(undefined);
    thread = newThread();
    hear([{ type: 'continuity-lost', cause: 'new-session' }]);
  }

  /** Who the backend is, and what it says before anybody spoke; asked until somebody answers, and once. */
  function greet(): Promise<Greeting> {
    greeting ??= askGreeting(api, life.signal).catch((reason: unknown) => {
      greeting = undefined;
      throw reason;
    });
    return greeting;
  }
  async function acquaint(signal: AbortSignal): Promise<Greeting> {
    const mine = life;
    greeted = await settledOrAborted(greet, signal);
    if (mine === life && !welcomed) {
      welcomed = true;
      hear(welcomeOf(greeted, { now: clock.now(), has, spoken: said?.().some(({ author }) => author === 'user') }));
    }
    return greeted;
  }
  /** Before the first word about a session: who the visitor is. */
  async function introduce(signal: AbortSignal): Promise<Greeting> {
    const known = await acquaint(signal);
    await settledOrAborted(() => identity.ready(known.generation, life.signal), signal);
    return known;
  }
  /** Says something; with what it was refused is known to `renew`. */
  async function spoken<T>(deed: () => Promise<T>): Promise<T> {
    const bearer = identity.bearer();
    try {
      return await deed();
    } catch (reason) {
      if (isFor(reason, 'unauthorized')) refused = bearer;
      throw reason;
    }
  }

  async function look(signal: AbortSignal): Promise<Found> {
    const mine = life;
    const { generation } = await acquaint(signal);
    const asked = remote;
    if (!asked) return 'nowhere';
    let bearer: string | undefined;
    try {
      await introduce(signal);
      bearer = identity.bearer();
      const news = await fetchNews(api, generation, asked.id, thread.cursor(), signal);
      if (mine !== life || !remote) return 'nowhere';
      // What is known of a session says nothing of the one that has begun since.
      if (asked.id !== remote.id) return 'nothing';
      renewed = false;
      const wasClosed = remote.closed;
      const changed = stands(standingOf(remote, news.session, clock.now()));
      const spoke = hear(thread.hear(news.history));
      const cursor = thread.cursor();
      if (cursor !== undefined && cursor !== remote.cursor) memory.set((remote = { ...remote, cursor }));
      // What is asked at the end of a conversation may come a moment after the end.
      if (remote.closed && !wasClosed) poller.now();
      return changed || spoke ? 'news' : 'nothing';
    } catch (reason) {
      if (mine !== life || !remote) return 'nowhere';
      if (asked.id !== remote.id) return 'nothing';
      if (isFor(reason, 'not-found', 'forbidden')) return (lose(), 'nowhere');
      if (!isFor(reason, 'unauthorized') || renewed) throw reason;
      renewed = true;
      await identity.renew(generation, signal, bearer);
      return look(signal);
    }
  }
  const poller = createPoller({
    clock,
    attention,
    watched: options.watched,
    look,
    longest: () => greeted?.interval ?? Infinity,
    idle: () => remote?.closed === true,
    backoff: patienceOf(options.patience).backoff,
    onTrouble(error, count, retryIn) {
      if (isForGood(error)) {
        poller.stop();
        return emit({ type: 'connection-changed', state: 'closed', reason: error.code });
      }
      if (count <= TOLERATED && greeted) return;
      waiting = true;
      emit({ type: 'connection-changed', state: 'waiting', retryIn, reason: error.code });
    },
    onGood: good,
    onPoll: options.onPoll,
  });
  function good(): void {
    if (waiting) emit({ type: 'connection-changed', state: 'open' });
    waiting = false;
  }
  const isForGood = ({ outcome }: ChatError): boolean => outcome === 'rejected' || outcome === 'auth';

  async function begin(signal: AbortSignal): Promise<Remembered> {
    if (remote) return remote;
    const mine = life;
    const seed = greeted?.generation === 'seed';
    const answer = await api.post('create-session', seed ? undefined : {}, signal);
    const id = textOf(recordOf(answer)['id']);
    if (id === undefined) {
      throw new TransportError('bad-reply', 'The backend gave no session.', { outcome: 'unknown' });
    }
    if (mine !== life) throw new ChatError('aborted', 'Another conversation has begun.', { outcome: 'not-sent' });
    // A tab that led while this one was put aside may have begun one: a conversation has one session.
    const theirs = memory.get();
    remote = theirs ?? { id };
    thread = newThread();
    if (theirs) return theirs;
    memory.set(remote);
    stands(standingOf(remote, answer, clock.now()));
    return remote;
  }

  async function say(words: Said, signal: AbortSignal, again = true): Promise<void> {
    const mine = life;
    await introduce(signal);
    const { id } = await spoken(() => begin(signal));
    const since = clock.elapsed();
    if (!options.has) heard.add(words.id);
    let answer: unknown;
    try {
      const body = encodeSend(words, id, identity.shared(), options);
      answer = await spoken(() => api.post('chat/send', body, signal));
    } catch (reason) {
      if (mine !== life || !again || !isMissing(reason)) throw reason;
      if (remote?.id === id) lose();
      return say(words, signal, false);
    }
    const reply = readReply(answer);
    if (!reply) throw new TransportError('bad-reply', 'The answer is not one of OpenCX.', { outcome: 'unknown' });
    if (reply.refused) throw new RejectedError('rejected', reply.refused, { outcome: 'rejected' });
    if (mine !== life || remote?.id !== id) return;
    good();
    hear(thread.answered(words.id, reply, since));
    if (reply.session) stands(standingOf(remote, reply.session, clock.now()));
    if (reply.handedOff) stands(handedOver(remote));
    poller.liven();
    poller.now();
  }
  /** A call about the session, where there is one. */
  async function about(path: string, body: (id: string) => object, signal: AbortSignal): Promise<void> {
    await introduce(signal);
    if (!remote) throw new RejectedError('not-found', 'No conversation has begun yet.', { outcome: 'rejected' });
    const { id } = remote;
    const answer = recordOf(await spoken(() => api.post(path, body(id), signal)));
    if (answer['success'] === false) {
      throw new RejectedError('rejected', 'The backend did not take it.', { outcome: 'rejected' });
    }
    if (remote && path === 'session/resolve') stands(standingOf(remote, answer, clock.now()));
    poller.now();
  }

  function judge({ messageId, rating, score, reason }: GiveFeedback, signal: AbortSignal): Promise<void> {
    if (messageId !== undefined && rating !== undefined) {
      const action = rating === 'positive' ? 'upvote' : 'downvote';
      const messagePublicId = thread.publicIdOf(messageId);
      return about('chat/vote', (sessionId) => ({ action, sessionId, messagePublicId }), signal);
    }
    const points = score ?? (rating === undefined ? undefined : rating === 'positive' ? 5 : 1);
    if (points === undefined) return Promise.reject(unsupported('feedback without a score'));
    const asked = thread.scored();
    const csat = {
      score: Math.min(5, Math.max(1, Math.round(points))),
      ...(reason ? { feedback: reason } : {}),
      ...(asked ? { system_message_uuid: asked } : {}),
    };
    return about('submit-csat', (id) => ({ session_id: id, ...csat }), signal);
  }

  const nothing = (): Promise<void> => Promise.resolve();
  const cannot = ({ type }: ChatCommand): Promise<void> => Promise.reject(unsupported(type));
  const deeds: Table<ChatCommand, [AbortSignal], Promise<void>> = {
    // The backend speaks when it is spoken to; a host that wants to know the session has it begun.
    async launch(_, signal) {
      if (!options.remote) return;
      await introduce(signal);
      await begin(signal);
    },
    'send-message': (command, signal) => say(command, signal),
    'select-option': ({ id, label }, signal) => say({ id, text: label }, signal),
    'send-postback': ({ id, data }, signal) => say({ id, text: data }, signal),
    'submit-form': ({ name, values }, signal) =>
      about(
        'action/execute',
        (sessionId) => ({ sessionId, formMessageId: name, actionId: name, request: { bodyParams: values } }),
        signal,
      ),
    'give-feedback': judge,
    'end-session': (command, signal) =>
      greeted?.generation === 'seed' || !remote
        ? cannot(command)
        : about('session/resolve', (id) => ({ session_id: id }), signal),
    // Told with the next session, and with every message.
    async 'share-contact'({ contact }) {
      identity.learn(contact, !remote);
    },
    'report-action': nothing,
    async restart(command) {
      poller.stop();
      life.abort();
      life = new AbortController();
      memory.set(undefined);
      session = command.session;
      remote = undefined;
      thread = newThread();
      welcomed = false;
      if (emit !== silent) void acquaint(life.signal).catch(() => undefined);
    },
    'answer-permission': cannot,
    'tool-result': cannot,
    'erase-data': cannot,
    'barge-in': cannot,
    'barge-out': cannot,
  };

  return {
    capabilities: {
      idempotent: true,
      serverPush: true,
      echoesUser: true,
      history: true,
      handoff: true,
      feedback: true,
    },
    async open(sink, current) {
      api.address('config');
      session = current ?? session;
      remote = memory.get();
      thread = newThread();
      emit = sink;
      const mine = (life = new AbortController());
      welcomed = false;
      renewed = false;
      greeting = undefined;
      greeted = undefined;
      try {
        await acquaint(life.signal);
      } catch (reason) {
        if (mine !== life) return;
        const error = toChatError(reason);
        if (isForGood(error)) throw error;
        return poller.fail(error);
      }
      if (mine !== life) return;
      emit({ type: 'connection-changed', state: 'open' });
      if (remote) poller.now();
    },
    send: (command, signal) =>
      signal.aborted
        ? Promise.reject(new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' }))
        : match(deeds, command, signal),
    async renew() {
      const bearer = refused;
      refused = undefined;
      await identity.renew(greeted?.generation ?? 'now', life.signal, bearer);
    },
    async reconcile(id, signal) {
      await look(signal);
      return remote !== undefined && thread.knows(id);
    },
    async upload(upload) {
      const { generation } = await introduce(upload.signal);
      return uploadFile(upload, options, api, generation);
    },
    async close() {
      poller.stop();
      life.abort();
      life = new AbortController();
      life.abort();
      waiting = false;
      emit({ type: 'connection-changed', state: 'closed' });
      emit = silent;
    },
  };
}
