import type { Problem } from '../../problem.js';

/** A refusal in Hyponema's words: `{ detail }`. */
export const vendorError = ({ message }: Problem): object => ({ detail: message });
