import type { Platform } from '../platform/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import { toChatError, type ChatError } from '../protocol/errors.js';
import type { Emit } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import type { ToolCall } from '../protocol/tool.js';
import type { ToolHost } from './tool-host.js';
import type { createTools, Tools } from './tools.js';

export interface CalledToolsOptions {
  readonly host: () => Promise<ToolHost>;
  readonly platform: Platform;
  readonly receive: Emit;
  readonly message: (id: string) => Message | undefined;
  readonly answer: (command: ChatCommand) => void;
  /** Changes when the conversation does: a call of one that is gone is not made. */
  readonly conversation: () => unknown;
  readonly report: (error: ChatError) => void;
  readonly changed: () => void;
}

/** The page's functions that the backend calls. Most chats never need what calls them: it comes with the first call. */
export interface CalledTools {
  readonly call: (call: ToolCall) => Promise<void>;
  readonly running: () => boolean;
  readonly consent: Tools['consent'];
  readonly stop: () => void;
  readonly cancel: () => void;
}

export function createCalledTools(options: CalledToolsOptions): CalledTools {
  let code: Promise<readonly [{ readonly createTools: typeof createTools }, ToolHost]> | undefined;
  let tools: Tools | undefined;
  return {
    async call(call) {
      const mine = options.conversation();
      // One promise for all: calls that come together keep their order.
      code ??= Promise.all([import('./tools.js'), options.host()]);
      const loaded = await code.catch((reason: unknown) => options.report(toChatError(reason)));
      if (!loaded) code = undefined;
      if (!loaded || mine !== options.conversation()) return;
      if (!tools) {
        const [{ createTools }, host] = loaded;
        tools = createTools({ ...options, host });
        tools.running.subscribe(options.changed);
      }
      await tools.call(call);
    },
    running: () => (tools?.running.get() ?? 0) > 0,
    consent: (...word) => tools?.consent(...word),
    stop: () => tools?.stop(),
    cancel: () => tools?.cancel(),
  };
}
