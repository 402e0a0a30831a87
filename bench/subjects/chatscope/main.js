import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';
import { ChatContainer, MainContainer, Message, MessageInput, MessageList } from '@chatscope/chat-ui-kit-react';
import { memo, useReducer } from 'react';
import { createRoot } from 'react-dom/client';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { until } from '../dom.js';

const inside = (selector) => document.querySelector(`#chat ${selector}`);
const plugins = [remarkGfm];
const direction = { user: 'outgoing', bot: 'incoming' };

// Only what changed is parsed again.
const Words = memo(({ author, text }) =>
  author === 'user' ? text : <Markdown remarkPlugins={plugins}>{text}</Markdown>,
);

/** What is said: a message that is there already grows, which is always the last one. */
const say = (messages, message) =>
  messages.at(-1)?.id === message.id ? [...messages.slice(0, -1), message] : [...messages, message];

let tell;
let ids = 0;

function Chat({ said }) {
  const [messages, dispatch] = useReducer(say, said);
  tell = dispatch;
  return (
    <MainContainer>
      <ChatContainer>
        <MessageList>
          {messages.map(({ id, author, text }) => (
            <Message key={id} model={{ direction: direction[author], position: 'single' }}>
              <Message.CustomContent>
                <Words author={author} text={text} />
              </Message.CustomContent>
            </Message>
          ))}
        </MessageList>
        <MessageInput placeholder="Your message" />
      </ChatContainer>
    </MainContainer>
  );
}

const field = () => inside('.cs-message-input__content-editor');

window.subject = {
  name: '@chatscope/chat-ui-kit-react 2.1.1, react-markdown 10.1',
  async mount({ said = [] }) {
    const messages = said.map((each) => ({ id: ++ids, ...each }));
    createRoot(document.getElementById('chat')).render(<Chat said={messages} />);
    await until(field);
  },
  async composer() {
    field().focus();
    return field();
  },
  stream() {
    const id = ++ids;
    let text = '';
    return {
      write: (delta) => tell({ id, author: 'bot', text: (text += delta) }),
      end() {},
    };
  },
  append: (said) => tell({ id: ++ids, ...said }),
  scroller: () => inside('.cs-message-list__scroll-wrapper'),
  shown: () => inside('.cs-message-list').textContent,
};
