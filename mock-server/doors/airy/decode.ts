import type { ChatCommand } from '../../../src/protocol/commands.js';
import { Problem } from '../../problem.js';
import { isObject, type JsonObject } from '../json.js';
import type { Channel } from './channels.js';

const LONGEST_TEXT = 32 * 1024;
const LONGEST_KEY = 200;

const bad = (message: string): Problem => new Problem(400, 'bad-request', message);

/** What the visitor sends. The second generation takes any object and keeps it as it is, the first one texts alone. */
export function readContent({ message }: JsonObject, { generation }: Channel): JsonObject {
  if (!isObject(message)) throw bad('“message” has to be an object.');
  const { text } = message;
  if (generation === 'first') {
    if (typeof text !== 'string' || text.trim() === '') throw bad('“message.text” has to be a text.');
    return { text, type: 'text' };
  }
  if (text !== undefined && (typeof text !== 'string' || text.length > LONGEST_TEXT))
    throw bad(`“message.text” is a text of at most ${LONGEST_TEXT} characters.`);
  return message;
}

function attachmentsOf({ attachment }: JsonObject) {
  if (!isObject(attachment) || !isObject(attachment['payload'])) return {};
  const { url } = attachment['payload'];
  return typeof url === 'string' ? { attachments: [{ url }] } : {};
}

/** A content as what the bot hears. A tap whose words are its data is as good as said. */
export function commandOf(content: JsonObject): ChatCommand {
  const { text, postbackData, clientMessageId } = content;
  const isKey = typeof clientMessageId === 'string' && clientMessageId !== '' && clientMessageId.length <= LONGEST_KEY;
  const id = isKey ? clientMessageId : crypto.randomUUID();
  const words = typeof text === 'string' ? text : '';
  if (typeof postbackData === 'string' && postbackData !== words)
    return { type: 'send-postback', id, label: words, data: postbackData };
  return { type: 'send-message', id, text: words, ...attachmentsOf(content) };
}
