import type { Config } from '../config/config.js';
import type { Platform } from '../platform/platform.js';
import { persistFor } from './persist-for.js';
import type { Contact } from '../protocol/contact.js';
import type { Chat } from './chat.js';
import { cleanContact } from './clean-contact.js';
import { contactQuestions, missingQuestions, type ContactQuestion } from './contact-questions.js';
import type { Keeping } from './keeping.js';
import { createStore, type ReadonlyStore } from './store.js';

/** How far it has come to know who the visitor is. */
export interface ContactState {
  /** `unknown`: nobody asks, or not yet. `given`: nothing is missing. `refused`: not asked again in this session. */
  readonly phase: 'unknown' | 'asking' | 'given' | 'refused';
  /** The composer stays away until this is answered, or known. */
  readonly blocking: boolean;
  /** Asked in place of the composer, or beside it. */
  readonly when: Config['contactWhen'];
  /** What is asked now. */
  readonly questions: readonly ContactQuestion[];
  /** The visitor may refuse. */
  readonly optional: boolean;
  /** Something the visitor said waits for the answer. */
  readonly held: boolean;
}

/** What a page says of the visitor: with its user, and as their contact. */
export interface PageContact {
  readonly user?: unknown;
  readonly contact?: unknown;
}
export interface ContactOptions {
  readonly chat: Pick<Chat, 'session' | 'state' | 'order' | 'busy' | 'messages' | 'ready' | 'submit' | 'newId'>;
  readonly settings: ReadonlyStore<
    Pick<
      Config,
      'contactCollection' | 'contactFields' | 'contactWhen' | 'contactOptional' | 'sessionDuration' | 'persist'
    >
  >;
  /** Read whenever it is looked at. */
  readonly page: () => PageContact;
  readonly keeping: Promise<Pick<Keeping, 'storage' | 'scope'>>;
  readonly platform: Pick<Platform, 'now' | 'attention'>;
  /** The visitor gave it. */
  readonly collected: (contact: Contact) => void;
}

/** Who the visitor is: what the page says, what they said before, and what is still to be asked. */
export interface ContactCollection {
  readonly state: ReadonlyStore<ContactState>;
  /** All that is known, the page's word before the visitor's. */
  readonly known: () => Contact;
  /** The visitor answered what was asked: kept, and told to the backend. */
  readonly give: (contact: Contact) => void;
  /** The visitor does not say. */
  readonly refuse: () => void;
  /** Something was said elsewhere, and the backend has it already. */
  readonly learn: (contact: Contact) => void;
  /** The visitor said something that waits for the answer. */
  readonly hold: () => void;
  /** The page may have changed its mind. */
  readonly look: () => void;
  readonly close: () => void;
}

/** What is kept below the scope. */
interface Kept {
  readonly given: Contact;
  /** Names of what was asked, answered or left empty. */
  readonly answered: readonly string[];
  readonly refused: boolean;
  /** What the backend was told, and in which session. */
  readonly told: string;
  /** Milliseconds since 1970, of the last activity. */
  readonly at: number;
}
const nothing: Kept = { given: {}, answered: [], refused: false, told: '', at: 0 };

/** How often activity is written down at most, in milliseconds. */
const FRESHNESS = 60_000;

function readKept(raw: unknown): Kept {
  const { given, answered, refused, told, at } = (raw ?? {}) as Partial<Record<keyof Kept, unknown>>;
  return {
    given: cleanContact(given),
    answered: Array.isArray(answered) ? answered.filter((name) => typeof name === 'string') : [],
    refused: refused === true,
    told: typeof told === 'string' ? told : '',
    at: typeof at === 'number' ? at : 0,
  };
}

/** After the first answer to the visitor's own words. */
function isAnswered({ busy, messages }: Pick<Chat, 'busy' | 'messages'>): boolean {
  if (busy.get()) return false;
  const all = messages();
  const first = all.findIndex(({ author }) => author === 'user');
  return first >= 0 && all.slice(first).some(({ author }) => author === 'bot' || author === 'agent');
}

/** Asks nothing and tells nobody before it is known what was kept. */
export function createContactCollection(options: ContactOptions): ContactCollection {
  const { chat, settings, page, platform } = options;
  const state = createStore<ContactState>({
    phase: 'unknown',
    blocking: false,
    when: 'before',
    questions: [],
    optional: true,
    held: false,
  });
  let kept: Kept | undefined;
  let place: { readonly storage: Keeping['storage']; readonly key: string } | undefined;
  let session = chat.session.get().id;

  const known = (): Contact => {
    const { user, contact } = page();
    const { name, email, phone } = cleanContact(user);
    const fromUser = Object.entries({ name, email, phone }).filter(([, value]) => value);
    return { ...kept?.given, ...Object.fromEntries(fromUser), ...cleanContact(contact) };
  };

  function keep(change: Partial<Kept>): void {
    kept = { ...(kept ?? nothing), ...change, at: platform.now() };
    // Who cannot keep it asks again after a reload.
    place?.storage.set(place.key, kept).catch(() => undefined);
  }

  /** Once per change and session; what only the page's `user` says goes to the backend as who is logged in. */
  function tell(): void {
    if (!kept) return;
    const given = { ...kept.given, ...cleanContact(page().contact) };
    if (!Object.keys(given).length) return;
    const contact = known();
    const told = JSON.stringify([chat.session.get().id, contact]);
    if (told === kept.told) return;
    keep({ told });
    chat.submit({ type: 'share-contact', id: chat.newId(), contact });
  }

  function next(): ContactState {
    const { contactCollection, contactFields, contactWhen: when, contactOptional: optional } = settings.get();
    const missing = kept ? missingQuestions(contactQuestions(contactFields), known(), kept.answered) : [];
    const phase =
      !kept || !contactCollection
        ? 'unknown'
        : !missing.length
          ? 'given'
          : kept.refused && optional
            ? 'refused'
            : when === 'before' || state.get().phase === 'asking' || isAnswered(chat)
              ? 'asking'
              : 'unknown';
    // Also until it is known what was kept, so that nobody sees a composer that goes again.
    const blocking = when === 'before' && (phase === 'asking' || (contactCollection && !kept));
    const held = blocking && state.get().held;
    return { phase, blocking, when, questions: phase === 'asking' ? missing : [], optional, held };
  }
  function look(): void {
    const now = next();
    if (JSON.stringify(now) !== JSON.stringify(state.get())) state.set(now);
    // The page's word never opens a connection by itself.
    if (chat.state.get().connection === 'open') tell();
  }
  function onActivity(): void {
    // What is kept goes with a conversation that ends; who the visitor is outlives it on this page.
    const moved = session !== chat.session.get().id;
    session = chat.session.get().id;
    if (kept && kept !== nothing && (moved || platform.now() - kept.at > FRESHNESS)) keep({});
    look();
  }

  const undo = [
    settings.subscribe(look),
    chat.busy.subscribe(look),
    chat.state.subscribe(look),
    chat.order.subscribe(onActivity),
    // Another tab may have been answered meanwhile.
    platform.attention.onWake(() => void read()),
  ];
  async function read(): Promise<void> {
    const { storage, scope } = await options.keeping;
    // Which session it is, and what was said in it.
    await chat.ready;
    place = { storage, key: `${scope}/contact` };
    const found = readKept(await storage.get(place.key).catch(() => undefined));
    const { sessionDuration, persist } = settings.get();
    const over = platform.now() - found.at > sessionDuration;
    const usable = !over ? found : persistFor(persist) === 'always' ? { ...found, refused: false } : nothing;
    if (!kept || usable.at > kept.at) kept = usable;
    // Where the visitor keeps the conversation for longer, nothing else takes it away.
    if (found !== usable && usable === nothing) await storage.remove(place.key).catch(() => undefined);
    look();
  }
  look();
  read().catch(() => undefined);

  return {
    state,
    known,
    give(contact) {
      const answered = [...(kept?.answered ?? []), ...state.get().questions.map(({ name }) => name)];
      keep({ given: { ...kept?.given, ...cleanContact(contact) }, answered: [...new Set(answered)] });
      tell();
      look();
      options.collected(known());
    },
    refuse() {
      keep({ refused: true });
      look();
    },
    learn(contact) {
      keep({ given: { ...kept?.given, ...cleanContact(contact) } });
      keep({ told: JSON.stringify([chat.session.get().id, known()]) });
      look();
    },
    hold: () => state.set({ ...state.get(), held: true }),
    look,
    close() {
      for (const each of undo) each();
    },
  };
}
