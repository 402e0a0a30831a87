import { recordOf, textOf } from '../../net/untrusted.js';
import type { ChatCommand, GiveFeedback, ShareContact, ToolResult } from '../../protocol/commands.js';
import { ChatError, RejectedError, SessionError } from '../../protocol/errors.js';
import type { Emit } from '../../protocol/events.js';
import { knows } from '../../protocol/match.js';
import type { Speech, Transport, TransportOptions } from '../../protocol/transport.js';
import { call, readJson, routeOf, type Call } from './call.js';
import { createChannels } from './channels.js';
import { contactOf, turnOf, voteOf } from './encode.js';
import type { Pass } from './kept-session.js';
import { createSessions, firstWords, type Cause } from './sessions.js';
import { takeTurn } from './turn.js';

/** What no port has a place for stands beside it. */
export interface ChatbotkitTransport extends Transport {
  /** Has an answer spoken, by the id of its message. Rejects with a `ChatError`. */
  readonly synthesize: (messageId: string, signal: AbortSignal) => Promise<Speech>;
}

const silent: Emit = () => {};
const unsupported = (what: string): ChatError =>
  new RejectedError('unsupported', `ChatBotKit has no ${what}.`, { outcome: 'rejected' });
const gone = (): ChatError =>
  new SessionError('session-expired', 'It belongs to a conversation that the backend has no more.', {
    outcome: 'rejected',
  });

/**
 * A widget integration of ChatBotKit (PROTOCOL.md, “ChatBotKit”): a session, then one streamed request per turn.
 * Nothing has a request id there, so a word whose fate is unknown is never sent again from here.
 */
export function chatbotkitTransport(options: TransportOptions): ChatbotkitTransport {
  let session = options.session;
  let emit = silent;
  /** Changes with the conversation: what belongs to one that is gone is not heard. */
  let life = new AbortController();

  const sessions = createSessions(options, begun);
  const channels = createChannels((channel) => void publish(channel, { abort: true }).catch(() => undefined));

  /** The bot's first words, where they are not on the screen; and the line between two conversations. */
  function begun({ conversation }: Pass, reply: unknown, cause: Cause): void {
    channels.clear();
    if (cause === 'again') return emit({ type: 'continuity-lost', cause: 'new-session' });
    const words = firstWords(reply);
    waiting = () =>
      words.slice(options.initial ? 1 : 0).forEach((text, index) =>
        emit({
          type: 'message-added',
          message: {
            id: `${conversation}.${index}`,
            author: 'bot',
            parts: [{ type: 'text', text }],
            delivery: 'delivered',
            streaming: false,
            createdAt: (options.now ?? Date.now)(),
          },
        }),
      );
  }
  /** Said once the connection is open. */
  let waiting = (): void => {};
  function greet(): void {
    waiting();
    waiting = () => {};
  }

  /** A request of the conversation. A pass that was refused is marked, so that `renew` gets another one. */
  async function withPass<T>(signal: AbortSignal, deed: (pass: Pass) => Promise<T>): Promise<T> {
    const pass = await sessions.current(signal);
    greet();
    try {
      return await deed(pass);
    } catch (error) {
      if (ChatError.is(error) && (error.outcome === 'auth' || error.status === 401)) sessions.refuse(pass);
      throw error;
    }
  }
  const ask = (signal: AbortSignal, request: (pass: Pass) => Omit<Call, 'signal' | 'token'>): Promise<unknown> =>
    withPass(signal, (pass) => call({ ...request(pass), token: pass.token, signal }, options, readJson));
  const inConversation = (pass: Pass, rest: string): string =>
    `/conversation/${encodeURIComponent(pass.conversation)}/${rest}`;
  const publish = (channel: string, message: object, signal = life.signal): Promise<unknown> =>
    ask(signal, () => ({ path: `/channel/${encodeURIComponent(channel)}/publish`, body: { message } }));
  const ofMessage = (messageId: string, route: string, body: object, signal: AbortSignal): Promise<unknown> => {
    const theirs = sessions.theirs(messageId);
    if (theirs === undefined) return Promise.reject(gone());
    return ask(signal, (pass) => ({
      path: inConversation(pass, `message/${encodeURIComponent(theirs)}/${route}`),
      body,
    }));
  };

  /** What is asked of the backend besides turns. */
  type Deed<C extends ChatCommand> = (command: C, signal: AbortSignal) => Promise<unknown>;
  const vote: Deed<GiveFeedback> = (command, signal) => {
    if (command.messageId === undefined) return Promise.reject(unsupported('votes on a whole conversation'));
    const { route, body } = voteOf(command);
    return ofMessage(command.messageId, route, body, signal);
  };
  const shareContact: Deed<ShareContact> = ({ contact }, signal) =>
    ask(signal, (pass) => ({
      path: inConversation(pass, 'contact/upsert'),
      body: contactOf(contact),
      ofConversation: true,
    }));
  const answerCall: Deed<ToolResult> = async ({ callId, result, error }, signal) => {
    const channel = channels.take(callId);
    // The answer that wanted it is over.
    if (channel === undefined) return options.log?.('Nobody waits for the result of a function any more.');
    return publish(channel, error === undefined ? { result: result ?? null } : { error }, signal);
  };
  const quiet = (): Promise<void> => Promise.resolve();
  const cannot = (what: string) => () => Promise.reject(unsupported(what));
  const deeds: { readonly [T in ChatCommand['type']]?: Deed<Extract<ChatCommand, { type: T }>> } = {
    'give-feedback': vote,
    'share-contact': shareContact,
    'tool-result': answerCall,
    'report-action': quiet,
    'end-session': async () => sessions.end(),
    'answer-permission': cannot('permissions'),
    'erase-data': cannot('way to forget for visitors'),
    'barge-in': cannot('other people'),
    'barge-out': cannot('other people'),
    async restart({ session: next }, signal) {
      session = next;
      forget();
      await sessions.begin(next.id, signal);
      greet();
    },
  };

  function forget(): void {
    life.abort();
    life = new AbortController();
    channels.clear();
    waiting = () => {};
  }

  return {
    capabilities: { streaming: options.stream ?? true, feedback: true },
    async open(sink, current = session) {
      if (current.id !== session.id) forget();
      session = current;
      routeOf(options, '');
      emit = sink;
      const mine = life;
      sessions.look(session.id);
      await sessions.current(mine.signal);
      if (mine !== life) return;
      emit({ type: 'connection-changed', state: 'open' });
      greet();
    },
    async send(command, signal) {
      const { type } = command;
      if (knows(deeds, type)) {
        await (deeds[type] as Deed<ChatCommand>)(command, signal);
        return;
      }
      const turn = turnOf(command);
      if (!turn) throw unsupported(type);
      const mine = life;
      const either = new AbortController();
      const stop = (): void => either.abort();
      const signals = [signal, mine.signal];
      if (signals.some(({ aborted }) => aborted)) stop();
      for (const each of signals) each.addEventListener('abort', stop);
      try {
        await withPass(either.signal, (pass) => {
          const say: Emit = (event) => (mine === life ? emit(event) : undefined);
          const named = (ours: string, theirs: string): void => sessions.name(pass, ours, theirs);
          return takeTurn(command.id, turn, { options, pass, channels, emit: say, named }, either.signal);
        });
      } finally {
        for (const each of signals) each.removeEventListener('abort', stop);
      }
    },
    renew: () => sessions.renew(),
    upload: async (upload) => {
      const { storeFile } = await import('./files.js');
      const store = (): ReturnType<typeof storeFile> =>
        withPass(upload.signal, (pass) => storeFile(upload, pass, options));
      try {
        return await store();
      } catch (error) {
        if (!ChatError.is(error) || error.status !== 401) throw error;
        await sessions.renew();
        return store();
      }
    },
    async unfurl(url, signal) {
      if (url.includes('#')) return undefined;
      const { previewOf } = await import('./links.js');
      const { token } = await sessions.current(signal);
      // A preview that is refused is no reason for another conversation.
      return previewOf(await call({ path: '/url/unfurl', body: { url }, token, signal }, options, readJson), url);
    },
    async synthesize(messageId, signal) {
      const { id, url } = recordOf(await ofMessage(messageId, 'synthesize', {}, signal));
      const address = textOf(url);
      return {
        id: textOf(id) ?? messageId,
        ...(address && /^https?:\/\//i.test(address) ? { url: address } : {}),
      };
    },
    async close() {
      emit({ type: 'connection-changed', state: 'closed' });
      emit = silent;
      forget();
      sessions.leave();
    },
  };
}
