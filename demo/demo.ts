import 'chat-widget';
import type { ChatWidget } from 'chat-widget';
import { memoryTransport } from 'chat-widget/transports/memory';
import { memoryBot } from '../mock-server/bot/memory-bot.js';

const widget = document.querySelector<ChatWidget>('chat-widget');
const form = document.querySelector<HTMLFormElement>('#controls');
const place = document.querySelector('#place');

/** The languages of the chat, each by its own name. */
const languages = 'en ar de es fa fr he hi id it ja ko nl pl pt ru sv tr uk ur vi zh-Hans zh-Hant'.split(' ');
const ownName = (tag: string) => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
form
  ?.querySelector('[name=language]')
  ?.append(...languages.map((tag) => Object.assign(new Option(ownName(tag), tag), { lang: tag })));

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
  density: (density, chat) => (chat.config = { theme: { density } }),
  radius: (radius, chat) => (chat.config = { theme: { radius } }),
  dir: (dir) => (document.documentElement.dir = dir),
  language: (language, chat) => chat.setLanguage(language),
  sound: (on, chat) => (chat.config = { sound: !!on, titleNotice: !!on }),
  voice: (on, chat) => (chat.config = { voiceIn: !!on, voiceOut: !!on }),
  links: (on, chat) => (chat.config = { messageLinks: !!on }),
  begins: (how, chat) => chat.toggleAttribute('open', how === 'open'),
  peek: (text, chat) => (chat.config = { peek: { text, delay: 500 } }),
};

type Control = HTMLSelectElement | HTMLInputElement;
const isControl = (value: unknown): value is Control =>
  value instanceof HTMLSelectElement || value instanceof HTMLInputElement;
const isSwitch = (control: Control) => control.type === 'checkbox';
const valueOf = (control: Control) => (isSwitch(control) && !control.matches(':checked') ? '' : control.value);

function apply(control: Control): void {
  if (widget) changes[control.name]?.(valueOf(control), widget);
}

// What the address says, so that a state of the demo can be linked: ?layout=inline&scheme=dark
for (const [name, value] of new URLSearchParams(location.search)) {
  const control = form?.elements.namedItem(name);
  if (!isControl(control) || valueOf(control) === value) continue;
  if (control instanceof HTMLInputElement && isSwitch(control)) control.checked = value === 'on';
  else control.value = value;
  apply(control);
}
form?.addEventListener('change', ({ target }) => {
  if (isControl(target)) apply(target);
});
document.querySelector('#notify')?.addEventListener('click', async () => {
  await widget?.close();
  await widget?.notify({ text: 'Your room is ready from two o’clock.' });
});
