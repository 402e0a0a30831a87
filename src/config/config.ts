import type { Field } from './field.js';
import { appearance } from './fields/appearance.js';
import { behaviour } from './fields/behaviour.js';
import { connection } from './fields/connection.js';
import { controls } from './fields/controls.js';
import { features } from './fields/features.js';
import { session } from './fields/session.js';

/** Every setting there is. Types, attributes, checks and docs are made from this table and nothing else. */
export const fields = { ...appearance, ...behaviour, ...features, ...controls, ...session, ...connection };

export type Setting = keyof typeof fields;
/** All settings, each with a value. */
export type Config = { readonly [K in Setting]: (typeof fields)[K]['default'] };

export const keys = Object.keys(fields) as Setting[];

/** The other name of a setting in JSON and properties. */
export const otherNames: Readonly<Partial<Record<Setting, string>>> = { heading: 'title', key: 'widgetKey' };

/** The attribute of a setting: `sessionDuration` is `session-duration`. */
export const attributeOf = (key: Setting): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

// React and Vue keep `key` for themselves; `title` stays the native tooltip.
const byAttribute = new Map<string, Setting>([
  ...keys.map((key) => [attributeOf(key), key] as const),
  ['widget-key', 'key'],
]);
/** All attributes that are settings. */
export const attributes: readonly string[] = [...byAttribute.keys()];
/** The setting of an attribute, if it is one's. */
export const settingOf = (attribute: string): Setting | undefined => byAttribute.get(attribute);

/** The declaration of one setting, whatever its type. */
export const fieldOf = (key: Setting): Field<unknown> => fields[key];
