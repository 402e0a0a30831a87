import '@n8n/chat/style.css';
import { createChat } from '@n8n/chat';
import { until } from '../dom.js';

const webhook = 'https://n8n.invalid/webhook/chat';
const headers = { 'content-type': 'application/json' };
const line = (chunk) => new TextEncoder().encode(`${JSON.stringify(chunk)}\n`);
const inside = (selector) => document.querySelector(`#n8n-chat ${selector}`);

let history = [];
let answer;
let chat;

// The workflow behind the webhook, in the page: no network is measured.
const network = globalThis.fetch;
globalThis.fetch = async (url, request) => {
  if (url !== webhook) return network(url, request);
  const asked = JSON.parse(request.body);
  const body = asked.action === 'sendMessage' ? answer : JSON.stringify({ data: history });
  return new Response(body, { headers });
};

/** As the memory of a workflow gives it back. */
const remembered = ({ author, text }) => ({
  lc: 1,
  type: 'constructor',
  id: ['langchain_core', 'messages', author === 'user' ? 'HumanMessage' : 'AIMessage'],
  kwargs: { content: text, additional_kwargs: {} },
});

const there = (selector) => until(() => inside(selector));

window.subject = {
  name: '@n8n/chat 1.37.0',
  launcher: true,
  async mount({ open, said = [] }) {
    history = said.map(remembered);
    const app = createChat({ webhookUrl: webhook, enableStreaming: true });
    chat = app.config.globalProperties.$chat;
    const toggle = await there('.chat-window-toggle');
    if (!open) return;
    toggle.click();
    await there('textarea');
    if (said.length > 0) await there('.chat-message');
  },
  async composer() {
    const field = await there('textarea');
    field.focus();
    return field;
  },
  stream() {
    let answering;
    const metadata = { nodeId: 'agent', nodeName: 'AI Agent', timestamp: Date.now(), runIndex: 0, itemIndex: 0 };
    answer = new ReadableStream({ start: (controller) => (answering = controller) });
    void chat.sendMessage('And then?');
    answering.enqueue(line({ type: 'begin', metadata }));
    return {
      write: (content) => answering.enqueue(line({ type: 'item', content, metadata })),
      end() {
        answering.enqueue(line({ type: 'end', metadata }));
        answering.close();
      },
    };
  },
  append: ({ author: sender, text }) => chat.messages.value.push({ id: crypto.randomUUID(), text, sender }),
  scroller: () => inside('.chat-body'),
  shown: () => inside('.chat-messages-list').textContent,
  async mountMany(count) {
    for (let i = 0; i < count; i += 1)
      createChat({ webhookUrl: webhook, enableStreaming: true, target: `#n8n-chat-${i}` });
  },
};
