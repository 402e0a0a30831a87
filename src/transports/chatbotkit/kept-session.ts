import { numberOf, recordOf, textOf } from '../../net/untrusted.js';
import type { Shelf } from '../../protocol/transport.js';

/** What opens a conversation of the backend. */
export interface Pass {
  /** The session of the widget that it belongs to. */
  readonly session: string;
  readonly conversation: string;
  readonly token: string;
  /** Milliseconds since 1970, by the backend's clock. */
  readonly expiresAt?: number;
  /** What the backend calls the answers: pairs of our id and its own, the newest last. */
  readonly answers: readonly (readonly [string, string])[];
}

/** Answers that can still be judged. */
const MOST_ANSWERS = 50;
/** What fits into a header, and is no more than a token has to be. */
const tokenish = /^[\x21-\x7e]{1,8192}$/;

/** A pass from outside; `undefined` for what opens nothing. */
export function readPass(raw: unknown, session: string): Pass | undefined {
  const { conversationId, token, expiresAt, answers } = recordOf(raw);
  const [conversation, secret, end] = [textOf(conversationId), textOf(token), numberOf(expiresAt)];
  if (conversation === undefined || secret === undefined || !tokenish.test(secret)) return undefined;
  const pairs = (Array.isArray(answers) ? answers : []).flatMap((pair: unknown) => {
    const [ours, theirs] = (Array.isArray(pair) ? pair : []) as readonly unknown[];
    return typeof ours === 'string' && typeof theirs === 'string' ? [[ours, theirs] as const] : [];
  });
  return { session, conversation, token: secret, ...(end === undefined ? {} : { expiresAt: end }), answers: pairs };
}

/** With one more answer; the oldest are forgotten. */
export const withAnswer = (pass: Pass, ours: string, theirs: string): Pass => ({
  ...pass,
  answers: [...pass.answers.filter(([each]) => each !== ours), [ours, theirs] as const].slice(-MOST_ANSWERS),
});

/** The pass of this session that an earlier page, or another tab, left. */
export function takePass(shelf: Shelf | undefined, session: string): Pass | undefined {
  try {
    const kept: unknown = JSON.parse(shelf?.get('session') ?? 'null');
    return recordOf(kept).session === session ? readPass(kept, session) : undefined;
  } catch {
    return undefined;
  }
}

export function keepPass(shelf: Shelf | undefined, pass: Pass | undefined): void {
  if (!pass) return shelf?.put('session', undefined);
  const { conversation: conversationId, ...rest } = pass;
  shelf?.put('session', JSON.stringify({ ...rest, conversationId }));
}
