import type { ChatWidgetElement } from '../chat-widget.js';
import type { Snippet } from './snippet.js';

/** What OpenCX calls the visitor. */
interface OpenUser {
  readonly externalId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}
type OpenOptions = Readonly<Record<string, unknown>> & { readonly user?: { readonly data?: OpenUser } & OpenUser };

declare global {
  interface Window {
    openCXWidgetVersion?: string;
  }
}

function start(widget: ChatWidgetElement, { user, ...options }: OpenOptions): void {
  widget.config = { transport: 'opencx', ...options };
  if (!user) return;
  const { externalId: id, name, email, phone } = { ...user, ...user.data };
  const known = { id, name, email, phone };
  widget.user = Object.fromEntries(Object.entries(known).filter(([, value]) => typeof value === 'string'));
}

/** `window.initOpenScript(options)`: it may be called at any time, so that it is there wherever no other snippet is. */
export const opencx: Snippet = {
  isHere: () => true,
  dress(widget) {
    window.openCXWidgetVersion = 'chat-widget';
    Object.assign(widget, { initOpenScript: (options: OpenOptions) => start(widget, options) });
  },
};
