const levels = { debug: 0, info: 1, warn: 2, error: 3 };

/** How much is said; each level includes those after it. */
export type LogLevel = keyof typeof levels;

/** Where the developer reads what happens. */
export interface Logger {
  readonly debug: (message: string, ...details: unknown[]) => void;
  readonly info: (message: string, ...details: unknown[]) => void;
  readonly warn: (message: string, ...details: unknown[]) => void;
  readonly error: (message: string, ...details: unknown[]) => void;
  readonly setLevel: (level: LogLevel) => void;
}
export interface LoggerOptions {
  readonly level?: LogLevel;
  readonly prefix?: string;
  readonly enabled?: boolean;
  /** The console unless given. */
  readonly sink?: Pick<Console, LogLevel>;
}

/** A logger that writes lines with a prefix, from a level on. */
export function createLogger({
  level = 'info',
  prefix = '[openCx]',
  enabled = true,
  sink = globalThis.console,
}: LoggerOptions = {}): Logger {
  let least = level;
  const at =
    (mine: LogLevel) =>
    (message: string, ...details: unknown[]): void => {
      if (enabled && levels[mine] >= levels[least]) sink[mine](`${prefix} ${message}`, ...details);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    setLevel: (next) => void (least = next),
  };
}
