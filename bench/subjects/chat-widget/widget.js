import { find, scrollerBelow, textOf, until } from '../dom.js';

const message = (id, { author, text }) => ({
  id,
  author,
  parts: [{ type: 'text', text }],
  delivery: 'delivered',
  streaming: false,
});

/**
 * The widget with a backend in the page; everything else is its default. How its code comes is the page's choice: the
 * classic script wants attributes of its own.
 */
export function widgetSubject(name, attributes = {}) {
  let emit = () => {};
  let element;
  let ids = 0;
  const make = ({ open, said = [] }) => {
    // A page that is slow to come has the element of its classic script by now.
    const own = document.querySelector('chat-widget');
    const widget = own && !own.transport?.open ? own : document.createElement('chat-widget');
    for (const [attribute, value] of Object.entries(attributes)) widget.setAttribute(attribute, value);
    widget.toggleAttribute('open', open);
    widget.transport = {
      capabilities: { idempotent: true, streaming: true, serverPush: true },
      async open(sink) {
        emit = sink;
        emit({ type: 'connection-changed', state: 'open' });
        if (said.length > 0)
          emit({ type: 'history-added', messages: said.map((each) => message(`said-${++ids}`, each)) });
      },
      async send() {},
      async close() {},
    };
    return document.body.appendChild(widget);
  };
  const field = () => find('chat-composer textarea', element) ?? find('textarea', element);
  const list = () => find('chat-message-list', element);

  return {
    name,
    launcher: true,
    async approach() {
      element = make({ open: false });
      await customElements.whenDefined('chat-widget');
      await element.whenReady;
      element.shadowRoot.querySelector('button').dispatchEvent(new PointerEvent('pointerenter'));
      // All of a conversation's code has come when the last of it can draw.
      await customElements.whenDefined('chat-text');
      await new Promise(requestAnimationFrame);
      element.remove();
      element = undefined;
    },
    async mount({ open, said }) {
      element = make({ open, said });
      await customElements.whenDefined('chat-widget');
      await element.whenReady;
      if (open) await until(field);
    },
    async composer() {
      const input = await until(field);
      input.focus();
      return input;
    },
    stream() {
      const id = `stream-${++ids}`;
      emit({ type: 'message-started', id, author: 'bot' });
      return {
        write: (delta) => emit({ type: 'text-delta', id, delta }),
        end: () => emit({ type: 'message-completed', id }),
      };
    },
    append: (said) => emit({ type: 'message-added', message: message(`said-${++ids}`, said) }),
    scroller: () => scrollerBelow(list()) ?? list(),
    shown: () => textOf(list()),
    async mountMany(count) {
      const widgets = Array.from({ length: count }, () => make({ open: false }));
      await customElements.whenDefined('chat-widget');
      await Promise.all(widgets.map((each) => each.whenReady));
    },
  };
}
