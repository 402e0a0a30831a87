export {
  createMockServer,
  mockMiddleware,
  type MockMiddleware,
  type MockServer,
  type MockServerOptions,
} from './adapters/node.js';
export { createChatServer, type ChatServerOptions } from './chat-server/chat-server.js';
export type { AnswerTurn, Besides, ChatPiece, ChatTurn, Said } from './chat-server/chat-turn.js';
export { openAI, type OpenAIOptions } from './chat-server/open-ai.js';
export type { Clock } from './clock.js';
export type { ConnectionCount } from './connections.js';
export type { Fault } from './faults/fault.js';
export type { Files, StoredFile } from './files.js';
export type { Commit, Journal, Word } from './journal.js';
export type { LogEntry } from './request-log.js';
export { redisStore, type RedisStoreOptions } from './redis/redis-store.js';
export { memoryStore, type Kind, type Resources, type Row, type Store } from './store.js';
