import { createStore, type ReadonlyStore } from '../core/store.js';
import { ChatError } from '../protocol/errors.js';
import type { ApiCaller } from './api/api-caller.js';
import { fine, idle, type ContactState } from './chat-state.js';
import type { ConfigInstance, NormalizedConfig } from './create-config.js';
import type { ChatUser } from './options.js';
import { visitorOf } from './visitor.js';

/** Who the visitor is, as far as the page, a message or the backend said. */
export interface ContactDesk {
  readonly contactState: ReadonlyStore<ContactState>;
  /** Whether the page should ask who they are, and why. */
  readonly shouldCollectData: () => { readonly should: boolean; readonly reason?: string };
  /** As a transport asks for it. */
  readonly known: () => { name?: string; email?: string; phone?: string; avatarUrl?: string };
  /** What came with a message. */
  readonly learn: (user: ChatUser) => void;
  readonly close: () => void;
}

type Contact = ContactState['contact'];

function contactOf({ external_id, name, email, phone }: ChatUser): Contact {
  const id = external_id ?? email ?? phone ?? null;
  return id === null
    ? null
    : { id, ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}

/** Whether the page should ask who the visitor is, and why. */
export function shouldCollect(
  { collectUserData, contactToken }: NormalizedConfig,
  { contact }: ContactState,
): ReturnType<ContactDesk['shouldCollectData']> {
  if (!collectUserData || contactToken || contact) return { should: false };
  return { should: true, reason: 'Nobody said who the visitor is, and collectUserData is on.' };
}

/** Knows the visitor; asks OpenCX where there is a token that says who they are. */
export function createContact(config: ConfigInstance, api: ApiCaller | undefined): ContactDesk {
  let learnt: ChatUser = {};
  let closed = false;
  const whole = (): ChatUser => ({ ...config.getUser(), ...learnt });
  const state = createStore<ContactState>({ contact: contactOf(whole()), loading: idle, error: fine });
  const change = (more: Partial<ContactState>): void => {
    if (!closed) state.set({ ...state.get(), ...more });
  };

  async function ask({ me }: ApiCaller): Promise<void> {
    change({ loading: { isLoading: true, reason: 'loading_contact' } });
    try {
      const { contactId, contactName } = await me();
      const contact = contactId
        ? { ...state.get().contact, id: contactId, ...(contactName ? { name: contactName } : {}) }
        : state.get().contact;
      change({ contact, loading: idle, error: fine });
    } catch (reason) {
      const error = ChatError.is(reason) && reason.code === 'not-found' ? fine : failed(reason);
      change({ loading: idle, error });
    }
  }
  const failed = (reason: unknown): ContactState['error'] => ({
    hasError: true,
    message: reason instanceof Error ? reason.message : String(reason),
    code: 'CONTACT_LOAD_FAILED',
  });
  const asks = ({ transport, contactToken }: NormalizedConfig): boolean => transport === 'opencx' && !!contactToken;
  if (api && asks(config.getConfig())) void ask(api);
  let user = config.getUser();
  let visitor = visitorOf(config.getConfig());
  const leave = config.subscribe((next) => {
    if (next.user === user) return;
    // What somebody else said of themselves is not said of this one.
    if (visitorOf(next) !== visitor) learnt = {};
    user = next.user;
    visitor = visitorOf(next);
    change({ contact: contactOf(whole()) });
  });

  return {
    contactState: state,
    shouldCollectData: () => shouldCollect(config.getConfig(), state.get()),
    known() {
      const { name, email, phone, avatarUrl } = whole();
      return {
        ...(name ? { name } : {}),
        ...(email ? { email } : {}),
        ...(phone ? { phone } : {}),
        ...(avatarUrl ? { avatarUrl } : {}),
      };
    },
    learn(more) {
      learnt = { ...learnt, ...more };
      change({ contact: contactOf(whole()) ?? state.get().contact });
    },
    close() {
      closed = true;
      leave();
    },
  };
}
