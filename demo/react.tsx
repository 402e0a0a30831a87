import { StrictMode, useEffect, useRef, useState, type FormEvent } from 'react';
import { createRoot } from 'react-dom/client';
import { ChatWidget, useChat, WidgetRoot } from 'chat-widget/react';
import { fateOf, paragraphsOf } from './read-words.js';

/** A chat of the page's own, drawn from hooks. */
function Conversation() {
  const { messages, keyboard, loading, error, sendMessage, createSession, recreateSession } = useChat();
  const [text, setText] = useState('');
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => void createSession(), [createSession]);
  useEffect(() => void list.current?.scrollTo(0, list.current.scrollHeight), [messages, loading]);
  const say = (event: FormEvent) => {
    event.preventDefault();
    setText('');
    void sendMessage(text);
  };
  return (
    <section className="chat" aria-label="A chat drawn by the page">
      <header>
        <span className="face" aria-hidden="true">
          N
        </span>
        <strong>Northwind Guesthouse</strong>
        <button type="button" className="quiet" onClick={() => void recreateSession()}>
          Start over
        </button>
      </header>
      <ol ref={list} aria-live="polite">
        {messages.map((message) => (
          <li key={message.id} className={message.type}>
            {paragraphsOf(message).map(({ kind, text }, index) =>
              kind === 'quote' ? <blockquote key={index}>{text}</blockquote> : <p key={index}>{text}</p>,
            )}
            {fateOf(message) && <small>{fateOf(message)}</small>}
          </li>
        ))}
      </ol>
      <p role="status">{loading.isLoading && 'Northwind is writing…'}</p>
      {error.hasError && <p role="alert">That did not work. Please try again.</p>}
      <p className="answers">
        {keyboard?.options.map((option) => (
          <button key={option} onClick={() => void sendMessage(option)}>
            {option}
          </button>
        ))}
      </p>
      <form onSubmit={say}>
        <input
          aria-label="Message"
          placeholder="Ask about your stay"
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button disabled={!text.trim()}>Send</button>
      </form>
    </section>
  );
}

const backend = { transport: 'direct', url: `${location.origin}/stentor` };

createRoot(document.querySelector('#root') ?? document.body).render(
  <StrictMode>
    <main>
      <div className="about">
        <h1>One backend, drawn twice</h1>
        <p>
          On this page the hooks of <code>chat-widget/react</code> draw a chat of the page’s own. The bubble in the
          corner is <code>&lt;ChatWidget&gt;</code>, the whole widget as a component.
        </p>
      </div>
      <WidgetRoot options={backend}>
        <Conversation />
      </WidgetRoot>
      <ChatWidget {...backend} heading="Northwind" />
    </main>
  </StrictMode>,
);
