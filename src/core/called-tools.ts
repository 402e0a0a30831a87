import { toChatError, type ChatError } from '../protocol/errors.js';
import type { ToolCall } from '../protocol/tool.js';
import type { ToolHost } from './tool-host.js';
import type { Tools, ToolsOptions } from './tools.js';
import { shownCalls } from './unsettled-call.js';

export interface CalledToolsOptions extends Omit<ToolsOptions, 'host'> {
  readonly host: () => Promise<ToolHost>;
  /** Changes when the conversation does: a call of one that is gone is not made. */
  readonly conversation: () => unknown;
  readonly report: (error: ChatError) => void;
  readonly changed: () => void;
}

/** The page's functions that the backend calls. Most chats never need what calls them: it comes with the first call. */
export interface CalledTools {
  readonly call: (call: ToolCall) => Promise<void>;
  readonly running: () => boolean;
  /** The visitor's word, given here: also about what an earlier page asked. */
  readonly consent: (partId: string, allowed: boolean, always?: boolean) => void;
  /** Their word, given in another tab: it counts where the question was asked. */
  readonly heed: CalledTools['consent'];
  /** What a page that is gone left, is over; `leads`: this tab has just begun to lead, and questions are looked at, too. */
  readonly look: (leads: boolean) => void;
  readonly stop: () => void;
  readonly cancel: () => void;
}

export function createCalledTools(options: CalledToolsOptions): CalledTools {
  let loading: Promise<Tools | undefined> | undefined;
  let tools: Tools | undefined;

  async function fetchThem(): Promise<Tools | undefined> {
    try {
      const [{ createTools }, host] = await Promise.all([import('./tools.js'), options.host()]);
      tools = createTools({ ...options, host });
      tools.running.subscribe(options.changed);
    } catch (reason) {
      options.report(toChatError(reason));
      loading = undefined;
    }
    return tools;
  }
  // One promise for all: calls that come together keep their order.
  const load = (): Promise<Tools | undefined> => (loading ??= fetchThem());

  return {
    async call(call) {
      const mine = options.conversation();
      const loaded = await load();
      if (mine === options.conversation()) await loaded?.call(call);
    },
    running: () => (tools?.running.get() ?? 0) > 0,
    consent(...word) {
      if (!tools?.consent(...word)) void load().then((loaded) => loaded?.late(...word));
    },
    heed: (...word) => void tools?.heed(...word),
    look(leads) {
      if (shownCalls(options.messages()).length) void load().then((loaded) => loaded?.look(leads));
    },
    stop: () => tools?.stop(),
    cancel: () => tools?.cancel(),
  };
}
