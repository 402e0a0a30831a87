import { fields, otherNames } from './config.js';
import type { Raw } from './plain.js';

/** Not settings of their own, but nothing to look up either. */
const ours = ['blueprint', 'disabled', ...Object.values(otherNames)];

/** A setting of ours. What `bot` says of name and picture are settings too, worded as other products have it. */
export const isOurs = (name: string): boolean => name !== 'bot' && (Object.hasOwn(fields, name) || ours.includes(name));

/**
 * The same settings with the names of other products in ours: those of ChatBotKit, OpenCX, XAPP and Airy. Their tables
 * load only where a key is not one of ours. Texts come in one of the languages, where they come in several. Rejects where
 * that chunk does not come.
 */
export async function translateVendorNames(json: Raw, languages?: readonly string[]): Promise<Raw> {
  if (Object.keys(json).every(isOurs)) return json;
  const { applyVendors } = await import('./vendors/apply.js');
  return applyVendors(json, languages);
}
