import '@carbon/ai-chat/dist/es/web-components/cds-aichat-container/index.js';
import { find, textOf, until } from '../dom.js';

let ids = 0;
let instance;
const item = (text, more) => ({ response_type: 'text', text, ...more });
const response = (...generic) => ({ id: `response-${++ids}`, output: { generic } });
const request = (text) => ({ id: `request-${++ids}`, input: { text, message_type: 'text' } });
const remembered = ({ author, text }) => ({
  message: author === 'user' ? request(text) : response(item(text)),
  time: new Date().toISOString(),
});

/** The float that its documentation begins with, in its white theme as it wants for pages without Carbon. */
function add({ open, said, namespace }) {
  const chat = document.createElement('cds-aichat-container');
  chat.openChatByDefault = open;
  chat.injectCarbonTheme = 'white';
  if (namespace) chat.namespace = namespace;
  chat.messaging = {
    skipWelcome: true,
    customSendMessage: async () => {},
    ...(said ? { customLoadHistory: async () => said.map(remembered) } : {}),
  };
  return new Promise((done) => {
    chat.onAfterRender = done;
    document.body.append(chat);
  });
}

const field = () => find('[contenteditable="true"], textarea');

window.subject = {
  name: '@carbon/ai-chat 1.9.1',
  launcher: true,
  async mount(how) {
    instance = await add(how);
    await until(how.open ? field : () => find('cds-aichat-launcher, .cds-aichat--launcher__button'));
  },
  async composer() {
    instance.requestFocus();
    return until(field);
  },
  stream() {
    const message = response();
    const response_id = message.id;
    const streaming_metadata = { id: '1' };
    let text = '';
    return {
      write(delta) {
        text += delta;
        void instance.messaging.addMessageChunk({
          partial_item: item(delta, { streaming_metadata }),
          streaming_metadata: { response_id },
        });
      },
      end() {
        const complete_item = item(text, { streaming_metadata });
        void instance.messaging.addMessageChunk({ complete_item, streaming_metadata: { response_id } });
        message.output.generic = [complete_item];
        void instance.messaging.addMessageChunk({ final_response: message });
      },
    };
  },
  append: ({ author, text }) =>
    void (author === 'user' ? instance.send(text) : instance.messaging.addMessage(response(item(text)))),
  scroller: () => find('.cds-aichat--messages__wrapper'),
  // Without what it says to screen readers, which has the words as well.
  shown: () => textOf(find('.cds-aichat--messages')),
  async mountMany(count) {
    await Promise.all(Array.from({ length: count }, (_, i) => add({ open: false, namespace: `chat-${i}` })));
  },
};
