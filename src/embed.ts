// The classic script: `<script async src="…/embed.js?key=demo">`. It finds itself, puts <chat-widget> into the page and
// loads the widget once the page is idle. A script and not a module: only those know their own address.

/** `ChatWidget('open')`: the name of a method of the element, and what it takes. */
type ChatWidgetCall = readonly [method: string, ...values: unknown[]];

/** Where the widget itself lies beside this script; the build knows. One of another build is found by its fixed name. */
declare const LAUNCHER: string;

interface Window {
  /** Answers with what the method returns, once the widget is there. */
  ChatWidget?: ((...call: ChatWidgetCall) => Promise<unknown>) & {
    /** Calls from before this script came; later ones go straight through. */
    q?: {
      readonly push: (call: ChatWidgetCall) => unknown;
      readonly forEach?: (deed: (call: ChatWidgetCall) => unknown) => void;
    };
    loaded?: boolean;
  };
}

(() => {
  // `<img name="body">` hides `document.body`; nothing hides what the prototype has.
  const own = <K extends 'body' | 'currentScript' | 'documentElement' | 'readyState'>(name: K) =>
    Reflect.get(Document.prototype, name, document) as Document[K];
  const heard = (...types: string[]) =>
    new Promise((resolve) => {
      types.forEach((type) => addEventListener(type, resolve, { once: true }));
    });

  // Imported where there is no page: nothing to do.
  if (typeof document === 'undefined') return;
  const script = own('currentScript') as HTMLScriptElement | null;
  const early = window.ChatWidget;
  if (!script?.src || early?.loaded) return;
  const { src, dataset, id } = script;
  const { origin, searchParams } = new URL(src);
  const settings = new Map([['config-url', origin]]);
  for (const [name, value = ''] of [...searchParams, ...Object.entries(dataset)])
    settings.set(
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    );
  const key = settings.get('key') ?? settings.get('widget-key') ?? null;
  // Snippets of other products have no key, or name their script.
  const isForeign = !key || id;

  const get = (file: string) =>
    import(/* @vite-ignore */ new URL(file, src).href) as Promise<{
      readonly dress?: (element: Element, script: HTMLScriptElement) => Promise<Element>;
    }>;

  const boot = async () => {
    const load = settings.get('load') ?? '';
    // The waiting is done here: the element has nothing left to wait for.
    settings.set('load', 'eager');

    if (own('readyState') === 'loading') await heard('DOMContentLoaded');
    // The page's own element for this key, or a new one. What the page wrote there wins over what the script says.
    const element: Element =
      [...own('documentElement').querySelectorAll('chat-widget')].find(
        (each) => (each.getAttribute('key') ?? each.getAttribute('widget-key')) === key,
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
      // Where nobody tells when a page is idle, the next task after its load has to do.
      const idle = ('requestIdleCallback' in window ? requestIdleCallback : setTimeout) as typeof requestIdleCallback;
      await new Promise((resolve) => idle(resolve, { timeout: 2000 }));
    }
    // What other products' snippets say is understood by a script of its own, which brings the widget along.
    const code = await (isForeign ? get('snippets.js') : get(LAUNCHER).catch(() => get('chat-widget.js')));
    return (code.dress?.(element, script) ?? element) as Element &
      Partial<Record<string, (...values: unknown[]) => unknown>>;
  };

  const booted = boot().catch((error: unknown) => {
    console.error('[chat-widget] load-failed:', error);
    return new Promise<never>(() => {});
  });
  const call = (method: string, ...values: unknown[]) =>
    booted
      .then((widget) => widget[method]?.(...values))
      .catch((error: unknown) => console.error('[chat-widget] bad-call:', error));
  if (isForeign)
    Object.assign(window, {
      chatbotkitWidget: { instancePromise: booted },
      initOpenScript: (options: object) => call('initOpenScript', options),
    });
  const late = { push: (one: ChatWidgetCall) => call(...one) };
  window.ChatWidget = Object.assign(call, { loaded: true, q: late });
  early?.q?.forEach?.(late.push);
})();
