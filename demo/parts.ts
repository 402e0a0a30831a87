import 'chat-widget';
import type { ChatWidget } from 'chat-widget';
import { memoryTransport } from 'chat-widget/transports/memory';
import { examples } from '../mock-server/bot/examples.js';
import { memoryBot } from '../mock-server/bot/memory-bot.js';

const address = new URLSearchParams(location.search);
const wanted = address.get('only')?.split(',') ?? Object.keys(examples);

const widget = document.createElement('chat-widget') as ChatWidget;
widget.setAttribute('layout', 'inline');
widget.config = { heading: 'Northwind', subtitle: 'Every kind of content', attachments: true, tools: true };
widget.transport = memoryTransport(memoryBot);

const place = document.querySelector<HTMLElement>('#place');
const kinds = document.querySelector('#kinds');
const form = document.querySelector<HTMLFormElement>('#controls');
place?.append(widget);

/** Says the example as the bot would after `show NAME`. */
function show(name: string): void {
  const example = Object.hasOwn(examples, name) ? examples[name] : undefined;
  if (!example) return;
  const { text = '', parts = [], suggestions } = example;
  void widget.addMessage({
    parts: [{ type: 'text', text }, ...parts],
    ...(suggestions ? { suggestions } : {}),
  });
}

const changes: Readonly<Record<string, (value: string) => void>> = {
  width: (width) => place?.style.setProperty('--width', `${width}px`),
  scheme: (colorScheme) => (widget.config = { theme: { colorScheme } }),
  dir: (dir) => (document.documentElement.dir = dir),
};

for (const name of Object.keys(examples)) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.addEventListener('click', () => show(name));
  item.append(button);
  kinds?.append(item);
}
// What the address says, so that a state can be linked: ?only=form,carousel&scheme=dark&width=320
for (const [name, value] of address) {
  const control = form?.elements.namedItem(name);
  if (control instanceof HTMLSelectElement) control.value = value;
  changes[name]?.(value);
}
form?.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLSelectElement) changes[target.name]?.(target.value);
});
for (const name of wanted) show(name);
