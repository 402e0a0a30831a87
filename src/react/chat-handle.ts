import { createStore, type ReadonlyStore, type Store } from '../core/store.js';
import type { ChatState, ContactState, WidgetSession } from '../headless/chat-state.js';
import { initialState } from '../headless/initial-state.js';
import { createContact, shouldCollect } from '../headless/contact.js';
import { createConfig, type ConfigInstance, type NormalizedConfig } from '../headless/create-config.js';
import type { CoreOptions } from '../headless/options.js';
import { visitorOf } from '../headless/visitor.js';
import { createReferenceChat, type HeadlessChat, type HeadlessChatOptions } from '../headless/reference-chat.js';

export interface ChatHandleOptions extends Omit<HeadlessChatOptions, 'config'> {
  readonly options: CoreOptions;
}

/** What a page does with a chat. Each function is the same one as long as the chat is mounted. */
export type ChatActions = Pick<
  HeadlessChat,
  'sendMessage' | 'createSession' | 'clearSession' | 'recreateSession' | 'shouldCollectData'
>;

/** A chat that React may mount, unmount and mount again; there is one connection or none. */
export interface ChatHandle {
  readonly config: ConfigInstance;
  readonly chatState: ReadonlyStore<ChatState>;
  readonly sessionState: ReadonlyStore<WidgetSession | null>;
  readonly contactState: ReadonlyStore<ContactState>;
  /** Who the visitor is at first, on the server as in the page. */
  readonly firstContact: ContactState;
  readonly actions: ChatActions;
  /** The chat itself, while there is one. */
  readonly current: () => HeadlessChat | undefined;
  /** Mounted: it lives until it was let go for more than a moment. */
  readonly hold: () => () => void;
}

/** What makes it another conversation when it changes. */
const placeOf = (config: NormalizedConfig): readonly unknown[] => {
  const { transport, apiUrl, token, contactToken, resolved } = config;
  const { key, widgetId, channelId, botId, persist } = resolved;
  return [transport, apiUrl, token, contactToken, visitorOf(config), key, widgetId, channelId, botId, persist];
};
const moved = (a: readonly unknown[], b: readonly unknown[]): boolean => a.some((each, index) => each !== b[index]);

/** Nothing is fetched, kept or connected before it is mounted or spoken to: it may be made while a page is rendered. */
export function createChatHandle({ options, ...rest }: ChatHandleOptions): ChatHandle {
  const config = createConfig(options, rest.platform);
  const visitor = createContact(config, undefined);
  const firstContact = visitor.contactState.get();
  visitor.close();
  const chatState = createStore(initialState);
  const sessionState = createStore<WidgetSession | null>(null);
  const contactState = createStore(firstContact);
  let place = placeOf(config.getConfig());
  let chat: HeadlessChat | undefined;
  let leave: readonly (() => void)[] = [];
  let holders = 0;
  let over = false;

  function mirror<T>(from: ReadonlyStore<T>, to: Store<T>): () => void {
    to.set(from.get());
    return from.subscribe(to.set);
  }
  /** A child may speak before its parents are mounted. */
  function running(): HeadlessChat | undefined {
    if (over) return undefined;
    if (!chat) {
      chat = createReferenceChat({ ...rest, config });
      leave = [
        mirror(chat.chatState, chatState),
        mirror(chat.sessionState, sessionState),
        mirror(chat.contactState, contactState),
      ];
    }
    return chat;
  }
  function end(): void {
    for (const each of leave) each();
    leave = [];
    void chat?.cleanup();
    chat = undefined;
  }
  config.subscribe((next) => {
    const there = placeOf(next);
    if (!moved(place, there)) return;
    place = there;
    end();
    if (holders) running();
  });

  return {
    config,
    chatState,
    sessionState,
    contactState,
    firstContact,
    current: () => chat,
    actions: {
      sendMessage: async (input) => (await running()?.sendMessage(input)) ?? false,
      createSession: async () => (await running()?.createSession()) ?? null,
      clearSession: async () => running()?.clearSession(),
      recreateSession: async () => (await running()?.recreateSession()) ?? null,
      shouldCollectData: () => shouldCollect(config.getConfig(), contactState.get()),
    },
    hold() {
      holders++;
      over = false;
      running();
      return () => {
        holders--;
        // StrictMode unmounts and mounts at once: that is no end.
        queueMicrotask(() => {
          if (holders) return;
          over = true;
          end();
        });
      };
    },
  };
}
