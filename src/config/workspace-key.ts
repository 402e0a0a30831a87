import type { Config } from './config.js';

/** Whatever says who asks. */
type Shown = Partial<Pick<Config, 'token' | 'accountKey' | 'headers' | 'queryParams'>>;

/** They begin like this at most vendors, or are called so. */
const telltale = /["\s]sk[-_]|api[-_]?key/i;

/**
 * Says loudly on the console when a setting shows everybody who reads the page a key that looks like one of a whole
 * workspace: it cannot be taken back, only changed. The key itself is not written there.
 */
export function warnOfWorkspaceKey({ token, accountKey, headers, queryParams }: Shown): void {
  if (telltale.test(JSON.stringify([token, accountKey, headers, queryParams])))
    console.error(
      '[chat-widget] secret-in-page: A setting looks like a workspace key. Every visitor can read it: keep it on your server.',
    );
}
