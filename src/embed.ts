// The classic script: `<script async src="…/embed.js?key=demo">`. It finds itself, puts <chat-widget> into the page and
// loads the widget once the page is idle. A script and not a module: only those know their own address.

/** `ChatWidget('open')`: the name of a method of the element, and what it takes. */
type ChatWidgetCall = readonly [method: string, ...values: unknown[]];

interface Window {
  /** Answers with what the method returns, once the widget is there. */
  ChatWidget?: ((...call: ChatWidgetCall) => Promise<unknown>) & {
    /** Calls from before this script came; later ones go straight through. */
    q?: { readonly push: (call: ArrayLike<unknown>) => unknown };
    loaded?: boolean;
  };
}

(() => {
  // `<img name="body">` hides `document.body`; nothing hides what the prototype has.
  const own = <K extends 'body' | 'currentScript' | 'documentElement' | 'readyState'>(name: K) =>
    Reflect.get(Document.prototype, name, document) as Document[K];
  const heard = (...types: string[]) =>
    new Promise((resolve) => {
      for (const type of types) addEventListener(type, resolve, { once: true });
    });

  // Imported where there is no page: nothing to do.
  if (typeof document === 'undefined') return;
  const script = own('currentScript');
  if (!(script instanceof HTMLScriptElement) || window.ChatWidget?.loaded) return;
  const { src, dataset, id } = script;
  const { origin, searchParams } = new URL(src);
  const settings = new Map<string, string>();
  for (const [name, value = ''] of [...searchParams, ...Object.entries(dataset)])
    settings.set(
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    );
  const key = settings.get('key') ?? settings.get('widget-key');
  // Snippets of other products have no key, or name their script.
  const isForeign = !key || id;

  const boot = async () => {
    const load = settings.get('load') ?? '';
    // The waiting is done here: the element has nothing left to wait for.
    settings.set('load', 'eager');
    if (key) settings.set('config-url', settings.get('config-url') ?? origin);

    if (own('readyState') === 'loading') await heard('DOMContentLoaded');
    // The page's own element for this key, or a new one. What the page wrote there wins over what the script says.
    const element: Element =
      [...own('documentElement').querySelectorAll('chat-widget')].find(
        (each) => (each.getAttribute('key') ?? each.getAttribute('widget-key') ?? undefined) === key,
      ) ?? own('body').appendChild(document.createElement('chat-widget'));
    for (const [name, value] of settings)
      if (/^(?!on|style)[a-z-]+$/.test(name) && !element.hasAttribute(name)) element.setAttribute(name, value);

    if (load === 'interaction') await heard('pointerover', 'keydown', 'scroll');
    else if (load === 'visible')
      await new Promise((resolve) => {
        new IntersectionObserver(
          (entries, observer) => entries.some((entry) => entry.isIntersecting) && resolve(observer.disconnect()),
        ).observe(element);
      });
    else if (load !== 'eager') {
      if (own('readyState') !== 'complete') await heard('load');
      await new Promise((resolve) =>
        'requestIdleCallback' in window ? requestIdleCallback(resolve, { timeout: 2000 }) : setTimeout(resolve, 200),
      );
    }
    // What other products' snippets say is understood by a script of its own, which brings the widget along.
    const code = (await import(/* @vite-ignore */ new URL(isForeign ? 'snippets.js' : 'chat-widget.js', src).href)) as {
      readonly dress?: (element: Element, script: HTMLScriptElement) => Promise<Element>;
    };
    return (code.dress?.(element, script) ?? element) as Element &
      Partial<Record<string, (...values: unknown[]) => unknown>>;
  };

  const booted = boot().catch((error: unknown) => {
    console.error('[chat-widget] load-failed:', error);
    return new Promise<never>(() => {});
  });
  const call = (...[method, ...values]: ChatWidgetCall) =>
    booted
      .then((widget) => widget[method]?.(...values))
      .catch((error: unknown) => console.error('[chat-widget] bad-call:', error));
  if (isForeign)
    Object.assign(window, {
      chatbotkitWidget: { instancePromise: booted },
      initOpenScript: (options: object) => call('initOpenScript', options),
    });
  const early = window.ChatWidget?.q;
  const late = { push: (one: ArrayLike<unknown>) => call(...(Array.from(one) as [string, ...unknown[]])) };
  window.ChatWidget = Object.assign(call, { loaded: true, q: late });
  if (Array.isArray(early)) early.forEach(late.push);
})();
