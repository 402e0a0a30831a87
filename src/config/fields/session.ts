import { amount, doc, fence, oneOf, pageOnly, text, url } from '../field.js';

const HOUR = 3_600_000;

/** How long things are kept, and with whose leave. */
export const session = {
  sessionDuration: amount(HOUR, HOUR, doc`How long a session is kept after the last activity.`),
  persist: fence(
    oneOf(
      ['session', 'always', 'none'],
      'session',
      doc`How long the conversation survives reloads: until session-duration after the last activity, until erased, or not at all.`,
    ),
    'none',
    'counts as none',
  ),
  consent: pageOnly(
    fence(
      oneOf(['none', 'gate'], 'none', doc`With gate nothing is stored or sent before the visitor agrees.`),
      'gate',
      'counts as gate',
    ),
  ),
  consentText: pageOnly(
    text(doc`What the visitor is asked to agree to, in words of your own; a changed text asks again.`),
  ),
  privacyUrl: pageOnly(url(doc`Your privacy policy, linked where the visitor is asked to agree.`)),
};
