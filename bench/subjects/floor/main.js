// A page without a chat: what the page, the browser and the harness cost by themselves.
let said = '';
const field = document.createElement('textarea');

window.subject = {
  name: 'floor: nothing drawn',
  launcher: true,
  async mount({ said: before = [] }) {
    said = before.map(({ text }) => text).join('\n');
  },
  async composer() {
    document.querySelector('#chat').append(field);
    field.focus();
    return field;
  },
  stream: () => ({ write: (delta) => (said += delta), end() {} }),
  append: ({ text }) => (said += `\n${text}`),
  scroller: () => document.scrollingElement,
  shown: () => said,
  async mountMany() {},
};
