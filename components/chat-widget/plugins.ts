import type { Config } from '../../src/config/config.js';
import type { Chat } from '../../src/core/chat.js';
import { runPlugins } from '../../src/core/plugin-runner.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import type { PartDefinition } from '../parts/define-part.js';
import { registerPart } from '../parts/registry.js';

/** Runs what the setting `plugins` names, as it changes. Returns what ends it. */
export const usePlugins = (chat: Chat, config: ReadonlyStore<Config>): (() => void) =>
  runPlugins({
    chat,
    names: {
      get: () => config.get().plugins,
      subscribe: (listener) => config.subscribe(({ plugins }) => listener(plugins)),
    },
    adopt: (parts) => (parts as readonly PartDefinition[]).forEach((part) => registerPart(part)),
  });
