import { createMockServer, type MockServer, type MockServerOptions } from '../adapters/node.js';
import { memoryStore, type Row } from '../store.js';
import { brainOf } from './brain-of.js';
import type { AnswerTurn } from './chat-turn.js';

/** A server of your own: everything the mock server takes, with your answers in place of its bot's. */
export interface ChatServerOptions extends Omit<MockServerOptions, 'brain' | 'control' | 'latency'> {
  readonly answer: AnswerTurn;
  /** What the bot says when a conversation begins, where the widget asks for that. */
  readonly greeting?: string;
  /**
   * Settings of the widget with the key `main`, which a page shows by `embed.js?key=main`; not with `db` or a `store`
   * that has widgets of its own. It speaks ChatBotKit's wire, the one that streams, unless told otherwise.
   */
  readonly widget?: Readonly<Record<string, unknown>>;
}

const main = (widget: ChatServerOptions['widget']): Row => ({
  botId: 'main',
  transport: 'chatbotkit',
  url: '/v1',
  widgetId: 'main',
  ...widget,
  id: 'main',
});

/**
 * Answers visitors by a function, on every wire that the widget speaks: the mock server with another brain, and without
 * its control door and its demos. What an account may do wants an `apiKey`; without one nobody has an account. Rejects
 * as `createMockServer` does.
 */
export function createChatServer({ answer, greeting, widget, ...options }: ChatServerOptions): Promise<MockServer> {
  const report = options.report ?? ((error: unknown) => console.error(error));
  const { store = memoryStore({}) } = options;
  if (options.db === undefined && store.all('widgets').length === 0) {
    store.put('widgets', main(widget));
    store.put('bots', { id: 'main' });
  }
  return createMockServer({
    ...options,
    store,
    control: false,
    brain: brainOf(answer, greeting, report),
  });
}
