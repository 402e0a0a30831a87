import type { ChatWidgetElement } from '../chat-widget.js';
import { addMessage } from '../page-messages.js';
import type { Snippet } from './snippet.js';

/** Names of ChatBotKit's events, and which of ours they are (PROTOCOL.md, “chatbotkit”). */
const events: Readonly<Record<string, readonly string[]>> = {
  'chat-ready': ['ready'],
  'chat-message-sent': ['item', 'send'],
  'chat-message-received': ['item', 'receive'],
  'chat-session-started': ['connect'],
  'chat-session-ended': ['disconnect'],
  'chat-conversation-restarted': ['onRestartConversation'],
};

declare global {
  interface Window {
    chatbotkitWidget?: { instance?: unknown; instancePromise?: Promise<unknown> };
    chatbotkitWidgetInit?: (widget: ChatWidgetElement) => void;
    chatbotkitWidgetConfiguration?: { readonly params?: Readonly<Record<string, unknown>> };
  }
}

const wordsOf = (message: ChatWidgetElement['messages'][number]) => ({
  type: message.author === 'user' ? 'user' : 'bot',
  text: message.parts.map((part) => ('text' in part ? part.text : '')).join(''),
});

/** The element in ChatBotKit's words, besides those that are ours, too. */
function speak(widget: ChatWidgetElement): void {
  Object.assign(widget, {
    readyPromise: widget.whenReady,
    initiateMessage: async ({ text }: { readonly text: string }) => {
      await widget.whenReady;
      if (widget.chat) addMessage(widget.chat, { text });
    },
    assignContact: (contact: NonNullable<ChatWidgetElement['contact']>) => void (widget.contact = contact),
  });
  Object.defineProperty(widget, 'notifications', {
    configurable: true,
    set(notices: Readonly<Record<string, { readonly text: string }>>) {
      void widget.whenReady.then(() => {
        for (const [id, { text }] of Object.entries(notices)) if (widget.chat) addMessage(widget.chat, { id, text });
      });
    },
  });
  for (const [ours, theirs] of Object.entries(events))
    widget.addEventListener(ours, (event) => {
      const message = 'message' in event ? (event.message as ChatWidgetElement['messages'][number]) : undefined;
      for (const type of theirs)
        widget.dispatchEvent(Object.assign(new Event(type), { data: message ? wordsOf(message) : {} }));
    });
}

/** The server that the script came from, unless the page names the vendor's `host`. */
export const chatbotkit: Snippet = {
  isHere: ({ dataset }) => dataset['widget'] !== undefined,
  dress(widget, { dataset, src }) {
    const { widget: widgetId = '', host, bartitle, boticon, session } = dataset;
    widget.config = {
      ...window.chatbotkitWidgetConfiguration?.params,
      transport: 'chatbotkit',
      widgetId,
      url: new URL('/v1', host ?? src).href,
      ...(bartitle ? { bartitle } : {}),
      ...(boticon ? { boticon } : {}),
      ...(session ? { session } : {}),
    };
    speak(widget);
    const known = (window.chatbotkitWidget ??= {});
    known.instance = widget;
    dispatchEvent(new Event('chatbotkitWidgetInit'));
    window.chatbotkitWidgetInit?.(widget);
  },
};
