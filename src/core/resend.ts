import type { ChatError, ChatErrorCode, Outcome } from '../protocol/errors.js';

/** What is known after an attempt failed. */
export interface FailedAttempt {
  readonly error: ChatError;
  /** How often somebody answered, this time included, without taking the command. */
  readonly answered: number;
  /** Milliseconds since the first of those answers. */
  readonly age: number;
  /** A new token was fetched for this command already. */
  readonly renewed: boolean;
  /** The backend acts on the same id once, however often it comes. */
  readonly idempotent: boolean;
}
/** What to do about it. `reconcile`: find out whether it arrived, and otherwise leave it to the visitor. */
export type Verdict = 'again' | 'renew' | 'reconcile' | 'give-up';

const ATTEMPTS = 5;
const PATIENCE = 120_000;

/** The road is broken, not the message: it is kept until there is a road. */
const roadCodes: ReadonlySet<ChatErrorCode> = new Set(['offline', 'unreachable']);

/** A transport that does not say what became of the command is believed the least that its error allows. */
export const outcomeOf = ({ outcome, retryable }: ChatError): Outcome =>
  outcome ?? (retryable ? 'unknown' : 'rejected');

/** Only a transport that says what became of the command is believed that nobody was there. */
export const isRoad = ({ code, outcome }: ChatError): boolean => outcome !== undefined && roadCodes.has(code);

const worthAnother = ({ error, answered, age }: FailedAttempt, most: number): Verdict =>
  isRoad(error) || (answered < most && age < PATIENCE) ? 'again' : 'give-up';

const verdicts: Readonly<Record<Outcome, (attempt: FailedAttempt) => Verdict>> = {
  rejected: () => 'give-up',
  auth: ({ renewed }) => (renewed ? 'give-up' : 'renew'),
  'not-sent': (attempt) => worthAnother(attempt, Infinity),
  unknown: (attempt) => (attempt.idempotent ? worthAnother(attempt, ATTEMPTS) : 'reconcile'),
};

/** Whether a command that failed may be sent again without asking. Pure. */
export const judge = (attempt: FailedAttempt): Verdict =>
  attempt.error.code === 'aborted' ? 'give-up' : verdicts[outcomeOf(attempt.error)](attempt);

const CAP = 30_000;

/** Milliseconds until the next attempt: what the server asked for, else full jitter, `rand(0, min(30 s, base · 2^n))`. */
export const waitFor = ({ retryAfter }: ChatError, failures: number, base: number, random: () => number): number =>
  retryAfter ?? random() * Math.min(CAP, base * 2 ** failures);
