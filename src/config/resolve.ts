import { attributeOf, fieldOf, keys, otherNames, type Config, type Setting } from './config.js';
import { merged, type Raw } from './plain.js';

/** What was said, by who said it, each setting by its camelCase name (in JSON also `title`, `widgetKey`); later ones win. */
export interface Layers {
  readonly blueprint?: Raw | undefined;
  readonly remote?: Raw | undefined;
  readonly attributes?: Raw | undefined;
  readonly properties?: Raw | undefined;
  /** The address that the remote config came from: relative ones in it count from there. */
  readonly base?: string | undefined;
}
/** Hears `[chat-widget] code: sentence`. */
export type Warn = (line: string) => void;

type LayerName = Exclude<keyof Layers, 'base'>;
const speakers: Readonly<Record<LayerName, string>> = {
  blueprint: 'blueprint setting',
  remote: 'remote setting',
  attributes: 'attribute',
  properties: 'property',
};
const layerNames = Object.keys(speakers) as LayerName[];

const defaults = Object.fromEntries(keys.map((key) => [key, fieldOf(key).default])) as Config;

/** Every line once, however often the settings are read again. */
export function once(warn: Warn): Warn {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line)) warn(line);
    said.add(line);
  };
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

const shown = (raw: unknown): string =>
  typeof raw === 'string' ? raw : (attempt(() => JSON.stringify(raw)) ?? typeof raw);

/**
 * All settings as the layers have them. What does not parse is left to the layer below, with a warning that names it,
 * but where it is a fence: that is closed then. `null` and `undefined` say nothing. Never throws.
 */
export function resolveConfig(layers: Layers, warn: Warn = () => undefined): Config {
  function readFrom(layer: LayerName, key: Setting): unknown {
    const values = layers[layer] ?? {};
    const name = Object.hasOwn(values, key) ? key : (otherNames[key] ?? key);
    const raw = Object.hasOwn(values, name) ? values[name] : undefined;
    if (raw === undefined || raw === null) return undefined;

    const { read, type, max = Infinity, pageOnly, secret, closed } = fieldOf(key);
    const complain = (code: string, what: string): undefined => {
      warn(
        `[chat-widget] ${code}: The ${speakers[layer]} “${layer === 'attributes' ? attributeOf(key) : name}” ${what}.`,
      );
    };
    const server = layer === 'blueprint' || layer === 'remote';
    if (server && pageOnly && (pageOnly === true || !resolve(pageOnly)))
      return complain('page-only-setting', 'is ignored: only the page may say it');
    const value = attempt(() => read(raw, server ? layers.base : undefined));
    const given = secret ? 'what it says' : `“${shown(raw).slice(0, 80)}”`;
    if (value === undefined) {
      complain('bad-setting', `${closed?.so ?? 'is ignored'}: ${given} is not ${type}`);
      return closed?.value;
    }
    if (typeof value !== 'number' || value <= max) return value;
    complain('clamped-setting', `is cut to ${max}: ${given} is more`);
    return max;
  }

  function resolve(key: Setting): unknown {
    const field = fieldOf(key);
    return layerNames.reduce<unknown>((below, layer) => {
      const value = readFrom(layer, key);
      return value === undefined ? below : field.merges ? merged(value, below) : value;
    }, field.default);
  }

  // Most settings are said by nobody, and a page may have many widgets.
  const said = { ...layers.blueprint, ...layers.remote, ...layers.attributes, ...layers.properties };
  const known = keys.filter((key) => key in said || (otherNames[key] ?? key) in said);
  return { ...defaults, ...Object.fromEntries(known.map((key) => [key, resolve(key)])) };
}
