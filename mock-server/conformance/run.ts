import { NotOffered, type Rule, type Target } from './rule.js';

/** Milliseconds that a rule has after its time to say what it was waiting for. */
const LAST_WORDS = 250;

/** What became of one rule. */
export interface Verdict {
  readonly rule: string;
  /** The rule in one sentence. */
  readonly says: string;
  readonly result: 'passed' | 'failed' | 'not offered';
  /** What was seen in its place. */
  readonly why?: string;
}

function sentence(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason);
  const { message, cause } = reason;
  return cause instanceof Error ? `${message} (${cause.message || cause.name})` : message || reason.name;
}

async function judge({ name, says, check }: Rule, target: Target, limit: number): Promise<Verdict> {
  const over = new AbortController();
  const told = { rule: name, says };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      over.abort();
      timer = setTimeout(() => reject(new Error(`It took longer than ${limit / 1000} seconds.`)), LAST_WORDS);
    }, limit);
  });
  try {
    await Promise.race([check({ target, signal: over.signal }), late]);
    return { ...told, result: 'passed' };
  } catch (reason) {
    const why = sentence(reason);
    return { ...told, result: reason instanceof NotOffered ? 'not offered' : 'failed', why };
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

/** Tries the rules one after the other, each for at most `limit` milliseconds. */
export async function* run(rules: readonly Rule[], target: Target, limit: number): AsyncGenerator<Verdict> {
  for (const rule of rules) yield await judge(rule, target, limit);
}
