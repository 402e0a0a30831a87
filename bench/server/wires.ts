import { bySocket } from './by-socket.js';
import { byEvents, byLines } from './by-stream.js';

/** The wires that the load comes by; `open` waits until all are there. */
export const wires = { websocket: bySocket, 'json-lines': byLines, 'server-sent events': byEvents };
export type Wire = keyof typeof wires;
