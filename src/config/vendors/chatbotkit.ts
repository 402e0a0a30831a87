import { always, words, type Row } from './vendor.js';

/** Attributes and query of the ChatBotKit loader. The names of its widget object are ours already. */
export const chatbotkit: readonly Row[] = [
  ['widget', 'widgetId'],
  ['widget', 'transport', always('chatbotkit')],
  ['session', 'persist', words({ none: 'none' })],
  ['bartitle', 'heading'],
  ['boticon', 'avatarUrl'],
];
