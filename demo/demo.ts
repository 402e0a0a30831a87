import 'chat-widget';
import type { ChatWidget } from 'chat-widget';
import { memoryTransport } from 'chat-widget/transports/memory';
import { memoryBot } from '../mock-server/bot/memory-bot.js';

const widget = document.querySelector<ChatWidget>('chat-widget');
const form = document.querySelector<HTMLFormElement>('#controls');
const place = document.querySelector('#place');

type Change = (value: string, widget: ChatWidget) => void;
const changes: Readonly<Record<string, Change>> = {
  layout: (layout, chat) => {
    (layout === 'inline' ? place : document.body)?.append(chat);
    chat.setAttribute('layout', layout);
  },
  transport: (name, chat) => {
    if (name === 'memory') {
      chat.transport = memoryTransport(memoryBot);
      return;
    }
    chat.setAttribute('url', name === 'websocket' ? '/stentor/ws' : '/stentor');
    chat.setAttribute('transport', name);
    chat.transport = name;
  },
  scheme: (colorScheme, chat) => (chat.config = { theme: { colorScheme } }),
  colour: (primaryColor, chat) => (chat.config = { theme: { primaryColor } }),
  dir: (dir) => (document.documentElement.dir = dir),
};

function apply(name: string, value: string): void {
  if (widget) changes[name]?.(value, widget);
}

// What the address says, so that a state of the demo can be linked: ?layout=inline&scheme=dark
for (const [name, value] of new URLSearchParams(location.search)) {
  const control = form?.elements.namedItem(name);
  if (!(control instanceof HTMLSelectElement || control instanceof HTMLInputElement)) continue;
  control.value = value;
  apply(name, value);
}
form?.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) apply(target.name, target.value);
});
