import { ContextProvider } from '@lit/context';
import type { Config } from '../../src/config/config.js';
import { createChat, type Chat } from '../../src/core/chat.js';
import { newSession } from '../../src/core/new-session.js';
import { createStore, type ReadonlyStore } from '../../src/core/store.js';
import { countUnread, type Unread } from '../../src/core/unread.js';
import { english } from '../../src/i18n/messages.en.js';
import type { AllStrings, Strings } from '../../src/i18n/strings.js';
import { defaultPlatform } from '../../src/platform/platform.js';
import { privacyControl } from '../../src/platform/privacy-control.js';
import { ChatError, toChatError } from '../../src/protocol/errors.js';
import type { Session } from '../../src/protocol/session.js';
import type { Transport } from '../../src/protocol/transport.js';
import { loadTransport } from '../../src/transports/load.js';
import { chatContext, configContext, partMemoryContext, stringsContext } from '../foundation/contexts.js';
import { createPartMemory, type PartMemory } from '../foundation/part-memory.js';
import { partNames } from '../foundation/part-names.js';
import '../shell/panel/panel.js';
import type { ChatPanel } from '../shell/panel/panel.js';
import { announceTo } from './notices.js';
import { obey } from './obey.js';
import type { PageGifts } from './page-gifts.js';
import { deedsOf, type Deeds } from './requests.js';

/** A conversation that runs, with the panel that shows it. */
export interface Started {
  readonly chat: Chat;
  readonly unread: Unread;
  readonly panel: ChatPanel;
  /** From now on it is the host's conversation: what stands below finds it, the page hears of it. */
  readonly take: () => void;
  readonly stop: () => Promise<void>;
}

/** Plugins come with the first name of one. */
function plug(chat: Chat, config: ReadonlyStore<Config>): () => void {
  let stop: (() => void) | undefined;
  let asked = false;
  const begin = ({ plugins }: Config): void => {
    if (asked || !plugins.length) return;
    asked = true;
    import('./plugins.js').then(
      ({ usePlugins }) => {
        if (asked) stop = usePlugins(chat, config);
      },
      // Asked for again at the next change.
      () => (asked = false),
    );
  };
  const undo = config.subscribe(begin);
  begin(config.get());
  return () => {
    asked = false;
    undo();
    stop?.();
  };
}

/** Its pieces are the host's, for themes. */
function makePanel(): ChatPanel {
  const panel = document.createElement('chat-panel');
  panel.setAttribute('part', 'panel');
  panel.setAttribute('exportparts', partNames);
  return panel;
}

/** A backend that cannot be reached says why when it is opened, where the visitor can read it and try again. */
const unusable = (error: ChatError): Transport => ({
  open: () => Promise.reject(error),
  send: () => Promise.reject(error),
  close: () => Promise.resolve(),
});

async function makeTransport(config: Config, gifts: () => PageGifts, session: Session): Promise<Transport> {
  try {
    const make = await loadTransport(config.transport);
    if (!config.url) throw new ChatError('bad-config', 'The attribute “url” is missing: it says where the backend is.');
    const { user, userToken, getToken, getSession } = gifts();
    // A backend can only call what it has heard of.
    const offer = config.tools ? (await import('./page-functions.js')).offerFunctions : undefined;
    const controlled = privacyControl()
      ? (await import('../../src/core/controlled-attributes.js')).attributesFor
      : undefined;
    return make({
      url: new URL(config.url, document.baseURI).href,
      session,
      timeout: config.timeout,
      ...(config.uploadUrl ? { uploadUrl: new URL(config.uploadUrl, document.baseURI).href } : {}),
      ...(config.unfurlUrl ? { unfurlUrl: new URL(config.unfurlUrl, document.baseURI).href } : {}),
      ...(config.accountKey ? { accountKey: config.accountKey } : {}),
      ...(userToken || config.token ? { token: userToken || config.token } : {}),
      ...(getToken || userToken
        ? { getToken: async (reason) => (await gifts().getToken?.(reason)) ?? gifts().userToken }
        : {}),
      ...(getSession ? { getSession } : {}),
      patience: { ack: config.ackTimeout, heartbeat: config.heartbeat, backoff: config.backoffBase },
      headers: config.headers,
      queryParams: config.queryParams,
      pathParams: config.pathParams,
      bodyProperties: config.bodyProperties,
      attributes: () => ({
        ...controlled?.(location.href),
        ...offer?.(gifts().functions),
        ...gifts().attributesForRequests,
      }),
      contact: () => gifts().user ?? {},
      log: (line, detail) => defaultPlatform.warn('odd-reply', line, detail ?? ''),
      ...(user?.id ? { userId: user.id } : {}),
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
  const session = newSession(defaultPlatform, gifts().user?.id);
  const settings = config.get();
  const chat = createChat({
    // Nothing may be sent before the visitor agreed, and there is no way yet to ask: so nothing is.
    transport:
      settings.consent === 'gate'
        ? unusable(new ChatError('unsupported', 'consent="gate" cannot be asked for yet: nothing is sent.'))
        : (custom ?? (await makeTransport(settings, gifts, session))),
    session,
    keeping: async () => (await import('./keep.js')).keep(settings, gifts()),
    sessionDuration: settings.sessionDuration,
    backoff: settings.backoffBase,
    // Stentor backends greet; what they say is the beginning of every conversation (PROTOCOL.md).
    launch: settings.startFirst || (!custom && ['direct', 'websocket'].includes(settings.transport)),
    tools: async () => (await import('./page-functions.js')).toolsOf(host, config, () => gifts().functions),
  });
  if (settings.initial)
    chat.receive({
      type: 'message-added',
      message: {
        id: 'initial',
        author: 'bot',
        parts: [{ type: 'text', text: settings.initial }],
        delivery: 'delivered',
        streaming: false,
      },
    });
  chat.amend((outgoing) => (gifts().meta ? { ...outgoing, meta: { ...gifts().meta, ...outgoing.meta } } : outgoing));
  const unread = countUnread(chat);
  let leave: readonly (() => void)[] = [];
  return {
    chat,
    unread,
    panel: makePanel(),
    take() {
      provide(host, chat, config, gifts().strings);
      leave = [announceTo(host, chat), plug(chat, config)];
    },
    async stop() {
      for (const each of leave) each();
      unread.dispose();
      await chat.close();
    },
  };
}

const providers = new WeakMap<HTMLElement, ContextProvider<typeof chatContext, HTMLElement>>();

function provide(
  host: HTMLElement & Deeds,
  chat: Chat,
  config: ReadonlyStore<Config>,
  strings: Partial<AllStrings> | undefined,
): void {
  const known = providers.get(host);
  if (known) return known.setValue(chat);
  providers.set(host, new ContextProvider(host, { context: chatContext, initialValue: chat }));
  new ContextProvider(host, { context: configContext, initialValue: config });
  new ContextProvider(host, { context: partMemoryContext, initialValue: memoryOf(host, config.get()) });
  obey(host, deedsOf(host));
  new ContextProvider(host, {
    context: stringsContext,
    initialValue: createStore<Strings>(strings ? { ...english, ...strings } : english),
  });
}

/**
 * What the visitor puts into forms survives a reload of the page, in this tab and for as long as the settings allow;
 * a new conversation forgets it.
 */
function memoryOf(host: EventTarget, { persist, consent, key }: Config): PartMemory {
  const memory = createPartMemory(
    `chat-widget:parts:${key}`,
    persist === 'none' || consent === 'gate' ? undefined : shelf(),
  );
  host.addEventListener('chat-conversation-restarted', () => memory.clear());
  return memory;
}

/** Pages may be forbidden to look at their own storage. */
function shelf(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
