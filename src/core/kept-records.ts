import type { ChatCommand } from '../protocol/commands.js';
import type { Attachment, Message } from '../protocol/message.js';
import { isPart } from '../protocol/part.js';
import type { Session } from '../protocol/session.js';
import {
  aFlag,
  aNumber,
  anId,
  anObject,
  anything,
  aString,
  aTime,
  having,
  listOf,
  maybe,
  oneOf,
  read,
  type Check,
  type Checks,
} from './checks.js';

/** A command that waits for its end. */
export interface KeptCommand {
  readonly command: ChatCommand;
  readonly sessionId: string;
  readonly createdAt: number;
  readonly attempts: number;
  readonly place: number;
  /** Its files were not stored yet. */
  readonly filesMissing?: boolean;
  /** It has no bubble. */
  readonly hidden?: boolean;
}
/** Who talks, and when they last did. */
export interface KeptSession {
  readonly session: Session;
  readonly lastActive: number;
  readonly launched: boolean;
  /** The visitor wants to keep it until they delete it. */
  readonly stays?: boolean;
}
/** A message and where it stands in the conversation. */
export interface KeptMessage {
  readonly message: Message;
  readonly place: number;
}
interface KeptDraft {
  readonly text: string;
}

/** Written into each record; a record with any other number is not read. */
const VERSION = 1;

const isBlob: Check = (value) => value instanceof Blob;
const strings = maybe(listOf(aString));
const aPermission = oneOf('email', 'phone', 'location', 'coarse-location', 'notification', 'list');
const anAction: Check = (value) => {
  const type: unknown = anObject(value) ? Reflect.get(value as object, 'type') : undefined;
  return typeof type === 'string' && Object.hasOwn(actions, type) && having(actions[type] as Checks<unknown>)(value);
};
const actions: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  reply: { label: aString, text: maybe(aString) },
  select: { label: aString, token: aString, tokens: strings },
  postback: { label: aString, data: aString },
  link: { label: aString, url: aString },
  call: { label: aString, phone: aString },
  schedule: { label: aString },
};
/** A kind's own fields are checked by its `accepts` before it is drawn, as those of any other message. */
const aPart: Check = (value) =>
  isPart(value) && having({ id: maybe(aString), text: maybe(aString), fallback: maybe(aString) })(value);

const attachment: Checks<Attachment> = {
  url: aString,
  type: maybe(aString),
  name: maybe(aString),
  size: maybe(aNumber),
  // What keeps JSON makes an empty object of a file.
  file: anything,
  state: maybe(oneOf('waiting', 'uploading', 'done', 'failed', 'cancelled')),
  progress: maybe(aNumber),
};
const message: Checks<Message> = {
  id: anId,
  author: oneOf('user', 'bot', 'agent', 'system'),
  parts: listOf(aPart),
  delivery: oneOf('pending', 'delivered', 'failed'),
  streaming: aFlag,
  createdAt: maybe(aTime),
  order: maybe(aNumber),
  name: maybe(aString),
  avatarUrl: maybe(aString),
  language: maybe(aString),
  suggestions: maybe(listOf(anAction)),
  attachments: maybe(listOf(having(attachment))),
  interrupted: maybe(aFlag),
  reason: maybe(aString),
};
const session: Checks<Session> = { id: anId, userId: aString, startedAt: aTime };

type Fields = { readonly [C in ChatCommand as C['type']]: Checks<Omit<C, 'type' | 'id'>> };
const commands: Fields = {
  launch: {},
  'send-message': { text: aString, attachments: maybe(listOf(having(attachment))), meta: maybe(anObject) },
  'select-option': { label: aString, token: aString, tokens: strings },
  'send-postback': { label: aString, data: aString },
  'submit-form': { name: aString, values: anObject },
  'answer-permission': { permission: aPermission, granted: aFlag, value: anything },
  'give-feedback': {
    messageId: maybe(aString),
    rating: maybe(oneOf('positive', 'negative')),
    score: maybe(aNumber),
    reason: maybe(aString),
  },
  'tool-result': { callId: aString, name: aString, result: anything, error: maybe(aString) },
  'report-action': {
    action: aString,
    referenceId: maybe(aString),
    url: maybe(aString),
    feedback: maybe(aString),
    detail: maybe(aString),
  },
  'share-contact': { contact: (value) => anObject(value) && Object.values(value as object).every(maybe(aString)) },
  'erase-data': {},
  'barge-in': { name: aString },
  'barge-out': {},
  restart: { session: having(session) },
  'end-session': { reason: aString },
};

/** A file that was kept comes back; one that was on its way has not arrived, and nobody sends it any more. */
function readAttachment(value: Attachment): Attachment {
  const { file, progress, ...rest } = read(attachment, value) ?? { url: '' };
  const cut = rest.state === 'waiting' || rest.state === 'uploading';
  return {
    ...rest,
    ...(cut ? { state: 'failed' } : progress === undefined ? {} : { progress }),
    ...(file && isBlob(file) ? { file } : {}),
  };
}

function readMessage(value: unknown): Message | undefined {
  const found = read(message, value);
  if (!found) return undefined;
  const { attachments, ...rest } = found;
  return {
    ...rest,
    ...(attachments ? { attachments: attachments.map(readAttachment) } : {}),
    // Nobody streams into a page that was left.
    ...(found.streaming ? { streaming: false, interrupted: true } : {}),
  };
}

function readCommand(value: unknown): ChatCommand | undefined {
  const envelope = read<{ type: string; id: string }>({ type: aString, id: anId }, value);
  if (!envelope || !Object.hasOwn(commands, envelope.type)) return undefined;
  const fields = read<object>(commands[envelope.type as ChatCommand['type']], value);
  if (!fields) return undefined;
  const command = { ...fields, ...envelope } as ChatCommand;
  return 'attachments' in command && command.attachments
    ? { ...command, attachments: command.attachments.map(readAttachment) }
    : command;
}

const keptCommand: Checks<KeptCommand> = {
  command: anObject,
  sessionId: aString,
  createdAt: aTime,
  attempts: aNumber,
  place: aNumber,
  filesMissing: maybe(aFlag),
  hidden: maybe(aFlag),
};

/** How each kind of record is read: `undefined` for one that is not whole, or of another version. */
export const readers = {
  session: (value: unknown): KeptSession | undefined =>
    read<KeptSession>({ session: having(session), lastActive: aTime, launched: aFlag, stays: maybe(aFlag) }, value),
  message: (value: unknown): KeptMessage | undefined => {
    const kept = read<KeptMessage>({ message: anObject, place: aNumber }, value);
    const whole = kept && readMessage(kept.message);
    return whole && { ...kept, message: whole };
  },
  command: (value: unknown): KeptCommand | undefined => {
    const kept = read(keptCommand, value);
    const whole = kept && readCommand(kept.command);
    return whole && { ...kept, command: whole };
  },
  draft: (value: unknown): KeptDraft | undefined => read<KeptDraft>({ text: aString }, value),
};

/** A record as it is written. */
export const sealed = <T extends object>(record: T): T & { readonly v: number } => ({ v: VERSION, ...record });

/** Reads what may be broken, hand-written or of another version. Never throws. */
export function unsealed<T>(reader: (value: unknown) => T | undefined, value: unknown): T | undefined {
  try {
    // Throws for what no record of ours holds: circles, and numbers that JSON has no word for.
    JSON.stringify(value);
    return anObject(value) && Reflect.get(value as object, 'v') === VERSION ? reader(value) : undefined;
  } catch {
    return undefined;
  }
}
