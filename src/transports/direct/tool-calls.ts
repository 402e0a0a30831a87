import { recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { ChatEvent } from '../../protocol/events.js';

/** Our own addition to the wire: a display that calls a function of the page (PROTOCOL.md, “direct”). */
export const isToolCall = ({ type }: Untrusted): boolean => type === 'ChatTool';

/** The call as an event; without an id or a name it is none. `messageId` is what the same answer said. */
export function decodeToolCall({ id, name, input }: Untrusted, messageId: string | undefined): ChatEvent[] {
  const call = { id: textOf(id), name: textOf(name) };
  if (!call.id || !call.name) return [];
  const own = { id: call.id, name: call.name, input: recordOf(input) };
  return [{ type: 'tool-called', call: messageId === undefined ? own : { ...own, messageId } }];
}
