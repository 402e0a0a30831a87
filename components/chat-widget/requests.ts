import { ChatFeedbackGiven } from '../foundation/events/conversation-notices.js';
import type { Deeds, LaterRequest } from './deeds.js';

type DeedTable = { readonly [T in LaterRequest['type']]: (wish: Extract<LaterRequest, { type: T }>) => unknown };

const deedsOf = (widget: Deeds): DeedTable => ({
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
  'chat-feedback-request': ({ feedback }) => {
    widget.chat?.submit({ type: 'give-feedback', id: widget.chat.newId(), ...feedback });
    widget.dispatchEvent(new ChatFeedbackGiven(feedback));
  },
  'chat-tool-consent-request': ({ partId, allowed, always }) => widget.chat?.consentToTool(partId, allowed, always),
  'chat-language-request': ({ language }) => widget.setLanguage(language),
  'chat-maximize-request': ({ maximized }) => (maximized ? widget.maximize() : widget.minimize()),
});

/** Where a wish becomes a deed, but for the first ones. One that nobody has a deed for, or that was refused, is let be. */
export function fulfil(widget: Deeds, wish: Event): unknown {
  const deeds: Readonly<Record<string, (wish: never) => unknown>> = deedsOf(widget);
  return wish.defaultPrevented ? undefined : deeds[wish.type]?.(wish as never);
}
