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

const internal = new Problem(500, 'internal-error', 'The mock server broke. Its console says how.');

/** Any thrown value as the answer to the request that caused it. What is not a `Problem` is a bug and goes to `report`. */
export function refusal(thrown: unknown, report: (error: unknown) => void): Response {
  if (!(thrown instanceof Problem)) report(thrown);
  const { status, code, message, headers } = thrown instanceof Problem ? thrown : internal;
  return Response.json({ error: { code, message } }, { status, headers });
}
