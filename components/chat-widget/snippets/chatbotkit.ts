import type { ChatWidgetElement } from '../chat-widget.js';
import type { Snippet } from './snippet.js';

type Message = ChatWidgetElement['messages'][number];

/** Our events, and what ChatBotKit calls them. */
const events: Readonly<Record<string, readonly string[]>> = {
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

const wordsOf = ({ author, parts }: Message) => ({
  type: author === 'user' ? 'user' : 'bot',
  text: parts.map((part) => ('text' in part && typeof part.text === 'string' ? part.text : '')).join(''),
});

const tell = (widget: ChatWidgetElement, type: string, data: object): void =>
  void widget.dispatchEvent(Object.assign(new Event(type), { data }));

/** Attributes of the vendor's own element, in the place of which ours comes. */
function placeOf(widget: ChatWidgetElement): Record<string, string> {
  const element = document.querySelector('chatbotkit-widget');
  if (!element) return {};
  if (!element.contains(widget)) element.append(widget);
  return Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name, value]));
}

/** `data-widget`, or `<chatbotkit-widget widget>`. The server that the script came from, unless the page names a `host`. */
export const chatbotkit: Snippet = {
  isHere: ({ dataset }) =>
    dataset['widget'] !== undefined || document.querySelector('chatbotkit-widget[widget]') !== null,
  dress(widget, { dataset, src }) {
    const params = { ...window.chatbotkitWidgetConfiguration?.params, ...dataset, ...placeOf(widget) };
    const { widget: widgetId, host, ...settings } = params as Readonly<Record<string, unknown>>;
    const open = 'open' in settings ? { open: !['false', false].some((no) => no === settings['open']) } : {};
    const base = typeof host === 'string' && host ? host : src;
    widget.config = {
      ...settings,
      ...open,
      transport: 'chatbotkit',
      widgetId,
      url: new URL('/v1', base).href,
    };
  },
  speak(widget) {
    const { whenReady } = widget;
    Object.assign(widget, {
      ready: false,
      readyPromise: whenReady,
      initiateMessage: ({ text }: { readonly text: string }) => widget.addMessage({ text }),
      assignContact: (contact: NonNullable<ChatWidgetElement['contact']>) => void (widget.contact = contact),
    });
    Object.defineProperty(widget, 'notifications', {
      configurable: true,
      set(notices: Readonly<Record<string, { readonly text: string }>>) {
        for (const [id, { text }] of Object.entries(notices)) void widget.notify({ id, text });
      },
    });
    for (const [ours, theirs] of Object.entries(events))
      widget.addEventListener(ours, (event) => {
        const data = 'message' in event ? wordsOf(event.message as Message) : {};
        for (const type of theirs) tell(widget, type, data);
      });
    void whenReady.then(() => {
      Object.assign(widget, { ready: true });
      tell(widget, 'ready', {});
    });
    (window.chatbotkitWidget ??= {}).instance = widget;
    dispatchEvent(new Event('chatbotkitWidgetInit'));
    window.chatbotkitWidgetInit?.(widget);
  },
};
