import type { ChatCommand } from '../../protocol/commands.js';
import type { Attachment } from '../../protocol/message.js';
import type { Content } from './wire.js';

/** One message to the server, and the key it is known by when it comes back. */
export interface Piece {
  readonly key: string;
  readonly content: Content;
}

const kinds: readonly unknown[] = ['image', 'video', 'audio'];
type Kind = NonNullable<Content['attachment']>['type'];

const attached = ({ url, type }: Attachment): Content => {
  const kind = type?.split('/')[0];
  return { attachment: { type: kinds.includes(kind) ? (kind as Kind) : 'file', payload: { url } } };
};
const nothing = (): readonly Content[] => [];

type Encode<T extends ChatCommand['type']> = (command: Extract<ChatCommand, { type: T }>) => readonly Content[];

/** What Airy has no words for is left out; what it need not know is nothing. */
const encoders: { readonly [T in ChatCommand['type']]?: Encode<T> } = {
  'send-message': ({ text, attachments = [] }) => [
    ...(text.trim() ? [{ text }] : []),
    ...attachments.filter(({ url }) => url).map(attached),
  ],
  'select-option': ({ label, token }) => [{ text: label, postbackData: token }],
  'send-postback': ({ label, data }) => [{ text: label, postbackData: data }],
  launch: nothing,
  'report-action': nothing,
  'share-contact': nothing,
  'end-session': nothing,
};

/**
 * A command as the messages it is sent in: Airy has one for each file. The last one carries the id of the command, so
 * that where it is all others are, too. `undefined` for what Airy has no words for.
 */
export function encodeCommand(command: ChatCommand): readonly Piece[] | undefined {
  const encode = encoders[command.type] as Encode<ChatCommand['type']> | undefined;
  const contents = encode?.(command);
  return contents?.map((content, index) => {
    const left = contents.length - 1 - index;
    const key = left ? `${command.id}.${left}` : command.id;
    return { key, content: { ...content, clientMessageId: key } };
  });
}

/** The command that a key belongs to. */
export const commandOf = (key: string): string => key.replace(/\.\d+$/, '');
