import type { Problem } from '../../problem.js';

const codes: Readonly<Record<number, string>> = {
  401: 'NOT_AUTHENTICATED',
  402: 'NO_SUBSCRIPTION',
  403: 'NOT_AUTHORIZED',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'TOO_MANY_REQUESTS',
};

/** A refusal in ChatBotKit's words: `{ message, code }`. */
export const vendorError = ({ status, message }: Problem): object => ({
  message,
  code: codes[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR'),
});
