import type { ChatCommand } from '../../src/protocol/commands.js';

/** Whether the visitor is done with the conversation, by ending or by erasing it: no token of it is to count any more. */
export const isOver = (command: ChatCommand): boolean =>
  command.type === 'end-session' || (command.type === 'report-action' && command.action === 'ERASE_DATA');
