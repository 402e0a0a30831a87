import { createHash } from 'node:crypto';
import { Problem } from '../problem.js';

/** Milliseconds that an answer of Redis may take. */
const PATIENCE = 5000;
/** Milliseconds between two attempts to reach it. */
const SOONEST = 50;
const LATEST = 1000;
/** Seconds after which it is worth asking again. */
const RETRY = '2';

/** What the owner of the server is told: once when Redis goes away, and once when it is back. */
export class StoreNotice extends Error {
  constructor(
    readonly code: 'store-away' | 'store-back',
    message: string,
  ) {
    super(`${code}: ${message}`);
    this.name = 'StoreNotice';
  }
}

/** A word of a command; bytes stay what they are. */
type Word = string | number | Uint8Array;

/** Redis, over two connections: one that asks, and one that hears. */
export interface Redis {
  /** Rejects with a `Problem` (503) while Redis is away. */
  readonly send: (...command: readonly Word[]) => Promise<unknown>;
  /** The same, for an answer that is bytes; undefined is that there are none. */
  readonly read: (...command: readonly Word[]) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Runs a script where the data is. */
  readonly run: (script: string, keys: readonly string[], values: readonly Word[]) => Promise<unknown>;
  /** Hears a channel. Returns the way to stop it. */
  readonly hear: (channel: string, listener: (text: string) => void) => () => void;
  /** Calls whenever something may have been said that was not heard. */
  readonly onReturn: (listener: () => void) => void;
  readonly close: () => Promise<void>;
}

const away = () =>
  new Problem(503, 'store-away', 'The server cannot look up conversations at the moment.', { 'retry-after': RETRY });

/** Why, without addresses and passwords. */
const reasonOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === 'string' ? code : String(name ?? 'unknown');
};

/** The client takes bytes of Node's kind alone. */
const wordOf = (word: Word): string | Buffer =>
  word instanceof Uint8Array ? Buffer.from(word.buffer, word.byteOffset, word.byteLength) : String(word);

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(away()), PATIENCE);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

const hashes = new Map<string, string>();
function hashOf(script: string): string {
  const hash = hashes.get(script) ?? createHash('sha1').update(script).digest('hex');
  hashes.set(script, hash);
  return hash;
}

/** Opens both connections, and again whenever they break. The client comes with the first: servers of one process do without. */
export function connect(url: string, report: (error: unknown) => void): Redis {
  const returns = new Set<() => void>();
  let isAway = false;
  let closed = false;

  const opened = (async () => {
    const { createClient, RESP_TYPES } = await import('@redis/client');
    const options = {
      url,
      socket: {
        connectTimeout: PATIENCE,
        reconnectStrategy: (retries: number) => Math.min(LATEST, SOONEST * 2 ** retries),
      },
    };
    const asking = createClient({ ...options, disableOfflineQueue: true });
    const hearing = createClient(options);
    let known = () => {};
    /** Whether it is there is not known before it has answered, or not. */
    const first = new Promise<void>((resolve) => (known = resolve));
    asking.on('ready', () => {
      known();
      if (isAway) report(new StoreNotice('store-back', 'Redis answers again.'));
      isAway = false;
    });
    asking.on('error', (error: unknown) => {
      known();
      if (isAway || closed) return;
      isAway = true;
      report(new StoreNotice('store-away', `Redis does not answer (${reasonOf(error)}). Visitors are asked to wait.`));
    });
    hearing.on('ready', () => returns.forEach((listener) => listener()));
    hearing.on('error', () => {});
    // They try for as long as it takes.
    asking.connect().catch(known);
    hearing.connect().catch(() => {});
    return { asking, hearing, first, asBytes: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } } };
  })();

  async function ask(command: readonly Word[], isForBytes: boolean): Promise<unknown> {
    const { asking, first, asBytes } = await opened;
    await inTime(first);
    if (!asking.isReady) throw away();
    return inTime(asking.sendCommand(command.map(wordOf), isForBytes ? asBytes : undefined));
  }
  const send = (...command: readonly Word[]): Promise<unknown> => ask(command, false);
  /** What Redis itself refuses is our mistake; all else is that it is not there. */
  const honest = async (answer: Promise<unknown>): Promise<unknown> =>
    answer.catch((error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      if (error instanceof Problem) throw error;
      throw name === 'ErrorReply' || name === 'SimpleError' ? new Error(`Redis refused: ${message}`) : away();
    });

  return {
    send: (...command) => honest(send(...command)),
    async read(...command) {
      const answer = await honest(ask(command, true));
      // The client's own memory may go on to something else.
      return answer instanceof Uint8Array ? new Uint8Array(answer) : undefined;
    },
    run: (script, keys, values) =>
      honest(
        send('EVALSHA', hashOf(script), keys.length, ...keys, ...values).catch((error: unknown) => {
          if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
          return send('EVAL', script, keys.length, ...keys, ...values);
        }),
      ),
    hear(channel, listener) {
      let over = false;
      const heard = (text: string) => over || listener(text);
      // What is asked for while it is away is asked when it is back.
      opened
        .then(({ hearing }) => hearing.subscribe(channel, heard))
        .catch((error: unknown) => closed || report(error));
      return () => {
        over = true;
        opened.then(({ hearing }) => hearing.unsubscribe(channel, heard)).catch(() => {});
      };
    },
    onReturn: (listener) => void returns.add(listener),
    async close() {
      closed = true;
      const { asking, hearing } = await opened;
      asking.destroy();
      hearing.destroy();
    },
  };
}
