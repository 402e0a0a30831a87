export {
  attributeOf,
  attributes,
  fields,
  keys,
  otherNames,
  settingOf,
  type Config,
  type Setting,
} from './config/config.js';
export type { Field } from './config/field.js';
export type { Starter } from './config/fields/appearance.js';
export type { Raw } from './config/plain.js';
export { once, resolveConfig, type Layers, type Warn } from './config/resolve.js';
export { translateVendorNames } from './config/translate.js';
