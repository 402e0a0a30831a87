/** Why a request is refused: becomes `{ error: { code, message } }`, never a stack trace. */
export class Problem extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** One word for programs, kebab-case. */
    readonly code: string,
    /** One sentence for the developer. */
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }
}

/** Whether the server's memory could not be reached: whoever asks again later may be luckier. */
export const isAway = (error: unknown): error is Problem => error instanceof Problem && error.code === 'store-away';

/** A refusal as the body of an answer. */
export type Wording = (problem: Problem) => object;

const ours: Wording = ({ code, message }) => ({ error: { code, message } });
const internal = new Problem(500, 'internal-error', 'The mock server broke. Its console says how.');

/**
 * Any thrown value as the answer to the request that caused it, in the words of its door. What is not a `Problem` is a bug
 * and goes to `report`.
 */
export function refusal(thrown: unknown, report: (error: unknown) => void, wording: Wording = ours): Response {
  if (!(thrown instanceof Problem)) report(thrown);
  const problem = thrown instanceof Problem ? thrown : internal;
  return Response.json(wording(problem), { status: problem.status, headers: problem.headers });
}
