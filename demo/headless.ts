import { createChat, createConfig, type ChatState } from 'chat-widget/core';
import { fateOf, paragraphsOf } from './read-words.js';

const config = createConfig({ transport: 'direct', url: `${location.origin}/stentor` });
const chat = createChat({ config });

function part<E extends HTMLElement>(selector: string, Kind: new () => E): E {
  const found = document.querySelector(selector);
  if (!(found instanceof Kind)) throw new Error(`The page has no ${selector}.`);
  return found;
}
const list = part('ol', HTMLOListElement);
const status = part('[role=status]', HTMLElement);
const alert = part('[role=alert]', HTMLElement);
const answers = part('.answers', HTMLElement);
const input = part('input', HTMLInputElement);

const made = (tag: string, text: string): HTMLElement =>
  Object.assign(document.createElement(tag), { textContent: text });

/** What did not change is the same object as before: its element stays. */
const drawn = new WeakMap<object, HTMLElement>();
function item(message: ChatState['messages'][number]): HTMLElement {
  const known = drawn.get(message);
  if (known) return known;
  const element = Object.assign(document.createElement('li'), { className: message.type });
  element.append(...paragraphsOf(message).map(({ kind, text }) => made(kind === 'quote' ? 'blockquote' : 'p', text)));
  const fate = fateOf(message);
  if (fate) element.append(made('small', fate));
  drawn.set(message, element);
  return element;
}

function draw({ messages, keyboard, loading, error }: ChatState): void {
  list.replaceChildren(...messages.map(item));
  status.textContent = loading.isLoading ? 'Northwind is writing…' : '';
  alert.hidden = !error.hasError;
  alert.textContent = error.hasError ? 'That did not work. Please try again.' : '';
  const buttons = (keyboard?.options ?? []).map((option) => {
    const button = made('button', option);
    button.onclick = () => void chat.sendMessage(option);
    return button;
  });
  answers.replaceChildren(...buttons);
  list.scrollTop = list.scrollHeight;
}
chat.chatState.subscribe(draw);
draw(chat.chatState.get());
void chat.createSession();

part('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void chat.sendMessage(input.value);
  input.value = '';
});
part('header button', HTMLButtonElement).addEventListener('click', () => void chat.recreateSession());
