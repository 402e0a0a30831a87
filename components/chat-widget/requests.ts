import type { ChatCloseRequest, ChatOpenRequest, ChatRequest } from '../foundation/events/requests.js';
import { ChatFeedbackGiven } from '../foundation/events/conversation-notices.js';
import type { Deeds, FirstRequest } from './first-requests.js';

/** Opening and closing are the launcher's own business: it is there before all this. */
type PanelRequest = Exclude<ChatRequest, ChatOpenRequest | ChatCloseRequest | FirstRequest>;
type DeedTable = { readonly [T in PanelRequest['type']]: (wish: Extract<PanelRequest, { type: T }>) => unknown };

/** Where a wish becomes a deed, but for the first ones. */
export const deedsOf = (widget: Deeds): DeedTable => ({
  'chat-link-request': () => undefined, // The browser follows a link that nobody refused.
  'chat-upload-request': () => undefined, // The composer uploads what nobody refused.
  'chat-restart-request': () => widget.restartConversation(),
  'chat-retry-request': ({ messageId }) => (messageId ? widget.chat?.retry(messageId) : widget.chat?.open()),
  'chat-remove-request': ({ messageId }) => widget.chat?.remove(messageId),
  'chat-export-request': ({ format }) => widget.exportConversation({ format, download: true }),
  'chat-erase-request': () => widget.eraseData(),
  'chat-permission-request': ({ permission, granted, label, value }) =>
    widget.chat?.submit(
      { type: 'answer-permission', id: widget.chat.newId(), permission, granted, ...(value ? { value } : {}) },
      label,
    ),
  'chat-form-submit-request': ({ name, values, label }) =>
    widget.chat?.submit({ type: 'submit-form', id: widget.chat.newId(), name, values }, label),
  'chat-contact-submit-request': () => undefined, // Who asked takes what nobody refused.
  'chat-feedback-request': ({ feedback }) => {
    widget.chat?.submit({ type: 'give-feedback', id: widget.chat.newId(), ...feedback });
    widget.dispatchEvent(new ChatFeedbackGiven(feedback));
  },
  'chat-tool-consent-request': ({ partId, allowed, always }) => widget.chat?.consentToTool(partId, allowed, always),
  'chat-tool-request': () => undefined, // The conversation calls what nobody refused.
  'chat-language-request': ({ language }) => widget.setLanguage(language),
  'chat-maximize-request': ({ maximized }) => (maximized ? widget.maximize() : widget.minimize()),
});
