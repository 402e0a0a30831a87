import { fine, idle, type ChatState } from './chat-state.js';
import { notPolling } from './polling.js';

/** A chat in which nothing has been said. */
export const initialState: ChatState = {
  messages: [],
  keyboard: null,
  loading: idle,
  error: fine,
  polling: notPolling,
};
