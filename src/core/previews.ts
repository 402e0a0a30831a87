import type { LinkPreview, Transport } from '../protocol/transport.js';

/** What is known about links: each is asked about once, however often it is said. */
export interface Previews {
  /** What the backend said; `null` when there is nothing to show, `undefined` while nobody knows. */
  readonly known: (link: string) => LinkPreview | null | undefined;
  /** Asks unless it is known, and settles when it is, or when the signal has aborted. Never rejects. */
  readonly ask: (link: string, signal: AbortSignal) => Promise<void>;
}

/** Requests at the same time. */
const PARALLEL = 2;
/** Answers that are kept; the oldest go. */
const KEPT = 500;

interface Question {
  readonly link: string;
  readonly controller: AbortController;
  readonly answered: Promise<void>;
  readonly settle: () => void;
  /** How many wait for the answer; when nobody does any more it is not asked. */
  asking: number;
}

function question(link: string): Question {
  let settle = (): void => undefined;
  const answered = new Promise<void>((resolve) => (settle = resolve));
  return { link, controller: new AbortController(), answered, settle, asking: 0 };
}

/** A memory of previews in front of `unfurl`. A failure is remembered as nothing: previews are no one's errand. */
export function createPreviews(unfurl: NonNullable<Transport['unfurl']>): Previews {
  const answers = new Map<string, LinkPreview | null>();
  const open = new Map<string, Question>();
  const waiting: Question[] = [];
  let running = 0;

  function remember(link: string, answer: LinkPreview | null): void {
    answers.set(link, answer);
    const [oldest] = answers.keys();
    if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
  }
  async function attempt(link: string, signal: AbortSignal): Promise<LinkPreview | undefined> {
    try {
      return await unfurl(link, signal);
    } catch {
      return undefined;
    }
  }
  async function put({ link, controller: { signal }, settle }: Question): Promise<void> {
    running += 1;
    // A transport that does not listen to its signal must not keep others waiting.
    const abandoned = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
    const answer = await Promise.race([attempt(link, signal), abandoned]);
    running -= 1;
    if (!signal.aborted) {
      open.delete(link);
      remember(link, answer ?? null);
    }
    settle();
    next();
  }
  function next(): void {
    while (running < PARALLEL) {
      const first = waiting.shift();
      if (!first) return;
      if (!first.controller.signal.aborted) void put(first);
    }
  }
  function leave(left: Question): void {
    left.asking -= 1;
    if (left.asking > 0 || answers.has(left.link)) return;
    open.delete(left.link);
    left.controller.abort();
    left.settle();
  }

  return {
    known: (link) => answers.get(link),
    ask(link, signal) {
      if (answers.has(link) || signal.aborted) return Promise.resolve();
      const asked = open.get(link) ?? question(link);
      asked.asking += 1;
      if (!open.has(link)) {
        open.set(link, asked);
        waiting.push(asked);
        next();
      }
      return new Promise((resolve) => {
        const stop = (): void => {
          leave(asked);
          resolve();
        };
        signal.addEventListener('abort', stop, { once: true });
        void asked.answered.then(() => {
          signal.removeEventListener('abort', stop);
          resolve();
        });
      });
    },
  };
}
