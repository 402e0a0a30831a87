import { present } from '../../net/untrusted.js';
import type { Contact } from '../../protocol/contact.js';
import type { Attachment } from '../../protocol/message.js';
import type { TransportOptions } from '../../protocol/transport.js';
import type { OpencxFile, OpencxSend } from './wire.js';

/** What the visitor says. */
export interface Said {
  /** The command's own id: the backend takes it once. */
  readonly id: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}

const filled = <T extends object>(fields: T): T | undefined => (Object.keys(fields).length ? fields : undefined);
const isSimple = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const simple = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => isSimple(value)));

/** The visitor's own fields, besides those that every wire knows. */
const extraOf = ({ name: _, email: __, phone: ___, ...extra }: Contact): Readonly<Record<string, unknown>> => extra;

/** What the page's own server said of the visitor, then what they said themselves. */
export const known = ({ contact }: TransportOptions, shared: Contact): Contact => ({
  ...shared,
  ...present({ ...contact?.() }),
});

/** Who the visitor is, for a backend that makes a contact of it. */
export function encodeContact(options: TransportOptions, shared: Contact): object {
  const { name, email } = known(options, shared);
  return present({
    email,
    non_verified_name: name,
    non_verified_custom_data: filled(simple(extraOf(shared))),
  });
}

const encodeFile = ({ url, name, type, size }: Attachment, id: string): OpencxFile => ({
  id,
  name: name ?? 'file',
  size: size ?? 0,
  type: type ?? 'application/octet-stream',
  url,
});

/** The body of `chat/send`. What the page adds to requests goes on to the calls that the bot makes (PROTOCOL.md). */
export function encodeSend(
  { id, text, attachments, meta }: Said,
  session: string,
  shared: Contact,
  options: TransportOptions,
): OpencxSend {
  const { token = '', headers, queryParams, bodyProperties, attributes, languages } = options;
  const { name, email, phone, avatarUrl } = known(options, shared);
  const attributed = attributes?.();
  const customData = filled({ ...attributed, ...extraOf(shared) });
  return {
    uuid: id,
    bot_token: token,
    session_id: session,
    content: text,
    headers: headers ?? {},
    query_params: queryParams ?? {},
    user: present({ email, name, phone, avatarUrl, customData }),
    ...present({
      body_properties: filled(bodyProperties ?? {}),
      language: languages?.()[0],
      custom_data: filled({ ...attributed, ...meta }),
      attachments: attachments?.length
        ? attachments.map((file, index) => encodeFile(file, `${id}.${index}`))
        : undefined,
    }),
  };
}
