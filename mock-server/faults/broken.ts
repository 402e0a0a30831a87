const resets = new WeakSet<Response>();

/** Thrown by a body whose connection is to be reset, not just ended. */
export class ConnectionReset extends Error {
  constructor() {
    super('The connection was reset on purpose.');
  }
}

/** A connection that ends without an answer; with `reset` it is reset. */
export function broken({ reset = false }: { readonly reset?: boolean | undefined } = {}): Response {
  const answer = Response.error();
  if (reset) resets.add(answer);
  return answer;
}

/** Whether the connection of this answer is to be reset. */
export const isReset = (answer: Response): boolean => resets.has(answer);
