/** What a page with the widget can be asked by the hostile tests. Lives in the page as `window.oracle`. */
export interface Oracle {
  /** Hostile code that ran, and what hostile code does. */
  readonly ran: string[];
  /** Rules of the page's policy that were broken, without what reading hostile HTML in an inert document reports. */
  readonly violations: string[];
  /** Everything live, executable or fetching that content left in the page. Empty is good. */
  readonly findings: (payloads: readonly string[]) => string[];
  /** Settles when everything that is going to be drawn is drawn. */
  readonly settled: () => Promise<void>;
  /** Adds a message of these parts, waits until it is drawn, and answers how many parts an element of their own drew. */
  readonly draw: (parts: readonly unknown[], more?: object) => Promise<{ readonly id: string; readonly drawn: number }>;
  /** Says texts bit by bit, all at once, each in bits of its own size from 1 to 7. */
  readonly stream: (texts: readonly string[], format?: string) => Promise<void>;
  /** Hovers, focuses and clicks everything that can be; links lead nowhere. */
  readonly touch: () => Promise<void>;
  /** Takes all messages away. */
  readonly clear: () => Promise<void>;
  /** All elements of the widget, through every shadow root. */
  readonly all: (selector?: string) => Element[];
}
declare global {
  interface Window {
    oracle: Oracle;
  }
}

/** Runs in the page before anything else, and needs nothing from this module. */
export function installOracle(): void {
  const ran: string[] = [];
  const violations: string[] = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'pwned', 'open'])
    Reflect.set(window, name, (...said: unknown[]) => void ran.push(`${name}(${said.map(String).join()})`));
  document.write = (...said: string[]) => void ran.push(`document.write(${said.join()})`);
  navigator.sendBeacon = (to) => ran.push(`sendBeacon(${String(to)})`) > 0;

  // Reading hostile HTML in an inert document is reported, although nothing in it can run; and KaTeX writes one style
  // that is mended after it is drawn. What is left of either is found in the tree.
  addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sample, sourceFile } = event;
    const reported = /^((script|style)-src-attr|style-src-elem|base-uri)$/.test(effectiveDirective);
    const unclosed = effectiveDirective === 'require-trusted-types-for' && /^(HTML|SVG)ScriptElement text/.test(sample);
    const inert = (reported || unclosed) && /sanitise|purify/i.test(sourceFile);
    const katex = effectiveDirective === 'style-src-attr' && /katex|math/i.test(sourceFile);
    if (!inert && !katex) violations.push(`${effectiveDirective}: ${blockedURI} ${sample} at ${sourceFile}`);
  });
  document.addEventListener(
    'click',
    (event) => {
      if (event.composedPath().some((node) => node instanceof HTMLAnchorElement)) event.preventDefault();
    },
    true,
  );
  // Frames as fast as they can be drawn: thousands of streamed bits are not worth waiting for a screen.
  const channel = new MessageChannel();
  const frames: FrameRequestCallback[] = [];
  channel.port1.onmessage = () => frames.shift()?.(performance.now());
  window.requestAnimationFrame = (callback) => {
    frames.push(callback);
    channel.port2.postMessage(0);
    return 0;
  };

  const live =
    'script,iframe,frame,frameset,object,embed,applet,base,meta,link,style,portal,fencedframe,template,dialog[open] form[action],' +
    'form[action],marquee,audio[autoplay],video[autoplay],chat-widget chat-widget,animate,set,animatemotion,animatetransform,discard,' +
    'foreignObject,handler,feImage,maction,annotation-xml,mglyph';
  const addresses = new Set(
    (
      'href src xlink:href action formaction poster srcset data cite background ping srcdoc longdesc usemap manifest ' +
      'archive codebase classid profile dynsrc lowsrc imagesrcset content to from values attributionsrc'
    ).split(' '),
  );
  /** Of these, the widget itself writes only two. */
  const expected = new Set(['href', 'src']);
  const spelt = (value: string) =>
    [...value]
      .filter((sign) => sign > ' ' && sign !== '\u00a0')
      .join('')
      .toLowerCase();
  const harmless = /^(https?:|mailto:|tel:|sms:|#|blob:http|data:image\/(png|jpeg|gif|webp);base64,)/;
  const clobbering = new Set(
    (
      'attributes children parentnode nodename submit action getelementbyid createelement body cookie location config ' +
      'document customelements trustedtypes chatwidget __proto__ constructor prototype namespaceuri haschildnodes ' +
      'removechild setattribute activeelement'
    ).split(' '),
  );
  const references = new Set(
    'id name class slot form is part exportparts for popovertarget commandfor usemap'.split(' '),
  );

  const widget = () => document.querySelector('chat-widget');
  const all = (selector = '*', root: Element | ShadowRoot | null = widget()): Element[] => {
    if (!root) return [];
    const inside = [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all('*', element.shadowRoot) : []),
    ]);
    const own = root instanceof Element && root.shadowRoot ? all('*', root.shadowRoot) : [];
    const found = [...inside, ...own];
    return selector === '*' ? found : found.filter((element) => element.matches(selector));
  };
  const spot = (element: Element) => {
    const root = element.getRootNode();
    const host = root instanceof ShadowRoot ? `${root.host.localName} ` : '';
    return `${host}<${element.localName}>`;
  };

  const own = Object.getOwnPropertyNames(Object.prototype).length;
  const names = () => [...document.querySelectorAll('[id],[name]')].map((element) => element.id).join();
  let namesBefore: string | undefined;
  const nodes = () => document.querySelectorAll('html *').length - (widget()?.querySelectorAll('*').length ?? 0);
  let nodesBefore: number | undefined;

  const findings = (payloads: readonly string[]): string[] => {
    const known = new Set(payloads.filter((payload) => payload.trim()));
    const found: string[] = [];
    const say = (what: string, element: Element, detail = '') =>
      found.push(`${what} in ${spot(element)} ${detail.slice(0, 160)}`);
    for (const element of all()) {
      if (element.matches(live)) say('live element', element);
      if (
        element.localName.includes('-') &&
        !element.localName.startsWith('chat-') &&
        !element.localName.startsWith('font-')
      )
        if (element instanceof HTMLElement) say('unknown element', element);
      const inText = (element.getRootNode() as ShadowRoot).host?.localName === 'chat-text';
      const inMath = (element.getRootNode() as ShadowRoot).host?.localName === 'chat-math';
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) say('handler', element, `${name}=${value}`);
        if (addresses.has(name.toLowerCase())) {
          if (!expected.has(name)) say('fetching attribute', element, `${name}=${value}`);
          else if (!harmless.test(spelt(value))) say('address', element, `${name}=${value}`);
        }
        if (name === 'style' && !inMath && (inText || /url|image|expression|fixed|import|@|\/\*/i.test(value)))
          say('style', element, value);
        // On an element of ours a name is a property like any other.
        if (name === 'name' && element.localName.startsWith('chat-')) continue;
        if (references.has(name) && (known.has(value) || /[<>"'`=\\]/.test(value)))
          say('reference', element, `${name}=${value}`);
        if ((name === 'id' || name === 'name') && (inText || clobbering.has(value.toLowerCase())))
          say('clobbering', element, `${name}=${value}`);
      }
      if (element instanceof HTMLAnchorElement && element.target && !/noopener/.test(element.rel))
        say('opener', element);
    }
    const polluted = [Object, Array, String, Number, Function].flatMap(({ prototype }) => Object.keys(prototype));
    if (polluted.length > 0 || Object.getOwnPropertyNames(Object.prototype).length !== own)
      found.push(`polluted prototype: ${polluted.join()}`);
    namesBefore ??= names();
    nodesBefore ??= nodes();
    if (names() !== namesBefore) found.push(`names in the page: ${names()}`);
    if (nodes() !== nodesBefore) found.push(`elements in the page: ${nodes()} instead of ${nodesBefore}`);
    return [...found, ...ran.splice(0).map((what) => `ran: ${what}`), ...violations.splice(0)];
  };

  /** So often may the page do something else before all is drawn; a slow machine has as many turns as a fast one. */
  const TURNS = 20_000;
  const pause = () => new Promise((resolve) => setTimeout(resolve, 0));
  const isBusy = (element: Element) =>
    Reflect.get(element, 'isUpdatePending') === true ||
    (element.localName.startsWith('chat-') && element.matches(':not(:defined)'));
  const settled = async () => {
    for (let calm = 0, turns = 0; calm < 3; turns++) {
      await pause();
      const busy = all().filter(isBusy);
      calm = busy.length > 0 ? 0 : calm + 1;
      if (turns > TURNS) throw new Error(`not drawn: ${[...new Set(busy.map(({ localName }) => localName))].join()}`);
    }
  };

  const host = () =>
    widget() as unknown as {
      chat: { receive: (event: object) => void };
      messages: { id: string }[];
      addMessage: (message: object) => Promise<string>;
    };
  let count = 0;
  const draw: Oracle['draw'] = async (parts, more = {}) => {
    const id = `m${count++}`;
    await host().addMessage({ author: 'bot', ...more, id, parts });
    await settled();
    const message = all('chat-message').find((element) => element.getAttribute('message-id') === id);
    const children = [...(message?.shadowRoot?.querySelectorAll('*') ?? [])];
    return { id, drawn: children.filter(({ localName }) => localName.startsWith('chat-')).length };
  };
  const stream: Oracle['stream'] = async (texts, format) => {
    const said = texts.map((text, index) => ({ text, at: 0, size: (index % 7) + 1, id: `m${count++}` }));
    const { receive } = host().chat;
    for (const { id } of said) receive({ type: 'message-started', id, author: 'bot' });
    if (format)
      for (const { id } of said) receive({ type: 'part-added', id, part: { type: 'text', text: '', format } });
    for (let growing = said; growing.length > 0; growing = growing.filter(({ at, text }) => at < text.length)) {
      for (const one of growing) {
        receive({ type: 'text-delta', id: one.id, delta: one.text.slice(one.at, one.at + one.size) });
        one.at += one.size;
      }
      await new Promise(requestAnimationFrame);
    }
    for (const { id } of said) receive({ type: 'message-completed', id });
    await settled();
  };
  const touch = async () => {
    const message = all('chat-message').flatMap((element) => all('*', element));
    const alive = 'a,button,summary,input,select,textarea,label,[tabindex],img,video,audio';
    for (const element of message.filter((each) => each.matches(alive))) {
      // Asking for a picture or a film from another host is the visitor's own wish to fetch it.
      if (/^\s*(show|load)\b/i.test(element.textContent)) continue;
      for (const type of [
        'pointerenter',
        'pointerover',
        'mouseover',
        'mouseenter',
        'pointerdown',
        'mousedown',
        'mouseup',
      ])
        element.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true }));
      if (element instanceof HTMLElement) {
        element.focus();
        element.click();
        element.blur();
      }
    }
    await settled();
  };
  const clear = async () => {
    for (const { id } of host().messages) host().chat.receive({ type: 'message-removed', id });
    await settled();
  };
  window.oracle = { ran, violations, findings, settled, draw, stream, touch, clear, all };
}
