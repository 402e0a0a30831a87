import type { Deeds, FirstRequest, LaterRequest } from './deeds.js';

type FirstDeeds = { readonly [T in FirstRequest['type']]: (wish: Extract<FirstRequest, { type: T }>) => unknown };

/** The deeds for them, which are there as soon as the panel is. */
export const firstDeedsOf = (widget: Deeds): FirstDeeds => ({
  'chat-send-request': ({ draft }) => widget.sendMessage(draft),
  'chat-select-request': ({ action }) => widget.chat?.choose(action),
  'chat-stop-request': () => widget.chat?.stop(),
  'chat-consent-request': ({ agreed }) => widget.setConsent(agreed),
});

type Later = LaterRequest['type'];
type NameOf<T extends Later> = T extends `chat-${infer Name}-request` ? Name : never;
const later: { readonly [N in NameOf<Later>]: 1 } = {
  restart: 1,
  retry: 1,
  remove: 1,
  export: 1,
  erase: 1,
  permission: 1,
  'form-submit': 1,
  feedback: 1,
  'tool-consent': 1,
  language: 1,
  maximize: 1,
};

/** No wish is lost because its deed has not come yet. */
export function obeyLater(widget: Deeds): void {
  for (const name of Object.keys(later))
    widget.addEventListener(`chat-${name}-request`, (wish) =>
      import('./requests.js').then(
        ({ fulfil }) => fulfil(widget, wish),
        () => undefined,
      ),
    );
}
