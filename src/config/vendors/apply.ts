import { fromJson, isPlain, type Raw } from '../plain.js';
import { airy } from './airy.js';
import { chatbotkit } from './chatbotkit.js';
import { mappedTexts } from './language-map.js';
import { opencx } from './opencx.js';
import type { Row } from './vendor.js';
import { xapp } from './xapp.js';

const rows: readonly Row[] = [...xapp, ...opencx, ...chatbotkit, ...airy];

const at = (json: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (isPlain(value) && Object.hasOwn(value, key) ? value[key] : undefined), json);

/** In an attribute it is text; what is no JSON is told of where the setting itself is read. */
function withBot(json: Raw): Raw {
  try {
    return typeof json['bot'] === 'string' ? { ...json, bot: fromJson(json['bot']) } : json;
  } catch {
    return json;
  }
}

/**
 * What others' words in `given` say in ours, its texts in one of the `languages`. What it says in ours wins, then the
 * row that comes first.
 */
export function applyVendors(given: Raw, languages: readonly string[] = []): Raw {
  const json = withBot(given);
  const said: Record<string, unknown> = { ...json, ...mappedTexts(json, languages) };
  for (const [from, to, read = (value: unknown) => value] of rows) {
    const foreign = at(json, from);
    const value = foreign === undefined ? undefined : read(foreign);
    if (value === undefined || at(said, to) !== undefined) continue;
    const [key = to, lever] = to.split('.');
    const below = said[key];
    if (lever === undefined) said[key] = value;
    else if (below === undefined || isPlain(below)) said[key] = { ...below, [lever]: value };
  }
  return said;
}
