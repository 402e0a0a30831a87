/** The calls of one answer. */
export interface ChannelLine {
  /** The id of a call that waits in that channel; `undefined` when it is waited for already. */
  readonly called: (channel: string) => string | undefined;
  readonly dropped: (channel: string | undefined) => void;
  /** Told whether anybody waits for a function of the page. */
  readonly waits: (told: (waits: boolean) => void) => void;
  /** The answer is over: what nobody answered is given up. */
  readonly close: () => void;
}

/** Where the backend waits for the page's functions. */
export interface Channels {
  readonly open: () => ChannelLine;
  /** The channel of that call, once; `undefined` when nobody waits for it. */
  readonly take: (callId: string) => string | undefined;
  /** Nobody waits any more. */
  readonly clear: () => void;
}

/** `give` hears of the channels whose answer was over before their call was. */
export function createChannels(give: (channel: string) => void): Channels {
  /** By call: the same function may be called again in the same channel. */
  const calls = new Map<string, { readonly channel: string; readonly settle: () => void }>();
  let count = 0;
  return {
    open() {
      const own = new Set<string>();
      let tell: (waits: boolean) => void = () => {};
      function settle(call: string): void {
        calls.delete(call);
        own.delete(call);
        tell(own.size > 0);
      }
      const inChannel = (channel: string): string | undefined =>
        [...own].find((call) => calls.get(call)?.channel === channel);
      return {
        called(channel) {
          if (inChannel(channel) !== undefined) return undefined;
          count += 1;
          const call = `${channel}.${count}`;
          calls.set(call, { channel, settle: () => settle(call) });
          own.add(call);
          tell(true);
          return call;
        },
        dropped(channel) {
          const call = channel === undefined ? [...own][0] : inChannel(channel);
          if (call !== undefined) settle(call);
        },
        waits: (told) => void (tell = told),
        close() {
          tell = () => {};
          for (const call of [...own]) {
            const channel = calls.get(call)?.channel;
            settle(call);
            if (channel !== undefined) give(channel);
          }
        },
      };
    },
    take(call) {
      const known = calls.get(call);
      known?.settle();
      return known?.channel;
    },
    clear: () => calls.clear(),
  };
}
