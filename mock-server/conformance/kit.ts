import type { Rule } from './rule.js';

/** The rules of each wire, by the widget's name of its transport. */
export const kit = {
  direct: async () => (await import('./rules/direct.js')).rules,
  websocket: async () => (await import('./rules/websocket.js')).rules,
  socketio: async () => (await import('./rules/socketio.js')).rules,
} satisfies Readonly<Record<string, () => Promise<readonly Rule[]>>>;

/** A transport that there are rules for. */
export type Wire = keyof typeof kit;
