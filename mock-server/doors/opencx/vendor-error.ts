import type { OpencxError } from '../../../src/transports/opencx/wire.js';
import type { Problem } from '../../problem.js';

const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
};

/** A refusal in OpenCX's words: `{ statusCode, message, error }`. */
export const vendorError = ({ status, message }: Problem): OpencxError => ({
  statusCode: status,
  message,
  error: phrases[status] ?? (status < 500 ? 'Bad Request' : 'Internal Server Error'),
});
