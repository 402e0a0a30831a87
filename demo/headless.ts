import { createChat, createConfig, type ChatState } from 'chat-widget/core';

const config = createConfig({ transport: 'direct', url: `${location.origin}/stentor` });
const chat = createChat({ config });

const part = (selector: string): HTMLElement => document.querySelector(selector) ?? document.body;
const made = (tag: string, text: string, className = ''): HTMLElement =>
  Object.assign(document.createElement(tag), { textContent: text, className });

function draw({ messages, keyboard, loading, error }: ChatState): void {
  part('ol').replaceChildren(
    ...messages.map((message) => {
      const words = message.type === 'FROM_USER' ? message.content : message.data.message;
      return made('li', words ?? (message.type === 'FROM_USER' ? '' : `[${message.component}]`), message.type);
    }),
  );
  part('[role=status]').textContent = loading.isLoading ? 'Northwind is writing…' : ' ';
  part('[role=alert]').hidden = !error.hasError;
  part('[role=alert]').textContent = error.message ?? '';
  part('.answers').replaceChildren(
    ...(keyboard?.options ?? []).map((option) => {
      const button = made('button', option);
      button.onclick = () => void chat.sendMessage(option);
      return button;
    }),
  );
}
chat.chatState.subscribe(draw);
draw(chat.chatState.get());

part('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = document.querySelector('input');
  if (!input) return;
  void chat.sendMessage(input.value);
  input.value = '';
});
