import { keys, type Config } from '../../src/config/config.js';
import { launcherEnglish } from '../../src/i18n/launcher.en.js';
import type { Vocabulary } from '../../src/i18n/strings.js';
import type { Transport } from '../../src/protocol/transport.js';
import { define } from '../foundation/define.js';
import { ChatClosed, ChatLanguageChanged, ChatOpened, ChatReady } from '../foundation/events/notices.js';
import { ChatCloseRequest, ChatOpenRequest } from '../foundation/events/panel-requests.js';
import { isComposing } from '../foundation/composing.js';
import { place } from '../foundation/place.js';
import { createStore } from '../../src/core/store.js';
import { Launcher } from '../shell/launcher/launcher.js';
import { ConversationElement } from './conversation-element.js';
import { ConversationLife } from './life.js';
import { obey } from './obey.js';
import { ownSheet } from './own-sheet.js';
import { defineSettings, type SettingProperties } from './setting-properties.js';
import { settingAttributes, Settings } from './settings.js';
import type { ChatPanel } from '../shell/panel/panel.js';
import type { PageGifts } from './page-gifts.js';

/** The looks of a page that sets none. */
const plain = '[{},""]';
const saysOpen = (attribute: string | null): boolean => (attribute ?? 'false') !== 'false';

/**
 * The chat that any page can carry with one tag.
 *
 * Closed it is a launcher and nothing else. The first opening fetches the panel, the core and one transport, and
 * begins the conversation, which then lives as long as the element is on the page. What the page can hear of it are the
 * classes in `foundation/events` (docs/api.md).
 * @tag chat-widget
 * @slot launcher - A picture or words in place of the sign on the round button.
 * @slot header - Stands in place of the picture and the name at the top; menu and closing stay.
 * @slot header-actions - Buttons and links beside the menu.
 * @slot intro - Stands in place of the greeting while nothing has been said.
 * @slot before-composer - Above the box that the visitor writes in.
 * @slot footer - Stands in place of the line at the bottom.
 * @csspart launcher - The round button.
 * @csspart badge - The number of unread messages on it.
 * @csspart peek - Words beside it: an invitation, or a message that came while the chat was closed.
 * @csspart panel - The chat itself.
 * @cssstate bubble - A launcher in a corner, the panel above it.
 * @cssstate inline - A part of the page.
 * @cssstate fullscreen - The whole window.
 * @cssstate sidebar - The whole height at one side.
 */
export class ChatWidget extends ConversationElement {
  static readonly observedAttributes: readonly string[] = settingAttributes;

  /** Settles when the launcher, or the inline panel, can be used. */
  readonly whenReady: Promise<void>;
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #internals = this.attachInternals();
  readonly #settings = new Settings();
  protected override readonly life = new ConversationLife(
    this,
    this.#settings.config,
    () => this,
    () => this.#draw(),
  );
  readonly #frame = document.createElement('div');
  readonly #notice = document.createElement('p');
  readonly #launcher = new Launcher({
    toggle: () => this.dispatchEvent(this.#shown ? new ChatCloseRequest() : new ChatOpenRequest()),
    near: () => this.life.preload(),
  });
  /** The words of the interface as they are now. */
  readonly words = createStore<Vocabulary>(launcherEnglish);
  #strings: PageGifts['strings'];
  #wanted = '';
  #speaking: Promise<void> | undefined;
  #vocabulary: PageGifts['strings'];
  /** Absent as long as nobody has opened it. */
  #shown: boolean | undefined;
  /** The page was told that it is open. */
  #told = false;
  #looks = plain;
  #dressing: Promise<void> | undefined;
  #maximized = false;
  #connected = false;
  #ready = false;
  #markReady: () => void = () => undefined;

  constructor() {
    super();
    this.whenReady = new Promise((resolve) => (this.#markReady = resolve));
    this.#root.adoptedStyleSheets = [ownSheet()];
    this.#notice.className = 'notice';
    this.#notice.role = 'alert';
    this.#frame.addEventListener('keydown', (event) => this.#onKeydown(event));
    this.#settings.config.subscribe(() => this.#configured());
    obey(this, {
      'chat-open-request': () => this.open({ focus: true }),
      'chat-close-request': () => this.close(),
    });
  }

  connectedCallback(): void {
    this.#rescueProperties();
    this.#connected = true;
    void this.#load();
  }

  /** A move is not a death: only an element that is still out of the page a moment later ends its conversation. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#connected = false;
      this.#settings.abort();
      void this.life.stop();
      this.#beckon();
    });
  }

  attributeChangedCallback(name: string, _old: string | null, value: string | null): void {
    if (name !== 'open' || !this.#ready) return this.#settings.setAttribute(name, value);
    // What we reflect ourselves says nothing new.
    const open = saysOpen(value);
    if (open !== this.#shown) void this.toggle(open);
  }

  /** What was set before the element was known stands on it like a wall; it has to go through the setter. */
  #rescueProperties(): void {
    for (const name of ['config', 'user', 'contact', 'strings', 'widgetKey', ...keys]) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  /** Switched off, by its settings or for this page. */
  get disabled(): boolean {
    return this.#settings.disabled;
  }
  /** All settings as they are now; what is assigned is merged into what the page set before. */
  get config(): Config {
    return this.#settings.config.get();
  }
  set config(values: Readonly<Record<string, unknown>> | null | undefined) {
    this.#settings.merge(values ?? {});
  }
  /** Words of the interface that the page says otherwise, in whatever language. */
  get strings(): PageGifts['strings'] {
    return this.#strings;
  }
  set strings(strings: PageGifts['strings']) {
    this.#strings = strings;
    this.#say();
  }
  /** The visitor's languages, best first: those of the setting, the page's, the browser's. */
  get languages(): readonly string[] {
    const { lang } = this.closest<HTMLElement>('[lang]') ?? document.documentElement;
    return [...this.config.language, ...(lang ? [lang] : []), ...navigator.languages];
  }
  /** A transport by name, or an object that is one. */
  get transport(): string | Transport {
    return this.life.transport ?? this.config.transport;
  }
  set transport(value: string | Transport) {
    const custom = typeof value === 'object' ? value : undefined;
    const changed = custom !== this.life.transport;
    this.life.transport = custom;
    if (!custom) this.#settings.merge({ transport: value });
    if (changed) void this.#replace();
  }

  /** Opens the panel. With `focus`, as when the visitor asked for it, the cursor goes to where they write. */
  async open({ focus = false }: { readonly focus?: boolean } = {}): Promise<void> {
    if (!this.#ready) await this.whenReady;
    if (this.disabled) return;
    this.#show(true);
    const started = await this.life.start();
    if (!started || !this.#shown) return;
    started.unread.setSeen(true);
    if (focus) void started.panel.takeFocus();
    const told = this.#told;
    this.#told = true;
    if (!told) this.dispatchEvent(new ChatOpened());
    await started.open();
  }
  /** Closes the panel, where it can be closed: the conversation goes on. */
  async close(): Promise<void> {
    if (!this.#ready) await this.whenReady;
    if (!this.#shown || !this.#closable) return;
    // What the page put into us is in its own tree: of that our root knows nothing.
    const focused = this.contains((this.getRootNode() as Document).activeElement);
    this.#show(false);
    this.life.started?.unread.setSeen(false);
    if (focused) this.#launcher.element.focus();
    this.#told = false;
    this.dispatchEvent(new ChatClosed());
  }
  /** Opens or closes the panel; with `force` it says which. */
  async toggle(force?: boolean): Promise<void> {
    if (!this.#ready) await this.whenReady;
    return (force ?? !this.#shown) ? this.open() : this.close();
  }
  /** Takes back `hide()`. */
  show(): void {
    this.hidden = false;
  }
  /** Presence, not closing: not even the launcher is there. */
  hide(): void {
    this.hidden = true;
  }
  /** Makes the panel of a bubble larger. */
  maximize(): void {
    this.#maximized = true;
    this.#draw();
  }
  /** Takes back `maximize()`. */
  minimize(): void {
    this.#maximized = false;
    this.#draw();
  }
  /** Listens to an event by its name; returns its undo. */
  on(type: string, listener: (event: Event) => void): () => void {
    this.addEventListener(type, listener);
    return () => this.removeEventListener(type, listener);
  }

  /** English is there; the words of every other language are fetched before there is anything to read. */
  #speak(): Promise<void> | undefined {
    const wanted = JSON.stringify([this.config.labels, this.languages]);
    if (wanted !== this.#wanted) {
      this.#wanted = wanted;
      this.#speaking = this.#learn(wanted).catch(() => void (this.#wanted = ''));
    }
    return this.#speaking;
  }
  async #learn(wanted: string): Promise<void> {
    if (/^\[{},\["en\b/.test(wanted) && !this.#vocabulary) return;
    const { vocabularyFor } = await import('../../src/i18n/vocabulary.js');
    const words = await vocabularyFor(this.languages, this.config.labels);
    if (wanted !== this.#wanted) return;
    this.#vocabulary = words;
    this.#say();
  }
  #say(): void {
    const { lang } = this.#frame;
    this.words.set({ ...launcherEnglish, ...this.#vocabulary, ...this.#strings });
    this.#draw();
    // Before there was anything to read, nothing changed.
    if (lang && lang !== this.#frame.lang) this.dispatchEvent(new ChatLanguageChanged(this.#frame.lang));
  }

  /** Brings the shadow tree up to the state. There is little of it: the panel draws itself. */
  #draw(): void {
    if (!this.#ready || this.disabled) return void this.#frame.remove();
    const { layout, position, heading, unreadBadge, language } = this.config;
    const { started } = this.life;
    const words = this.words.get();
    this.#frame.lang = words.locale;
    // Our English has no direction of its own: where it was asked for it runs as English does, else as the page.
    this.#frame.dir = words.dir || (language[0] || this.lang ? 'ltr' : '');
    this.#frame.className = `frame ${layout} ${position} ${this.#shown ? 'open' : ''}`;
    this.#launcher.update({
      open: this.#shown,
      unread: unreadBadge ? (started?.unread.count.get() ?? 0) : 0,
      strings: words,
    });
    this.#notice.textContent = words['launcher.failed'];
    if (started) {
      const { panel } = started;
      panel.role = layout === 'inline' ? 'region' : 'dialog';
      panel.ariaLabel = heading || words['panel.name'];
      panel.closable = this.#closable && this.#shown === true;
      panel.maximized = this.#maximized;
      panel.hidden = !this.#shown;
    }
    this.#place(started?.panel);
    this.#rise(layout !== 'inline');
  }

  /** Where the page moves or filters what we stand in, fixed is not fixed: then the top layer is our place. */
  #rise(floats: boolean): void {
    // Not all browsers have one.
    const frame: Partial<HTMLElement> = this.#frame;
    frame.popover = floats ? 'manual' : null;
    if (floats && frame.offsetParent) frame.togglePopover?.(true);
  }

  /** What is in its place already is not touched, so focus and scrolling stay. */
  #place(panel: ChatPanel | undefined): void {
    const [first] = this.#frame.children;
    if (first?.localName === 'chat-panel' && first !== panel) first.remove();
    if (panel && first !== panel) this.#frame.prepend(panel);
    place(this.#frame, this.#launcher.element, this.#closable);
    place(this.#frame, this.#notice, this.life.failed && this.#shown);
    place(this.#root, this.#frame, true);
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isComposing(event) || event.defaultPrevented || !this.#shown || !this.#closable)
      return;
    // A dialog of the page around us stays.
    event.preventDefault();
    this.dispatchEvent(new ChatCloseRequest());
  }

  get #closable(): boolean {
    return ['bubble', 'sidebar'].includes(this.config.layout);
  }
  /** The settings say that it is to be seen. */
  get #opens(): boolean {
    return this.config.open || !this.#closable;
  }

  async #load(): Promise<void> {
    const loaded = this.#settings.load();
    await loaded;
    // Others are on their way, or nobody wants them any more.
    if (this.#settings.loaded !== loaded) return;
    // Nobody sees us in other colours first, or hears us in other words.
    await Promise.all([this.#dressing, this.#speak()]);
    this.#begin();
  }

  /** The settings are as complete as they will be within two seconds: now there is something to see. */
  #begin(): void {
    if (!this.isConnected) return;
    // Nobody waits for ever for a widget that was switched off.
    if (this.disabled) return this.#markReady();
    // Back in the page after its conversation had ended: one that was open begins another.
    if (this.#ready) {
      void this.reopen();
      return this.#beckon();
    }
    this.#ready = true;
    this.#reflect();
    this.#draw();
    this.#markReady();
    this.dispatchEvent(new ChatReady());
    if (this.#opens) void this.open();
    this.#beckon();
  }

  /** Most pages keep our looks: what changes them is fetched only where something does. */
  async #dress(): Promise<void> {
    const { config } = this;
    const { theme, customCss } = config;
    const looks = JSON.stringify([theme, customCss]);
    if (looks === this.#looks) return;
    this.#looks = looks;
    const more = looks === plain ? [] : (await import('./looks.js')).sheetsOf(config);
    if (looks === this.#looks) this.#root.adoptedStyleSheets = [ownSheet(), ...more];
  }

  #configured(): void {
    this.#dressing = this.#dress().catch(() => void (this.#looks = ''));
    if (this.#connected) void this.#speak();
    this.#reflect();
    this.#draw();
    if (this.life.outdated) void this.#replace();
    // An element that is being upgraded gets its attributes one by one, before it is connected.
    if (this.#connected && this.#settings.stale) void this.#load();
    if (this.#ready && this.#opens !== !!this.#shown) void this.toggle(this.#opens);
    this.#beckon();
  }

  /** Most closed chats wait to be opened: what others do for it, and what ends that, is fetched where they are told to. */
  #beckon(): void {
    const { peek, autoOpen, initial, messageLinks } = this.config;
    const beckons = this.#shown === undefined && (initial || Object.keys({ ...peek, ...autoOpen })[0]);
    if (!this.#ready || !(messageLinks || beckons)) return;
    import('./beckon.js').then(
      ({ beckon }) => beckon(this),
      () => undefined,
    );
  }

  /**
   * Begins another conversation, if one is to be seen.
   * @internal
   */
  async reopen(): Promise<void> {
    if (this.#shown) await this.open();
  }

  /** What is said to one backend stays with it: another one gets a conversation of its own. */
  async #replace(): Promise<void> {
    const draft = this.chat?.draft.get();
    if (!(await this.life.stop()) || !this.#shown) return;
    await this.open();
    if (draft) void this.setComposerValue({ text: draft });
  }

  /** From now on the setting says what is so, whoever said otherwise before. */
  #show(shown: boolean): void {
    this.#shown = shown;
    this.config = { open: shown };
  }

  #reflect(): void {
    if (!this.#ready) return;
    if (!this.#shown === saysOpen(this.getAttribute('open'))) {
      if (this.#shown) this.setAttribute('open', '');
      else this.removeAttribute('open');
    }
    this.#internals.states.clear();
    this.#internals.states.add(this.config.layout);
  }
}

/** The element as a page finds it. */
export type ChatWidgetElement = ChatWidget & SettingProperties;

defineSettings(ChatWidget.prototype);
define('chat-widget', ChatWidget);

declare global {
  interface HTMLElementTagNameMap {
    'chat-widget': ChatWidgetElement;
  }
}
