import type { Platform } from '../platform/platform.js';
import type { ChatEvent, Emit } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import type { Desk } from './desk.js';
import type { Kept, KeptCommand } from './kept.js';
import { ownMessage } from './own-message.js';
import { renumber } from './renumber.js';
import type { Room } from './room.js';

export interface TakeoverOptions {
  readonly room: Room;
  readonly desk: Desk;
  readonly platform: Pick<Platform, 'now'>;
  readonly kept: Kept;
  /** This tab. */
  readonly me: string;
  readonly leads: () => boolean;
  readonly receive: Emit;
  /** Said in this tab, which may still take it back. */
  readonly holds: (id: string) => boolean;
}

/** What an earlier page, or an earlier leader, left. */
export interface Takeover {
  /** What was said before; and, if this tab leads, what was not sent yet. */
  readonly takeUp: () => Promise<void>;
  /** This tab leads now: it goes on where the other one was. */
  readonly lead: () => Promise<void>;
  /**
   * What a tab that is gone wrote down and could not hand over is sent all the same. Whether there is some of which one
   * cannot tell yet.
   */
  readonly lookAgain: () => Promise<boolean>;
  /** One tab writes: the one that leads. */
  readonly write: (event: ChatEvent) => void;
  readonly writeSession: () => void;
}

/** A message that waited longer than this is not sent without being asked about, in milliseconds. */
const DAY = 86_400_000;
/** Longer than a tab that lives needs to hand over what it wrote down, in milliseconds. */
export const HANDING_OVER = 10_000;

/** A command in the visitor's words, as far as it has some. */
const wordsOf = ({ command }: KeptCommand): string | undefined =>
  'text' in command ? command.text : 'label' in command ? command.label : undefined;

export function createTakeover({ room, desk, platform, kept, me, leads, receive, holds }: TakeoverOptions): Takeover {
  const { conversation, session, activity, draft, stays } = room;

  /** Its place, and its bubble where there is none any more. */
  function bubbleOf(record: KeptCommand): readonly Message[] {
    const { id } = record.command;
    room.place(id, record.place);
    const words = record.hidden || conversation.read(id) ? undefined : wordsOf(record);
    return words ? [ownMessage(id, words, record.createdAt)] : [];
  }
  /** Shown again, and sent again as far as that can be done unasked. */
  function resume(record: KeptCommand): void {
    const { command, sessionId, createdAt, attempts, filesMissing } = record;
    const { id } = command;
    if (holds(id)) return;
    for (const message of bubbleOf(record)) receive({ type: 'message-added', message });
    const known = conversation.read(id);
    if (known?.delivery === 'delivered') return kept.removeCommand(id);
    const stale = sessionId !== session.get().id || platform.now() - createdAt > DAY;
    const reason = stale ? 'stale' : filesMissing ? 'upload-failed' : known?.delivery === 'failed' && known.reason;
    if (!reason) return void desk.deedsFor(me).send(command, { attempts, sessionId });
    desk.hold(command);
    receive({ type: 'delivery-changed', id, delivery: 'failed', reason });
  }

  /** The newest first: of very many the rest is not even looked at. */
  function keep(messages: readonly Message[]): void {
    for (const message of [...messages].reverse()) if (!kept.message(message, room.place(message.id))) return;
  }

  const writeSession = (): void => {
    if (leads()) kept.session({ session: session.get(), ...activity.get(), ...(stays.get() ? { stays: true } : {}) });
  };
  /** Of two states of a message the one that is final is the later one. */
  const later = (message: Message): Message => {
    const known = conversation.read(message.id);
    return known && (message.delivery !== 'delivered' || known.delivery === 'delivered') ? known : message;
  };

  return {
    async takeUp() {
      const own = session.get();
      const restored = await kept.restore();
      room.after(restored.lastPlace);
      // Somebody began anew meanwhile: that is all there is.
      if (room.isAnew()) return;
      // While the storage was read, other tabs may have told more.
      conversation.load(restored.messages.map(later));
      renumber(conversation);
      if (restored.session) {
        const { session: earlier, lastActive, launched, stays: wanted } = restored.session;
        // What was chosen on an earlier page counts until the visitor's settings are known.
        if (wanted && stays.get() === undefined) stays.set(true);
        // Unless another tab told of it meanwhile.
        if (session.get() === own) {
          activity.set({ lastActive, launched });
          session.set(earlier);
        }
      }
      if (!draft.get()) draft.set(restored.draft);
      if (!leads()) return;
      // A bubble may have been lost, and its command not: it was said before what is said here already.
      const lost = restored.commands.flatMap(bubbleOf);
      const before = restored.messages.flatMap(({ id }) => conversation.read(id) ?? []);
      if (lost.length) conversation.load([...before, ...lost], conversation.state.get());
      for (const message of lost) receive({ type: 'message-added', message });
      for (const record of restored.commands) resume(record);
    },
    async lead() {
      const { messages, commands, lastPlace, session: written } = await kept.restore();
      if (!leads()) return;
      room.after(lastPlace);
      if (written?.stays && stays.get() === undefined) stays.set(true);
      // It may have been away while others led.
      conversation.load(messages.map(later), conversation.state.get());
      renumber(conversation);
      // Whoever heard these answers is gone, and with it what was left of them.
      for (const id of conversation.state.get().streaming) receive({ type: 'message-interrupted', id });
      keep(conversation.messages());
      writeSession();
      for (const record of commands) resume(record);
    },
    async lookAgain() {
      const { commands } = await kept.restore();
      if (!leads()) return false;
      // Files that are missing are on their way in a tab that lives.
      const unknown = commands.filter(({ command, filesMissing }) => !filesMissing && !desk.knows(command.id));
      const isOld = ({ createdAt }: KeptCommand): boolean => platform.now() - createdAt >= HANDING_OVER;
      for (const record of unknown.filter(isOld)) resume(record);
      return !unknown.every(isOld);
    },
    write(event) {
      if (!leads()) return;
      if (event.type === 'history-added') keep(event.messages.flatMap(({ id }) => conversation.read(id) ?? []));
      const id = event.type === 'message-added' ? event.message.id : 'id' in event ? event.id : '';
      const message = conversation.read(id);
      if (message) kept.message(message, room.place(id));
      else if (event.type === 'message-removed') kept.removeMessage(id);
      if (event.type === 'message-added' || event.type === 'session-changed') writeSession();
    },
    writeSession,
  };
}
