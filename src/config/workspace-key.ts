import type { Config } from './config.js';

/** Whatever travels to a backend, or says who asks. */
type Shown = Partial<
  Pick<Config, 'url' | 'token' | 'accountKey' | 'contactToken' | 'headers' | 'queryParams' | 'bodyProperties'>
>;

/** They begin like this at most vendors, or are called so. */
const telltale = /["\s]sk[-_]\w|api[-_]?key/i;

/**
 * Says loudly on the console when a setting shows everybody who reads the page a key that looks like one of a whole
 * workspace: it cannot be taken back, only changed. The key itself is not written there.
 */
export function warnOfWorkspaceKey(settings: Shown): void {
  const { url, token, accountKey, contactToken, headers, queryParams, bodyProperties } = settings;
  const shown = [url, token, accountKey, contactToken, headers, queryParams, bodyProperties];
  if (!telltale.test(JSON.stringify(shown))) return;
  console.error(
    '[chat-widget] secret-in-page: A setting holds what looks like the key of a whole workspace. Everybody who opens this page can read it: change the key, and keep it on your server.',
  );
}
