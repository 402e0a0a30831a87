import 'deep-chat/dist/deepChat.bundle.js';

const role = { user: 'user', bot: 'ai' };
const message = ({ author, text }) => ({ role: role[author], text });

/** Deep Chat with one of its ways to stream. The visitor asks, and its `handler` answers, as its documentation has it. */
export function deepChat(name, stream) {
  let chat;
  let answer = () => {};
  const inside = (selector) => chat.shadowRoot.querySelector(selector);
  return {
    name,
    async mount({ said = [] }) {
      chat = document.createElement('deep-chat');
      chat.connect = { stream, handler: (_body, signals) => answer(signals) };
      if (said.length > 0) chat.history = said.map(message);
      chat.style.width = '400px';
      chat.style.height = '600px';
      await new Promise((done) => {
        chat.onComponentRender = () => done();
        document.getElementById('chat').append(chat);
      });
    },
    async composer() {
      chat.focusInput();
      return inside('#text-input');
    },
    stream() {
      const early = [];
      let signals;
      answer = (given) => {
        signals = given;
        signals.onOpen();
        for (const act of early) act();
      };
      const once = (act) => (signals ? act() : early.push(act));
      chat.submitUserMessage({ text: 'And then?' });
      return {
        write: (text) => once(() => signals.onResponse({ text })),
        end: () => once(() => signals.onClose()),
      };
    },
    append: (said) => chat.addMessage(message(said)),
    scroller: () => inside('#messages'),
    shown: () => inside('#messages').textContent,
  };
}
