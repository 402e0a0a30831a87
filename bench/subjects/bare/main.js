// The least that can be called a chat: a box that scrolls, a field, and each message's source as text.
const box = document.createElement('div');
box.style.cssText = 'height: 540px; overflow-y: auto; white-space: pre-wrap; overflow-anchor: none;';
const field = document.createElement('textarea');

function add({ text }) {
  const message = document.createElement('div');
  message.textContent = text;
  box.append(message);
  return message;
}
const toEnd = () => (box.scrollTop = box.scrollHeight);

window.subject = {
  name: 'reference: bare div and text',
  async mount({ said = [] }) {
    said.forEach(add);
    document.querySelector('#chat').append(box, field);
    toEnd();
  },
  async composer() {
    field.focus();
    return field;
  },
  stream() {
    const words = add({ text: '' }).appendChild(new Text());
    return {
      write(delta) {
        words.appendData(delta);
        toEnd();
      },
      end() {},
    };
  },
  append(said) {
    add(said);
    toEnd();
  },
  scroller: () => box,
  shown: () => box.textContent,
};
