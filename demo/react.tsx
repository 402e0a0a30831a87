import { StrictMode, useState, type FormEvent } from 'react';
import { createRoot } from 'react-dom/client';
import { ChatWidget, useChat, WidgetRoot } from 'chat-widget/react';

/** A chat of the page's own, drawn from hooks. */
function Conversation() {
  const { messages, keyboard, loading, error, sendMessage, clearSession } = useChat();
  const [text, setText] = useState('');
  const say = (event: FormEvent) => {
    event.preventDefault();
    setText('');
    void sendMessage(text);
  };
  return (
    <section aria-label="A chat drawn by the page">
      <ol aria-live="polite">
        {messages.map((message) => (
          <li key={message.id} className={message.type}>
            {message.type === 'FROM_USER' ? message.content : (message.data.message ?? `[${message.component}]`)}
          </li>
        ))}
      </ol>
      {error.hasError && <p role="alert">{error.message}</p>}
      <p role="status">{loading.isLoading ? 'Northwind is writing…' : ' '}</p>
      {keyboard && (
        <p className="answers">
          {keyboard.options.map((option) => (
            <button key={option} onClick={() => void sendMessage(option)}>
              {option}
            </button>
          ))}
        </p>
      )}
      <form onSubmit={say}>
        <input aria-label="Message" value={text} onChange={({ target }) => setText(target.value)} />
        <button disabled={!text.trim()}>Send</button>
        <button type="button" onClick={() => void clearSession()}>
          Start over
        </button>
      </form>
    </section>
  );
}

const backend = { transport: 'direct', url: `${location.origin}/stentor` };

createRoot(document.querySelector('#root') ?? document.body).render(
  <StrictMode>
    <main>
      <h1>One backend, drawn twice</h1>
      <WidgetRoot options={backend}>
        <Conversation />
      </WidgetRoot>
      <ChatWidget {...backend} heading="Northwind" />
    </main>
  </StrictMode>,
);
