import { privacyControl } from '../platform/privacy-control.js';

/** How long things may be kept: for such visitors `always` is no longer than `session`. */
export const persistFor = <P extends string>(persist: P, controlled = privacyControl()): P | 'session' =>
  controlled && persist === 'always' ? 'session' : persist;
