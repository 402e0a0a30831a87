import type { ChatState, ContactState, WidgetSession } from '../headless/chat-state.js';
import { initialState } from '../headless/initial-state.js';
import type { ChatActions } from './chat-handle.js';
import { useStore, whole } from './use-store.js';
import { useChatHandle } from './widget-root.js';

/** What a chat shows, and what can be done with it. */
export interface UseChat extends ChatState, ChatActions {
  readonly session: WidgetSession | null;
  readonly contact: ContactState;
}

/** The whole chat; the component is drawn again with each change of it. */
export function useChat(): UseChat {
  const { chatState, sessionState, contactState, firstContact, actions } = useChatHandle();
  const state = useStore(chatState, initialState, whole);
  const session = useStore(sessionState, null, whole);
  const contact = useStore(contactState, firstContact, whole);
  return { ...state, session, contact, ...actions };
}

/** A part of what it shows, such as `(state) => state.loading`; drawn again when that part is another one. */
export const useChatState = <P>(part: (state: ChatState) => P): P =>
  useStore(useChatHandle().chatState, initialState, part);

/** What can be done with it; never a reason to be drawn again. */
export const useChatActions = (): ChatActions => useChatHandle().actions;
