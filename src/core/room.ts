import type { Platform } from '../platform/platform.js';
import type { Message } from '../protocol/message.js';
import type { Session } from '../protocol/session.js';
import type { ConversationState } from './conversation-state.js';
import { createConversation, type Conversation } from './conversation.js';
import { createStore, type Store } from './store.js';

/** What decides whether a session is over, and whether the backend has greeted. */
export interface Activity {
  /** Milliseconds since 1970. */
  readonly lastActive: number;
  readonly launched: boolean;
}
/** What one tab tells another that comes. */
export interface Snapshot extends Activity {
  readonly messages: readonly Message[];
  readonly state: ConversationState;
  readonly session: Session;
  readonly draft: string;
  readonly busy: boolean;
  readonly lastPlace: number;
}

/** What every tab knows of one conversation. */
export interface Room {
  readonly conversation: Conversation;
  readonly session: Store<Session>;
  readonly draft: Store<string>;
  readonly seen: Store<number>;
  /** The visitor wants to keep it until they delete it, however long a pause they make; absent until that is known. */
  readonly stays: Store<boolean | undefined>;
  readonly activity: Store<Activity>;
  /** The leader has something to send. */
  readonly leaderBusy: Store<boolean>;
  /** Where a message or a command stands in the line: the same over every reload. */
  readonly place: (id: string, at?: number) => number;
  /** What comes from now on stands behind this. */
  readonly after: (place: number) => void;
  readonly snapshot: () => Snapshot;
  readonly load: (snapshot: Snapshot) => void;
  /** A new conversation in a new session. */
  readonly clear: (next: Session) => void;
  /** Whether there was one since this page is there. */
  readonly isAnew: () => boolean;
  /** Runs what another tab caused: it is not told again. */
  readonly hearing: (deed: () => void) => void;
  /** Whether such a thing runs. */
  readonly hears: () => boolean;
}

export function createRoom(first: Session, platform: Pick<Platform, 'now'>): Room {
  const conversation = createConversation();
  const session = createStore(first);
  const draft = createStore('');
  const activity = createStore<Activity>({ lastActive: platform.now(), launched: false });
  const leaderBusy = createStore(false);
  const places = new Map<string, number>();
  let lastPlace = 0;
  let hears = false;
  let anew = false;

  /** What came late, and stands before what was said later, does so after a reload, too. */
  function between(id: string): number | undefined {
    const ids = conversation.read(id) ? conversation.order.get() : [];
    const index = ids.lastIndexOf(id);
    const next = index < 0 ? undefined : places.get(ids[index + 1] ?? '');
    return next === undefined ? undefined : ((places.get(ids[index - 1] ?? '') ?? next - 1) + next) / 2;
  }

  function hearing(deed: () => void): void {
    hears = true;
    deed();
    hears = false;
  }
  return {
    conversation,
    session,
    draft,
    activity,
    leaderBusy,
    seen: createStore(0),
    stays: createStore<boolean | undefined>(undefined),
    place(id, at) {
      const place = at ?? places.get(id) ?? between(id) ?? (lastPlace = Math.max(lastPlace + 0.001, platform.now()));
      places.set(id, place);
      return place;
    },
    after: (place) => void (lastPlace = Math.max(lastPlace, place)),
    snapshot: () => ({
      ...activity.get(),
      messages: conversation.messages(),
      state: conversation.state.get(),
      session: session.get(),
      draft: draft.get(),
      busy: leaderBusy.get(),
      lastPlace,
    }),
    load({ messages, state, lastActive, launched, busy, ...known }) {
      conversation.load(messages, state);
      activity.set({ lastActive, launched });
      session.set(known.session);
      leaderBusy.set(busy);
      lastPlace = Math.max(lastPlace, known.lastPlace);
      if (known.draft) hearing(() => draft.set(known.draft));
    },
    isAnew: () => anew,
    clear(next) {
      anew = true;
      // Whoever hears of it can still read what was said.
      session.set(next);
      conversation.clear();
      places.clear();
    },
    hearing,
    hears: () => hears,
  };
}
