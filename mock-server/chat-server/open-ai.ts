import { createEventStreamReader } from '../../src/net/event-stream.js';
import type { AnswerTurn, ChatTurn } from './chat-turn.js';

/** Where a model answers in the way of OpenAI's chat completions. */
export interface OpenAIOptions {
  /** Up to and without `/chat/completions`: `https://api.openai.com/v1`, `http://localhost:11434/v1` … */
  readonly url: string;
  readonly model: string;
  /** Stays on this server. */
  readonly apiKey?: string;
  /** What the model is told first. */
  readonly instructions?: string;
  /** More of the request's own fields: `temperature`, `max_tokens` … */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fetch?: typeof globalThis.fetch;
}

interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

const messagesOf = ({ history, text }: ChatTurn, instructions: string | undefined): readonly Message[] => [
  ...(instructions === undefined ? [] : [{ role: 'system', content: instructions } as const]),
  ...history.map((said) => ({ role: said.role, content: said.text })),
  { role: 'user', content: text },
];

/** The words of one event; an event without any (a role, a usage count) has none. Throws for one that tells of an error. */
function wordsOf(data: string): string {
  const { choices, error } = JSON.parse(data) as {
    readonly choices?: readonly { readonly delta?: { readonly content?: unknown } }[];
    readonly error?: { readonly message?: unknown };
  };
  if (error) throw new Error(`The model failed: ${String(error.message)}`);
  const words = choices?.[0]?.delta?.content;
  return typeof words === 'string' ? words : '';
}

/** Answers by a model behind an OpenAI-compatible address, word by word. It throws where the model does not answer. */
export function openAI({
  url,
  model,
  apiKey,
  instructions,
  options,
  fetch = globalThis.fetch,
}: OpenAIOptions): AnswerTurn {
  return async function* (turn) {
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify({ ...options, model, stream: true, messages: messagesOf(turn, instructions) }),
      signal: turn.signal,
    });
    if (!response.ok || !response.body) throw new Error(`The model answered with status ${response.status}.`);
    const events = createEventStreamReader();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read())
        for (const { data } of events.read(decoder.decode(piece.value, { stream: true }))) {
          if (data === '[DONE]') return;
          const words = wordsOf(data);
          if (words) yield words;
        }
    } finally {
      void reader.cancel().catch(() => undefined);
    }
    throw new Error('The model stopped before it had finished.');
  };
}
