export {
  createMockServer,
  mockMiddleware,
  type MockMiddleware,
  type MockServer,
  type MockServerOptions,
} from './adapters/node.js';
export type { Clock } from './clock.js';
export type { Fault } from './faults.js';
export type { LogEntry } from './request-log.js';
export { memoryStore, type Resources, type Store, type WidgetConfig } from './store.js';
