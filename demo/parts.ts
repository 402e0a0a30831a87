import 'chat-widget';
import type { ChatWidget } from 'chat-widget';
import { memoryTransport } from 'chat-widget/transports/memory';
import { examples } from '../mock-server/bot/examples.js';
import { poll, pollPart } from '../examples/plugins/poll/poll.plugin.js';
import { memoryBot } from '../mock-server/bot/memory-bot.js';
import { withOrigin } from '../mock-server/doors/media/origin.js';

const address = new URLSearchParams(location.search);
const wanted = address.get('only')?.split(',') ?? Object.keys(examples);

const widget = document.createElement('chat-widget') as ChatWidget;
widget.setAttribute('layout', 'inline');
widget.config = { heading: 'Northwind', subtitle: 'Every kind of content', attachments: true, tools: true };
widget.transport = memoryTransport(memoryBot);
// A kind of content of the page's own.
widget.plugins = [poll, poll.name];
// What the bot may do here, where the visitor lets it: say “call getPageTitle”.
widget.registerFunctions({
  getPageTitle: {
    title: 'Read the title of this page',
    description: 'The chat wants to know what this page is called.',
    handler: () => document.title,
  },
  getTime: { title: 'Look at the clock', consent: 'always', handler: () => new Date().toISOString() },
});

const place = document.querySelector<HTMLElement>('#place');
const kinds = document.querySelector('#kinds');
const form = document.querySelector<HTMLFormElement>('#controls');
place?.append(widget);

/** Says the example as the bot would after `show NAME`. */
function show(name: string): void {
  const example = Object.hasOwn(examples, name) ? examples[name] : undefined;
  if (!example) return;
  const { text = '', parts = [], suggestions } = withOrigin(example, location.origin);
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

/** An example and what shows it, in the list beside the chat. */
function offer(name: string, say: () => void): void {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.addEventListener('click', say);
  item.append(button);
  kinds?.append(item);
}
for (const name of Object.keys(examples)) offer(name, () => show(name));
const { example } = pollPart;
if (example) offer('poll (a plugin)', () => void widget.addMessage({ parts: [example] }));
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
