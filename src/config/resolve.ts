import { attributeOf, fieldOf, keys, otherNames, type Config, type Setting } from './config.js';
import { merged, type Raw } from './plain.js';

/** What was said, by who said it, each setting by its camelCase name (in JSON also `title`, `widgetKey`); later ones win. */
export interface Layers {
  readonly blueprint?: Raw | undefined;
  readonly remote?: Raw | undefined;
  readonly script?: Raw | undefined;
  readonly attributes?: Raw | undefined;
  readonly properties?: Raw | undefined;
  /** The address that the remote config came from: relative ones in it count from there. */
  readonly base?: string | undefined;
}
/** Hears `[chat-widget] code: sentence`. */
export type Warn = (line: string) => void;

type LayerName = Exclude<keyof Layers, 'base'>;
const speakers: Readonly<Record<LayerName, string>> = {
  blueprint: 'The blueprint’s setting',
  remote: 'The remote setting',
  script: 'The script’s setting',
  attributes: 'The attribute',
  properties: 'The property',
};
const layerNames = Object.keys(speakers) as LayerName[];
const fromServer = (name: LayerName): boolean => name === 'blueprint' || name === 'remote';

const namesOf = (key: Setting): readonly string[] => [
  key,
  ...Object.keys(otherNames).filter((name) => otherNames[name] === key),
];

/** Every line once, however often the settings are read again. */
export function once(warn: Warn): Warn {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line)) warn(line);
    said.add(line);
  };
}

function shown(raw: unknown): string {
  try {
    return String(typeof raw === 'string' ? raw : JSON.stringify(raw)).slice(0, 80);
  } catch {
    return typeof raw;
  }
}

/**
 * All settings as the layers have them. What does not parse is left to the layer below, with a warning that names it;
 * `null` and `undefined` say nothing. Never throws.
 */
export function resolveConfig(layers: Layers, warn: Warn = () => undefined): Config {
  function readFrom(layer: LayerName, key: Setting): { value: unknown } | undefined {
    const values = layers[layer] ?? {};
    const name = namesOf(key).find((each) => Object.hasOwn(values, each));
    const raw = name === undefined ? undefined : values[name];
    if (name === undefined || raw === undefined || raw === null) return undefined;

    const field = fieldOf(key);
    const said = `${speakers[layer]} “${layer === 'attributes' ? attributeOf(key) : name}”`;
    const server = fromServer(layer);
    if (server && field.pageOnly && (field.pageOnly === true || resolve(field.pageOnly) !== true)) {
      warn(`[chat-widget] page-only-setting: ${said} is ignored: only the page may say it.`);
      return undefined;
    }
    const value = field.read(raw, server ? layers.base : undefined);
    const is = field.secret ? '' : ` “${shown(raw)}”`;
    if (value === undefined) {
      warn(`[chat-widget] bad-setting: ${said} is ignored:${is} is not ${field.type}.`);
      return undefined;
    }
    if (field.max === undefined || (value as number) <= field.max) return { value };
    warn(`[chat-widget] clamped-setting: ${said} is cut to ${field.max}:${is} is more.`);
    return { value: field.max };
  }

  function resolve(key: Setting): unknown {
    const field = fieldOf(key);
    return layerNames.reduce<unknown>((below, layer) => {
      const read = readFrom(layer, key);
      if (!read) return below;
      return field.merges ? merged(read.value, below) : read.value;
    }, field.default);
  }

  return Object.fromEntries(keys.map((key) => [key, resolve(key)])) as Config;
}
