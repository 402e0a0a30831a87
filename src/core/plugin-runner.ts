import { defaultPlatform, type Platform } from '../platform/platform.js';
import type { Chat } from './chat.js';
import { plugins, type Plugin } from './plugins.js';
import type { ReadonlyStore } from './store.js';

export interface PluginRunnerOptions {
  readonly chat: Chat;
  /** Which are on. */
  readonly names: ReadonlyStore<readonly string[]>;
  /** Makes the kinds of content known that a plugin brings. */
  readonly adopt: (parts: readonly unknown[]) => void;
  readonly platform?: Platform;
}

/**
 * Runs the plugins that are registered and named, as long as both are true. One that throws is told of once, and does
 * not disturb the others. Returns what ends them all.
 */
export function runPlugins({ chat, names, adopt, platform = defaultPlatform }: PluginRunnerOptions): () => void {
  const running = new Map<string, { readonly plugin: Plugin; readonly dispose: () => void }>();

  function attempt<T>(plugin: Plugin, act: () => T): T | undefined {
    try {
      return act();
    } catch (reason) {
      platform.warn('plugin-failed', `The plugin “${plugin.name}” failed.`, reason);
      return undefined;
    }
  }
  function end(name: string): void {
    const { plugin, dispose } = running.get(name) ?? {};
    running.delete(name);
    if (plugin && dispose) attempt(plugin, dispose);
  }
  function begin(plugin: Plugin): void {
    // One that fails is not tried again until it is registered anew.
    running.set(plugin.name, { plugin, dispose: () => undefined });
    const dispose = attempt(plugin, () => {
      if (plugin.parts) adopt(plugin.parts);
      return plugin.setup?.(chat);
    });
    if (typeof dispose === 'function') running.set(plugin.name, { plugin, dispose });
  }
  function update(): void {
    const wanted = new Set(names.get());
    const known = plugins.get();
    for (const [name, { plugin }] of [...running]) if (!wanted.has(name) || known.get(name) !== plugin) end(name);
    for (const name of wanted) {
      const plugin = known.get(name);
      if (plugin && !running.has(name)) begin(plugin);
    }
  }

  const undo = [names.subscribe(update), plugins.subscribe(update)];
  update();
  return () => {
    for (const each of undo) each();
    for (const name of [...running.keys()]) end(name);
  };
}
