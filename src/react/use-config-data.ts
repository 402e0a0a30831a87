import type { ConfigInstance, NormalizedConfig } from '../headless/create-config.js';
import { useStore, whole } from './use-store.js';
import { useChatHandle } from './widget-root.js';

/** The settings, and how to change them. */
export function useConfigData(): {
  readonly config: NormalizedConfig;
  readonly updateConfig: ConfigInstance['updateConfig'];
} {
  const { config } = useChatHandle();
  // Nothing changes before the page is there.
  return { config: useStore(config, config.get(), whole), updateConfig: config.updateConfig };
}
