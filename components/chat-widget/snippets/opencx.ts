import type { ChatWidgetElement } from '../chat-widget.js';
import type { Snippet } from './snippet.js';

/** What OpenCX calls the visitor; newer pages say some of it in `data`. */
interface OpenUser {
  readonly external_id?: string;
  readonly externalId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly customData?: Readonly<Record<string, unknown>>;
}
type OpenOptions = Readonly<Record<string, unknown>> & { readonly user?: { readonly data?: OpenUser } & OpenUser };

declare global {
  interface Window {
    openCXWidgetVersion?: string;
  }
}

function start(widget: ChatWidgetElement, { user, ...options }: OpenOptions): void {
  // The visitor may have closed it since: what the page says now counts.
  const open = 'isOpen' in options ? { open: options['isOpen'] } : {};
  widget.config = { transport: 'opencx', ...options, ...open };
  if (user) {
    const { external_id, externalId, name, email, phone, customData } = { ...user, ...user.data };
    // Whoever is called by nothing else is told apart by these.
    const id = externalId ?? external_id ?? email ?? phone;
    const known = Object.entries({ id, name, email, phone }).filter(([, value]) => typeof value === 'string');
    widget.user = Object.fromEntries(known);
    // Nothing of somebody else's goes along.
    widget.attributesForRequests = customData;
  }
  widget.show();
}

/**
 * `window.initOpenScript(options)`. It may be called at any time, so it is there wherever no other snippet is; until then
 * there is nothing to see, unless the page says in another way whom to talk to.
 */
export const opencx: Snippet = {
  isHere: () => true,
  dress(widget) {
    widget.hidden ||= !['transport', 'url', 'key', 'widget-key'].some((name) => widget.hasAttribute(name));
  },
  speak(widget) {
    window.openCXWidgetVersion = 'chat-widget';
    Object.assign(widget, { initOpenScript: (options: OpenOptions) => start(widget, options) });
  },
};
