import type { CallEnd } from '../../../protocol/voice.js';

/** A call cannot go on, and why. */
export class CallFailure extends Error {
  constructor(
    readonly end: CallEnd,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CallFailure';
  }
}
