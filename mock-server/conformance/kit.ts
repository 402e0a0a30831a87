import type { Rule } from './rule.js';

/** The rules of each wire, by the widget's name of its transport. */
export const kit = {
  direct: async () => (await import('./rules/direct.js')).rules,
  websocket: async () => (await import('./rules/websocket.js')).rules,
  socketio: async () => (await import('./rules/socketio.js')).rules,
  session: async () => (await import('./rules/session.js')).rules,
  chatbotkit: async () => (await import('./rules/chatbotkit.js')).rules,
  airy: async () => (await import('./rules/airy.js')).rules,
  opencx: async () => (await import('./rules/opencx.js')).rules,
} satisfies Readonly<Record<string, () => Promise<readonly Rule[]>>>;

/** A transport that there are rules for. */
export type Wire = keyof typeof kit;
