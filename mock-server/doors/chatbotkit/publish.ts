import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { admitted, bodyOf, type Deed } from './call.js';
import { type Channels, readChannelMessage } from './channels.js';

/** What a function of the page says, over the channel that its own conversation waits at. */
export const publish =
  (backend: Backend, channels: Channels): Deed =>
  async (call) => {
    const { conversation } = await admitted(backend, call);
    const message = readChannelMessage(await bodyOf(call));
    const channel = call.req.param('channel') ?? '';
    if (!(await channels.publish(conversation, channel, message)))
      throw new Problem(404, 'unknown-channel', 'Nobody waits at that channel.');
    return call.json({ id: channel });
  };
