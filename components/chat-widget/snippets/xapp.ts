import type { Snippet } from './snippet.js';

declare global {
  interface Window {
    xaConfig?: Readonly<Record<string, unknown>>;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** XAPP's page adds to what its key brings: `window.xaConfig`, in the words of `WidgetEnv`. */
export const xapp: Snippet = {
  isHere: ({ id }) => id === 'xapp-js',
  dress(widget) {
    const { attributes, userId, accessToken, disabled, ...env } = isRecord(window.xaConfig) ? window.xaConfig : {};
    // Out of the page it asks nobody for anything.
    if (disabled === true) return widget.remove();
    widget.config = { ...env, ...(typeof accessToken === 'string' ? { token: accessToken } : {}) };
    if (isRecord(attributes)) widget.attributesForRequests = attributes;
    if (typeof userId === 'string') widget.user = { id: userId };
  },
};
