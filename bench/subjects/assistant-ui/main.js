import {
  AssistantRuntimeProvider,
  ComposerPrimitive,
  MessagePrimitive,
  ThreadPrimitive,
  useLocalRuntime,
} from '@assistant-ui/react';
import { MarkdownTextPrimitive } from '@assistant-ui/react-markdown';
import { memo } from 'react';
import { createRoot } from 'react-dom/client';
import remarkGfm from 'remark-gfm';
import { until } from '../dom.js';
import './thread.css';

const inside = (selector) => document.querySelector(`#chat ${selector}`);
const role = { user: 'user', bot: 'assistant' };
const message = ({ author, text }) => ({ role: role[author], content: [{ type: 'text', text }] });

/** What the model says: a list that grows, and is read to its end. */
function words() {
  let text = '';
  let ended = false;
  let wake = () => {};
  return {
    write(delta) {
      text += delta;
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (let read = -1; !ended || read < text.length;) {
        if (read === text.length || (read < 0 && text === '')) await new Promise((more) => (wake = more));
        if (read === text.length) continue;
        read = text.length;
        yield { content: [{ type: 'text', text }] };
      }
    },
  };
}

let answer = words();
const model = {
  async *run() {
    yield* answer;
  },
};

const plugins = [remarkGfm];
const MarkdownText = memo(() => <MarkdownTextPrimitive remarkPlugins={plugins} />);
const markdown = { Text: MarkdownText };

const UserMessage = () => (
  <MessagePrimitive.Root className="message user">
    <MessagePrimitive.Parts />
  </MessagePrimitive.Root>
);
const AssistantMessage = () => (
  <MessagePrimitive.Root className="message">
    <MessagePrimitive.Parts components={markdown} />
  </MessagePrimitive.Root>
);

let runtime;
function Chat({ said }) {
  runtime = useLocalRuntime(model, { initialMessages: said });
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <ThreadPrimitive.Root className="thread">
        <ThreadPrimitive.Viewport className="viewport">
          <ThreadPrimitive.Messages>
            {({ message: { role: author } }) => (author === 'user' ? <UserMessage /> : <AssistantMessage />)}
          </ThreadPrimitive.Messages>
        </ThreadPrimitive.Viewport>
        <ComposerPrimitive.Root className="composer">
          <ComposerPrimitive.Input placeholder="Your message" rows={1} />
          <ComposerPrimitive.Send>Send</ComposerPrimitive.Send>
        </ComposerPrimitive.Root>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  );
}

window.subject = {
  name: '@assistant-ui/react 0.15.21',
  async mount({ said = [] }) {
    createRoot(document.getElementById('chat')).render(<Chat said={said.map(message)} />);
    await until(() => inside('textarea'));
  },
  async composer() {
    const field = inside('textarea');
    field.focus();
    return field;
  },
  stream() {
    answer = words();
    runtime.thread.append('And then?');
    return answer;
  },
  append: (said) => runtime.thread.append({ ...message(said), startRun: false }),
  scroller: () => inside('.viewport'),
  shown: () => inside('.viewport').textContent,
};
