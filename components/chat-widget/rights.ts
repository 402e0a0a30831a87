import { ChatConsentChanged, ChatDataErased } from '../foundation/events/notices.js';
import type { ConversationLife } from './life.js';

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
  close(): Promise<void>;
  reopen(): Promise<void>;
}

/** Forgets the visitor: at the backend where it can, then here, in all tabs. What comes next begins from nothing. */
export async function eraseData(widget: Keeper, life: ConversationLife): Promise<Erased> {
  await widget.whenReady;
  const started = await life.start();
  // Whoever has not agreed is not known to any backend.
  const known = started && (!started.consent || started.consent.state.get() === 'given');
  const backend = known ? await started.chat.erase() : false;
  await life.leave();
  widget.dispatchEvent(new ChatDataErased(backend));
  await widget.reopen();
  return { local: true, backend };
}

/**
 * The visitor agrees, or does not. A refusal closes the chat, where it can be closed; an agreement that is taken back
 * takes along what was kept because of it.
 */
export async function setConsent(widget: Keeper, life: ConversationLife, agreed: boolean): Promise<void> {
  await widget.whenReady;
  const consent = (await life.start())?.consent;
  const given = consent?.state.get() === 'given';
  if (!consent || given === agreed) {
    if (!agreed) await refuse();
    return;
  }
  if (agreed) consent.answer(true);
  else await life.leave();
  widget.dispatchEvent(new ChatConsentChanged(agreed));
  if (!agreed) await widget.reopen();

  async function refuse(): Promise<void> {
    await widget.close();
    // An inline chat stays, and says so.
    if (widget.hasAttribute('open')) consent?.answer(false);
  }
}
