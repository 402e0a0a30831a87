import { INPUT_UNKNOWN_ID, INPUT_UNKNOWN_REQUEST_TYPE, INTENT_REQUEST_TYPE } from 'stentor';

/** What a visitor may say, and the intent it means. The first match wins. */
const INTENTS = [
  { intentId: 'OpeningHours', pattern: /\b(hours?|open|opening|close|closed)\b/i },
  { intentId: 'Menu', pattern: /\b(menu|breads?|fresh|order)\b/i },
  // Stentor's own: the runtime says its last answer again.
  { intentId: 'RepeatIntent', pattern: /\b(repeat|again|pardon)\b/i },
];

/**
 * Turns text into an intent by keywords. A widget sends every text with the intent `NLU_RESULT_PLACEHOLDER`; the runtime
 * asks this service and lays its answer over the request.
 *
 * @type {NonNullable<import('stentor').Channel['nlu']>}
 */
export const keywordNlu = {
  async query(text) {
    const match = INTENTS.find(({ pattern }) => pattern.test(text));
    return match
      ? { type: INTENT_REQUEST_TYPE, intentId: match.intentId, matchConfidence: 1 }
      : { type: INPUT_UNKNOWN_REQUEST_TYPE, intentId: INPUT_UNKNOWN_ID };
  },
};
