import { keys, type Config, type Setting } from '../../src/config/config.js';

/** Settings that are properties too. Those with a method of the same name are read as the method. */
export type SettingProperties = {
  -readonly [
    K in Exclude<
      Setting,
      'open' | 'maximize' | 'restartConversation' | 'exportConversation' | 'transport' | 'nonce' | 'plugins'
    >
  ]: Config[K];
};

interface Configurable {
  get config(): Config;
  set config(values: Readonly<Record<string, unknown>>);
}

function descriptorOf(prototype: object, name: string): PropertyDescriptor | undefined {
  const parent: object = Object.getPrototypeOf(prototype) as object;
  return Object.getOwnPropertyDescriptor(prototype, name) ?? Object.getOwnPropertyDescriptor(parent, name);
}

/** Assigning is always a setting; reading gives the method where there is one of that name. */
function defineSetting(prototype: Configurable, name: string, key: Setting): void {
  const own = descriptorOf(prototype, name);
  if (own?.set) return;
  const method: unknown = own?.value;
  Object.defineProperty(prototype, name, {
    get(this: Configurable): unknown {
      return method ?? this.config[key];
    },
    set(this: Configurable, value: unknown) {
      this.config = { [key]: value };
    },
  });
}

/** Every setting as a property of an element's class, what the class has by itself left alone. */
export function defineSettings(prototype: Configurable): void {
  for (const key of keys) defineSetting(prototype, key, key);
  // The other JSON name, `title`, stays the native tooltip.
  defineSetting(prototype, 'widgetKey', 'key');
}
