import type { Chat } from '../../src/core/chat.js';
import type { Consent } from '../../src/core/consent.js';
import { ChatConsentChanged, ChatDataErased } from '../foundation/events/conversation-notices.js';

/** What came of a wish to be forgotten. */
export interface Erased {
  /** Nothing is left on this device. */
  readonly local: true;
  /** The backend says that it forgot the visitor too. */
  readonly backend: boolean;
}

/** The widget, as far as the visitor's rights go. */
export interface Keeper extends HTMLElement {
  readonly whenReady: Promise<void>;
  open(options: { readonly focus: boolean }): Promise<void>;
  close(): Promise<void>;
  reopen(): Promise<void>;
}

/** The conversation's life, as far as they touch it. */
interface Life {
  readonly start: () => Promise<
    { readonly chat: Pick<Chat, 'erase'>; readonly consent: Consent | undefined } | undefined
  >;
  readonly leave: () => Promise<unknown>;
}

/** Whoever was in the chat that ends is in the one that begins. */
async function beginAnew(widget: Keeper, life: Life): Promise<void> {
  // Not `:focus-within`: that ends where the browser's top layer begins.
  const root = widget.getRootNode();
  const inside = (root instanceof Document || root instanceof ShadowRoot) && widget.contains(root.activeElement);
  await life.leave();
  if (inside) await widget.open({ focus: true });
  else await widget.reopen();
}

/** Forgets the visitor: at the backend where it can, then here, in all tabs. What comes next begins from nothing. */
export async function eraseData(widget: Keeper, life: Life): Promise<Erased> {
  await widget.whenReady;
  const started = await life.start();
  // Whoever has not agreed is not known to any backend.
  const known = started && (!started.consent || started.consent.state.get() === 'given');
  const backend = known ? await started.chat.erase() : false;
  await beginAnew(widget, life);
  widget.dispatchEvent(new ChatDataErased(backend));
  return { local: true, backend };
}

/**
 * The visitor agrees, or does not. A refusal closes the chat, where it can be closed; an agreement that is taken back
 * takes along what was kept because of it.
 */
export async function setConsent(widget: Keeper, life: Life, agreed: boolean): Promise<void> {
  await widget.whenReady;
  const consent = (await life.start())?.consent;
  const given = consent?.state.get() === 'given';
  if (!consent || given === agreed) {
    if (!agreed) await refuse();
    return;
  }
  if (agreed) consent.answer(true);
  else await beginAnew(widget, life);
  widget.dispatchEvent(new ChatConsentChanged(agreed));

  async function refuse(): Promise<void> {
    await widget.close();
    // An inline chat stays, and says so.
    if (widget.hasAttribute('open')) consent?.answer(false);
  }
}
