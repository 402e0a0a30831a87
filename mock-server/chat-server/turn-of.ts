import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Asked } from '../bot/brain.js';
import type { ChatTurn, Said } from './chat-turn.js';

type Words = { readonly [T in ChatCommand['type']]?: (command: Extract<ChatCommand, { type: T }>) => string };

/** What has to be answered, in the visitor's words. What is not here is only taken note of. */
const words: Words = {
  'send-message': ({ text }) => text,
  'select-option': ({ label, token }) => label || token,
  'send-postback': ({ label, data }) => label || data,
  'submit-form': ({ name, values }) =>
    [`${name}:`, ...Object.entries(values).map(([key, value]) => `- ${key}: ${String(value)}`)].join('\n'),
  'answer-permission': ({ permission, granted, value }) =>
    granted
      ? `${permission}: ${typeof value === 'string' ? value : JSON.stringify(value ?? true)}`
      : `no ${permission}`,
  'tool-result': ({ name, result, error }) =>
    error === undefined ? `${name}: ${JSON.stringify(result)}` : `${name} failed: ${error}`,
};

const saidOf = ({ transcript }: Asked): readonly Said[] =>
  transcript.flatMap(({ author, text }): readonly Said[] =>
    text === '' ? [] : [{ role: author === 'user' ? 'user' : 'assistant', text }],
  );

/** The turn that a command is; undefined for one that nobody answers. */
export function turnOf(asked: Asked): ChatTurn | undefined {
  const { command, sessionId, transport, signal } = asked;
  const say = words[command.type] as ((command: ChatCommand) => string) | undefined;
  if (!say) return undefined;
  const { attachments = [] } = command.type === 'send-message' ? command : {};
  const text = say(command);
  return { id: command.id, text, attachments, history: saidOf(asked), sessionId, transport, signal, command };
}
