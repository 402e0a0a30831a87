import { StrictMode, useEffect, useRef, useState, type FormEvent, type ReactNode, type Ref } from 'react';
import type { ChatWidgetElement } from 'chat-widget';
import {
  ChatWidget,
  useChat,
  useChatActions,
  useChatState,
  useConfigData,
  WidgetRoot,
  type ChatWidgetProps,
  type WidgetRootProps,
} from 'chat-widget/react';
import type { ChatState } from 'chat-widget/core';

/** How often each component was drawn. */
export const drawn: Record<string, number> = {};
const count = (name: string): void => void (drawn[name] = (drawn[name] ?? 0) + 1);

function Messages() {
  count('messages');
  const { messages, session, error } = useChat();
  return (
    <ol data-session={session?.id ?? 'none'} data-error={error.code ?? 'none'}>
      {messages.map((message) => (
        <li key={message.id} className={message.type}>
          {message.type === 'FROM_USER' ? message.content : message.data.message}
        </li>
      ))}
    </ol>
  );
}

const loadingOf = ({ loading }: ChatState) => loading;
function Loading() {
  count('loading');
  const { isLoading } = useChatState(loadingOf);
  return <output>{isLoading ? 'busy' : 'idle'}</output>;
}

function Composer() {
  count('composer');
  const { sendMessage, clearSession } = useChatActions();
  const [text, setText] = useState('');
  const say = (event: FormEvent) => {
    event.preventDefault();
    setText('');
    void sendMessage(text);
  };
  return (
    <form onSubmit={say}>
      <input aria-label="Message" value={text} onChange={({ target }) => setText(target.value)} />
      <button>Send</button>
      <button type="button" onClick={() => void clearSession()}>
        Clear
      </button>
    </form>
  );
}

function Language() {
  const { config, updateConfig } = useConfigData();
  return (
    <button lang={config.language} onClick={() => updateConfig({ language: 'de' })}>
      {config.language}
    </button>
  );
}

/** Speaks before its parents are mounted, as effects run from the inside out. */
function Eager({ says }: { readonly says: string }) {
  const { sendMessage } = useChatActions();
  const said = useRef(false);
  useEffect(() => {
    if (!said.current) void sendMessage(says);
    said.current = true;
  }, [says, sendMessage]);
  return null;
}

export interface AppProps extends Omit<WidgetRootProps, 'children'> {
  readonly says?: string;
}

/** A page that draws a chat of its own. */
export const App = ({ says, ...root }: AppProps): ReactNode => (
  <StrictMode>
    <WidgetRoot {...root}>
      <Messages />
      <Loading />
      <Composer />
      <Language />
      {says ? <Eager says={says} /> : null}
    </WidgetRoot>
  </StrictMode>
);

/** A page that has the element. */
export const WithElement = ({
  elementRef,
  ...props
}: ChatWidgetProps & { readonly elementRef?: Ref<ChatWidgetElement> }): ReactNode => (
  <StrictMode>
    <ChatWidget ref={elementRef} className="mine" id="chat" data-place="here" {...props} />
  </StrictMode>
);
