import { ContextProvider } from '@lit/context';
import type { Config } from '../../src/config/config.js';
import type { Consent } from '../../src/core/consent.js';
import { scopeOf } from '../../src/core/scope.js';
import { createChat, type Chat } from '../../src/core/chat.js';
import { sayFirst } from '../../src/core/initial-message.js';
import { newSession } from '../../src/core/new-session.js';
import { createStore, type ReadonlyStore, type Store } from '../../src/core/store.js';
import { countUnread, type Unread } from '../../src/core/unread.js';
import { english } from '../../src/i18n/messages.en.js';
import type { Strings } from '../../src/i18n/strings.js';
import { defaultPlatform } from '../../src/platform/platform.js';
import { privacyControl } from '../../src/platform/privacy-control.js';
import { ChatError, toChatError } from '../../src/protocol/errors.js';
import { regional } from '../../src/i18n/regional.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Session } from '../../src/protocol/session.js';
import type { Transport, TransportOptions } from '../../src/protocol/transport.js';
import { loadTransport } from '../../src/transports/load.js';
import { comfortsContext, type Comforts } from '../foundation/comforts.js';
import { chatContext, configContext, partMemoryContext, stringsContext } from '../foundation/contexts.js';
import { createPartMemory, type PartMemory } from '../foundation/part-memory.js';
import { partNames } from '../foundation/part-names.js';
import { passOn } from '../foundation/pass-on.js';
import '../shell/panel/panel.js';
import type { ChatPanel } from '../shell/panel/panel.js';
import type { Draft } from '../foundation/events/requests.js';
import { obey } from './obey.js';
import { ownSheet } from './own-sheet.js';
import type { Known } from './backend-options.js';
import type { Acquaintance } from './contact.js';
import type { PageGifts, User } from './page-gifts.js';
import { panelLayout } from './panel-layouts.styles.js';
import type { Deeds } from './deeds.js';
import { firstDeedsOf, obeyLater } from './first-requests.js';
import { whenWanted } from './when-wanted.js';

/** A conversation that runs, with the panel that shows it. */
export interface Started {
  readonly chat: Chat;
  readonly unread: Unread;
  readonly panel: ChatPanel;
  /** Where the visitor is asked first. */
  readonly consent: Consent | undefined;
  /** Connects; what waits for the visitor's consent is not waited for. */
  readonly open: () => Promise<void>;
  /** Says it for the visitor, and leads the view to it; the id of the message. */
  readonly send: (draft: Draft) => string;
  /** Another conversation, at once; settles when the page has heard of it. */
  readonly restart: () => Promise<void>;
  /** From now on it is the host's conversation: what stands below finds it, the page hears of it. */
  readonly take: () => void;
  /** With `forget`, what was said is gone in all tabs. */
  readonly stop: (forget?: boolean) => Promise<void>;
}

ownSheet().insertRule(panelLayout, ownSheet().cssRules.length);

/** Something may have been kept by another tab. */
const otherTabs: ReadonlyStore<unknown> = {
  get: () => undefined,
  subscribe(listener) {
    addEventListener('storage', listener);
    return () => removeEventListener('storage', listener);
  },
};

/** What the page may put into the panel. */
const slots = ['header', 'header-actions', 'intro', 'before-composer', 'footer'];

/** Its pieces are the host's, for themes; what the page puts into the host goes to where it belongs. */
function makePanel(): ChatPanel {
  const panel = document.createElement('chat-panel');
  panel.part = 'panel';
  panel.setAttribute('exportparts', partNames);
  panel.addEventListener('slotchange', passOn);
  for (const name of slots) {
    const slot = document.createElement('slot');
    slot.name = name;
    panel.append(slot);
  }
  return panel;
}

/** A backend that cannot be reached says why when it is opened, where the visitor can read it and try again. */
const unusable = (error: ChatError): Transport => ({
  open: () => Promise.reject(error),
  send: () => Promise.reject(error),
  close: () => Promise.resolve(),
});

/** They greet, and need to be told where they are. */
const stentor: readonly string[] = ['direct', 'websocket', 'socketio'];
/** They need to be told nothing besides. */
const modest: readonly string[] = ['direct', 'websocket'];

/** The settings by the names that transports know them by, as far as they say something; addresses are whole. */
function settingsOf(config: Config): Partial<Config> & Pick<Config, 'url' | 'timeout'> {
  const told = Object.entries(config).filter(([, value]) => value !== '');
  return {
    url: '',
    ...Object.fromEntries(
      told.map(([name, value]) => [name, /url$/i.test(name) ? new URL(String(value), document.baseURI).href : value]),
    ),
    timeout: config.timeout,
  };
}

async function makeTransport(
  config: Config,
  gifts: () => PageGifts,
  user: User | undefined,
  session: Session,
  visitor: () => Acquaintance | undefined,
  known: Known & Required<Pick<TransportOptions, 'has'>>,
): Promise<Transport> {
  // While somebody else comes, what this one said goes out in nobody else's name.
  const isTheirs = (): boolean => gifts().user?.id === user?.id;
  try {
    const make = await loadTransport(config.transport);
    if (!config.url && stentor.includes(config.transport))
      throw new ChatError('bad-config', 'The attribute “url” is missing: it says where the backend is.');
    // A backend can only call what it has heard of.
    const offer = config.tools ? (await import('./page-functions.js')).offerFunctions : undefined;
    const controlled = privacyControl()
      ? (await import('../../src/core/controlled-attributes.js')).attributesFor
      : undefined;
    return make({
      ...settingsOf(config),
      languages() {
        const { words, languages } = gifts();
        return [regional(words.get().locale, languages), ...languages];
      },
      ...(modest.includes(config.transport)
        ? {}
        : (await import('./backend-options.js')).backendOptions(config, user, gifts, known)),
      session,
      has: known.has,
      // A page may come to have them when it is open already.
      get getToken() {
        const { getToken, userToken } = gifts();
        return isTheirs() && (getToken || userToken)
          ? async (reason: 'first' | 'refused') => (await getToken?.(reason)) ?? userToken
          : undefined;
      },
      get getSession() {
        return isTheirs() ? gifts().getSession : undefined;
      },
      patience: { ack: config.ackTimeout, heartbeat: config.heartbeat, backoff: config.backoffBase },
      attributes: () => ({
        ...controlled?.(location.href),
        ...offer?.(gifts().functions),
        ...(isTheirs() ? { ...visitor()?.attributes(), ...gifts().attributesForRequests } : {}),
      }),
      contact: () => (isTheirs() ? { ...visitor()?.known(), ...gifts().user } : { ...user }),
      log: (line, detail) => defaultPlatform.warn('odd-reply', line, detail ?? ''),
    });
  } catch (reason) {
    return unusable(toChatError(reason));
  }
}

/**
 * The composition root: settings → transport → chat → panel. The only place where core meets a transport.
 * The providers are made once per widget; `providers` hands them from one conversation to the next.
 */
export async function start(
  host: HTMLElement & Deeds,
  config: ReadonlyStore<Config>,
  custom: Transport | undefined,
  gifts: () => PageGifts,
): Promise<Started> {
  // Another one may come before all is made: what is kept of this one is this one's.
  const { user } = gifts();
  const session = newSession(defaultPlatform, user?.id);
  const settings = config.get();
  const gate =
    settings.consent === 'gate'
      ? (await import('./consent-gate.js')).consentGate(settings, user, gifts(), () => host.setConsent(false))
      : undefined;
  let visitor: Acquaintance | undefined;
  const chat: Chat = createChat({
    transport:
      custom ??
      (await makeTransport(settings, gifts, user, session, () => visitor, {
        host,
        has: (id) => chat.message(id) !== undefined,
        messages: () => chat.messages(),
        agreed: () => !gate || gate.state.get() === 'given',
      })),
    session,
    async keeping() {
      await gate?.given;
      return (await import('./keep.js')).keep(settings, user, gifts());
    },
    sessionDuration: settings.sessionDuration,
    backoff: settings.backoffBase,
    // Stentor backends greet; what they say is the beginning of every conversation (PROTOCOL.md).
    launch: settings.startFirst || (!custom && stentor.includes(settings.transport)),
    tools: async () => (await import('./page-functions.js')).toolsOf(host, config, () => gifts().functions),
  });
  if (settings.initial) sayFirst(chat, settings.initial);
  // The page hears of it when what tells it has come.
  const early: ChatEvent[] = [];
  const heard = chat.on((event) => early.push(event));
  chat.amend((outgoing) => (gifts().meta ? { ...outgoing, meta: { ...gifts().meta, ...outgoing.meta } } : outgoing));
  const unread = countUnread(chat);
  const panel = makePanel();
  panel.consent = gate;
  const contact = whenWanted(
    () => config.get().contactCollection || gifts().contact || chat.state.get().permission,
    [config, chat.state],
    async () => {
      const { collectContact } = await import('./contact.js');
      return () => (visitor = collectContact(host, chat, panel, config, user, gifts)).stop;
    },
  );
  const comforts = createStore<Comforts>({});
  const untouched = comforts.get();
  const scope = scopeOf(settings, user?.id);
  const key = `${scope}/comforts`;
  const comfort = whenWanted(
    () => comforts.get() !== untouched || gifts().storage || shelf('localStorage')?.getItem(key),
    [comforts, otherTabs],
    async () => {
      const { keepComforts } = await import('./visitor-comforts.js');
      const { storage } = gifts();
      const { stays } = chat;
      const undo = await keepComforts({ host, panel, comforts, stays, key, config, storage, consent: gate });
      return () => undo;
    },
  );
  // Nobody sees a composer that goes again, or letters that grow.
  await Promise.all([contact.first, comfort.first]);
  let leave = [heard];
  return {
    chat,
    unread,
    panel,
    consent: gate,
    async open() {
      const opened = chat.open();
      if (!gate || gate.state.get() === 'given') await opened;
    },
    send({ text, files = [], hidden, meta }) {
      panel.toEnd();
      return chat.send({
        text,
        files: files.map((file) => ({ file, name: file.name })),
        ...(hidden ? { hidden } : {}),
        ...(meta ? { meta } : {}),
      });
    },
    take() {
      provide(host, chat, config, comforts, gifts());
      const { words } = gifts();
      const company = whenWanted(
        () => true,
        [config, chat.state],
        async () => {
          const { keepCompany } = await import('./company.js');
          return () => keepCompany({ host, panel, chat, unread, config, comforts, scope, words, early, heard });
        },
      );
      leave = [heard, company.stop];
    },
    async restart() {
      chat.restart();
      (await import('./announce-sessions.js')).announceRestart(host, chat);
    },
    async stop(forget) {
      for (const each of leave) each();
      contact.stop();
      comfort.stop();
      gate?.close();
      unread.dispose();
      if (forget) chat.restart();
      await chat.close();
    },
  };
}

const providers = new WeakMap<HTMLElement, (chat: Chat, memory: PartMemory, comforts: Store<Comforts>) => void>();

function provide(
  host: HTMLElement & Deeds,
  chat: Chat,
  config: ReadonlyStore<Config>,
  comforts: Store<Comforts>,
  gifts: PageGifts,
): void {
  const { user, words } = gifts;
  let memory = memoryOf(config.get(), user?.id);
  const known = providers.get(host);
  if (known) return known(chat, memory, comforts);
  const chats = new ContextProvider(host, { context: chatContext, initialValue: chat });
  const memories = new ContextProvider(host, { context: partMemoryContext, initialValue: memory });
  const choices = new ContextProvider(host, { context: comfortsContext, initialValue: comforts });
  providers.set(host, (nextChat, nextMemory, nextComforts) => {
    memory = nextMemory;
    choices.setValue(nextComforts);
    chats.setValue(nextChat);
    memories.setValue(nextMemory);
  });
  host.addEventListener('chat-conversation-restarted', () => memory.clear());
  new ContextProvider(host, { context: configContext, initialValue: config });
  obey(host, firstDeedsOf(host));
  obeyLater(host);
  const all = (): Strings => {
    const said = { ...english, ...words.get() };
    return { ...said, locale: regional(said.locale, gifts.languages) };
  };
  const strings = createStore(all());
  words.subscribe(() => strings.set(all()));
  new ContextProvider(host, { context: stringsContext, initialValue: strings });
}

/**
 * What the visitor puts into forms survives a reload of the page, in this tab and for as long as the settings allow;
 * a new conversation forgets it. Nothing is drawn before the visitor agreed, so nothing is written before.
 */
const memoryOf = (config: Config, userId?: string): PartMemory =>
  createPartMemory(`${scopeOf(config, userId)}/parts`, config.persist === 'none' ? undefined : shelf('sessionStorage'));

/** Pages may be forbidden to look at their own storage. */
function shelf(name: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return globalThis[name];
  } catch {
    return undefined;
  }
}
