import { addressOf } from '../../net/address.js';
import { present } from '../../net/untrusted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { encodeRequest, type RequestContext } from '../direct/encode.js';
import type { ChatMessageRequest, Visitor } from './wire.js';

/** Where to dial: what stands after the host is a namespace of socket.io's. */
export function ioAddress(options: TransportOptions): URL {
  const address = addressOf(options, ['ws:', 'wss:', 'http:', 'https:']);
  address.protocol = address.protocol.replace('http', 'ws');
  return address;
}

/** Who the visitor is, as far as it is known. */
export function encodeVisitor(
  { contact, attributes }: TransportOptions,
  known: { readonly userId: string; readonly token: string; readonly accessToken: string | undefined },
): Visitor {
  const { name, email, avatarUrl } = contact?.() ?? {};
  return {
    ...present({ ...known, name, displayName: name, email, avatarPath: avatarUrl, attributes: attributes?.() }),
    userId: known.userId,
  };
}

/** A command as a chat message: words as they are, everything else as a stentor request. `undefined` where it has none. */
export function encodeMessage(
  command: ChatCommand,
  context: RequestContext,
  user: Visitor,
): ChatMessageRequest | undefined {
  const request = encodeRequest(command, context);
  if (!request) return undefined;
  const { attributes } = request;
  const said = { timestamp: context.now, user, ...present({ attributes }) };
  if (command.type === 'send-message' && !command.attachments?.length)
    return { type: 'msg', msg: command.text, ...said };
  return { type: 'custom', payload: JSON.stringify(request), ...said };
}
