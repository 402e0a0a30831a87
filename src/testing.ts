/** For those who write a transport, or test a page that has a chat: no backend needed. */
export { memoryTransport, type MemoryServer } from './transports/memory/memory-transport.js';
export { itIsATransport } from './transports/transport.contract.js';
