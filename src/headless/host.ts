import { defaultPlatform, type Platform as Machine } from '../platform/platform.js';
import type { TransportSeams } from '../protocol/transport.js';
import type { HostStorage } from './host-storage.js';
import { createLogger, type Logger, type LoggerOptions } from './logger.js';

/**
 * What a host brings: a browser needs to bring nothing, React Native and Node what they have in its place. Whatever is
 * missing is that of the browser, where there is one.
 */
export interface Platform extends Partial<Machine>, Pick<TransportSeams, 'fetch' | 'webSocket'> {
  readonly env?: { readonly platform: 'web' | 'mobile' | (string & {}) };
  /** Where a session outlives the page or the app. */
  readonly storage?: HostStorage;
  /** A logger, or what to make one of. Without one, warnings go to the console and nothing else is said. */
  readonly logger?: Logger | LoggerOptions;
  /** Called with the file of the settings, where one is set. */
  readonly audio?: { readonly playNotification: (file?: string) => unknown };
}

/** The host's logger, if it has one. */
export const loggerOf = ({ logger }: Platform): Logger | undefined =>
  logger && ('debug' in logger ? logger : createLogger(logger));

/** Its methods may need their owner. */
function taken<K extends keyof Machine>(host: Platform, key: K): Machine[K] {
  const given: unknown = host[key] ?? defaultPlatform[key];
  return (typeof given === 'function' ? given.bind(host) : given) as Machine[K];
}

/** Time, chance, ids and attention: the host's, or the browser's own. */
export function machineOf(host: Platform): Machine {
  const logger = loggerOf(host);
  return {
    now: taken(host, 'now'),
    elapsed: taken(host, 'elapsed'),
    after: taken(host, 'after'),
    random: taken(host, 'random'),
    newId: taken(host, 'newId'),
    attention: taken(host, 'attention'),
    warn:
      logger && !host.warn
        ? (code, sentence, ...detail) => logger.warn(`${code}: ${sentence}`, ...detail)
        : taken(host, 'warn'),
  };
}

/** The same for a transport. */
export function seamsOf(host: Platform): TransportSeams {
  const { now, elapsed, after, random } = machineOf(host);
  return {
    now,
    elapsed,
    random,
    ...(host.after
      ? { setTimeout: (callback, ms) => after(ms, callback), clearTimeout: (undo: () => void) => undo() }
      : {}),
    ...(host.fetch ? { fetch: host.fetch } : {}),
    ...(host.webSocket ? { webSocket: host.webSocket } : {}),
  };
}
