import type { Config } from '../../src/config/config.js';
import type { Chat } from '../../src/core/chat.js';
import { createContactCollection } from '../../src/core/contact.js';
import { scopeOf } from '../../src/core/scope.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import { defaultPlatform as platform } from '../../src/platform/platform.js';
import type { Contact } from '../../src/protocol/contact.js';
import { ChatContactCollected } from '../foundation/events/conversation-notices.js';
import { ChatSelectRequest, ChatSendRequest } from '../foundation/events/requests.js';
import type { ChatPanel } from '../shell/panel/panel.js';
import { storageFor } from './keep.js';
import type { PageGifts, User } from './page-gifts.js';

/** Who the visitor is, for whoever talks to the backend. */
export interface Acquaintance {
  readonly known: () => Contact;
  /** As stentor's requests carry it (PROTOCOL.md, “direct”). */
  readonly attributes: () => Readonly<Record<string, unknown>>;
  readonly stop: () => void;
}

/** Leads away from the chat, and says nothing in it. */
const leaving: ReadonlySet<string> = new Set(['link', 'call']);

/** Asks the visitor who they are, as far as the settings want to know and the page does not tell. */
export function collectContact(
  host: HTMLElement,
  chat: Chat,
  panel: ChatPanel,
  config: ReadonlyStore<Config>,
  user: User | undefined,
  gifts: () => Pick<PageGifts, 'user' | 'contact' | 'storage'>,
): Acquaintance {
  const settings = config.get();
  const { storage } = gifts();
  const collection = createContactCollection({
    chat,
    settings: config,
    // While somebody else comes, this is still the one it was.
    page: () => (gifts().user?.id === user?.id ? gifts() : { user, contact: undefined }),
    // By then the visitor has agreed, where they are asked.
    keeping: chat.ready.then(async () => ({
      storage: await storageFor(settings, storage),
      scope: scopeOf(settings, user?.id),
    })),
    platform,
    collected: (contact) => host.dispatchEvent(new ChatContactCollected(contact)),
  });
  const { state } = collection;
  let waiting: (ChatSelectRequest | ChatSendRequest)[] = [];

  /** What the visitor says by other ways than the composer waits with it. */
  function hold(event: ChatSelectRequest | ChatSendRequest): void {
    if (!panel.contact || !state.get().blocking || event.defaultPrevented) return;
    if (event.type === 'chat-select-request' && leaving.has(event.action.type)) return;
    event.preventDefault();
    waiting.push(event);
    collection.hold();
    void panel.takeFocus();
  }
  function release(): void {
    const ready = waiting;
    waiting = [];
    for (const event of ready)
      host.dispatchEvent(
        event.type === 'chat-send-request' ? new ChatSendRequest(event.draft) : new ChatSelectRequest(event.action),
      );
  }

  let phase: string | undefined;
  async function follow(): Promise<void> {
    const now = state.get();
    const changed = phase !== now.phase;
    phase = now.phase;
    if (!changed) return;
    // Where the visitor was goes away, and they go on where it stood. Nobody is torn from what they write.
    const moved = panel.matches(':focus-within') && (now.blocking || now.phase !== 'asking');
    try {
      if (now.phase === 'asking') await import('../shell/contact-form/contact-form.js');
    } catch {
      // Without the form there is nothing to wait for.
      panel.contact = undefined;
    }
    if (moved) await panel.takeFocus();
    if (!state.get().blocking || !panel.contact) release();
  }

  panel.contact = collection;
  const undo = state.subscribe(() => void follow());
  host.addEventListener('chat-select-request', hold);
  host.addEventListener('chat-send-request', hold);
  void follow();

  return {
    known: collection.known,
    attributes() {
      const { name, email, phone } = collection.known();
      const userProfile = { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
      return Object.keys(userProfile).length ? { userProfile } : {};
    },
    stop() {
      undo();
      host.removeEventListener('chat-select-request', hold);
      host.removeEventListener('chat-send-request', hold);
      collection.close();
    },
  };
}
