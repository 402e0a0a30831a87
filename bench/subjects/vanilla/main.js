// What can be had by hand: finished blocks are never touched again, one drawing a frame, far messages not laid out.
import { block, endOfBlock } from './markdown.js';

const style = document.createElement('style');
style.textContent = `
#chat { display: grid; grid-template-rows: 1fr auto; }
.list { overflow-y: auto; font: 15px/1.5 system-ui; }
.message { content-visibility: auto; contain-intrinsic-size: auto 80px; padding: 8px; }
.message > * { contain: content; }`;
const list = document.createElement('div');
list.className = 'list';
const field = document.createElement('textarea');

const toEnd = () => list.scrollTo(0, list.scrollHeight);

/** A message that takes more words. */
function begin() {
  const message = document.createElement('div');
  message.className = 'message';
  list.append(message);
  let open = '';
  let growing;
  let waiting = false;
  const draw = () => {
    waiting = false;
    for (let end = endOfBlock(open); end >= 0; end = endOfBlock(open)) {
      growing?.remove();
      growing = undefined;
      if (end > 0) message.append(block(open.slice(0, end)));
      open = open.slice(end).replace(/^\n+/, '');
    }
    if (!open) return;
    const next = block(open);
    if (growing) growing.replaceWith(next);
    else message.append(next);
    growing = next;
  };
  return {
    message,
    write(delta) {
      open += delta;
      if (!waiting)
        requestAnimationFrame(() => {
          draw();
          toEnd();
        });
      waiting = true;
    },
    draw,
    say(text) {
      open = text;
      draw();
    },
  };
}

window.subject = {
  name: 'reference: by hand',
  async mount({ said = [] }) {
    document.head.append(style);
    for (const { text } of said) begin().say(text);
    document.querySelector('#chat').append(list, field);
    toEnd();
  },
  async composer() {
    field.focus();
    return field;
  },
  stream() {
    const { write, draw } = begin();
    return { write, end: draw };
  },
  append({ text }) {
    begin().say(text);
    toEnd();
  },
  scroller: () => list,
  shown: () => list.textContent,
};
