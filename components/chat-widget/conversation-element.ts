import type { Chat } from '../../src/core/chat.js';
import { registerPlugin, type Plugin } from '../../src/core/plugins.js';
import type { Config } from '../../src/config/config.js';
import type { Message } from '../../src/protocol/message.js';
import { ElementBase } from '../foundation/element-base.js';
import type { Draft } from '../foundation/events/requests.js';
import type { ExportOptions } from './export.js';
import type { ConversationLife } from './life.js';
import type { PageFunctions } from './page-functions.js';
import type { StorageDescription } from './describe-storage.js';
import type { PageGifts, User } from './page-gifts.js';
import type { PageMessage } from './page-messages.js';
import type { Erased } from './rights.js';
import type { Started } from './start.js';

/** What a page can do with the conversation. None of it rejects for a network failure: state carries it. */
export abstract class ConversationElement extends ElementBase implements PageGifts {
  protected abstract readonly life: ConversationLife;
  abstract get config(): Config;
  abstract set config(values: Readonly<Record<string, unknown>>);
  abstract readonly whenReady: Promise<void>;
  /** Switched off, by its settings or for this page. */
  abstract get disabled(): boolean;
  abstract get strings(): PageGifts['strings'];
  abstract get languages(): PageGifts['languages'];
  abstract readonly words: PageGifts['words'];
  abstract open(options?: { readonly focus?: boolean }): Promise<void>;
  abstract close(): Promise<void>;
  /** Shows another conversation where one was shown. */
  abstract reopen(): Promise<void>;
  /** What the page wants its backend to know with each request. */
  declare attributesForRequests: PageGifts['attributesForRequests'];
  /** What the page wants its backend to know with each message of the visitor. */
  declare meta: PageGifts['meta'];
  /** A place of the page's own for what outlives it, in place of the browser's; it counts from the next conversation on. */
  declare storage: PageGifts['storage'];
  /** Gives a token, at first (`first`) and again whenever one was refused (`refused`). */
  declare getToken: PageGifts['getToken'];
  /** Gives a session, in the same way, where the page's own server makes them. */
  declare getSession: PageGifts['getSession'];
  #contact: PageGifts['contact'];
  #user: User | undefined;
  #userToken: string | undefined;

  /** Who the visitor is known to be; it goes to the backend in its own form. Another `id` is somebody else: see `setUser`. */
  get user(): User | undefined {
    return this.#user;
  }
  set user(user: User | undefined) {
    void this.setUser(user);
  }
  /** How they can be reached, as far as the page knows: nobody asks them for that again, and the backend is told. */
  get contact(): PageGifts['contact'] {
    return this.#contact;
  }
  set contact(contact: PageGifts['contact']) {
    this.#contact = contact;
    // Whoever looks at the settings looks again.
    this.config = {};
  }
  /** The token that came with the user. */
  get userToken(): string | undefined {
    return this.#userToken;
  }
  /**
   * Says who the visitor is. Somebody else than before (another `id`) finds nothing of what was said: the conversation
   * ends and everything kept of it is wiped before the next one begins. The same `id` again only changes the rest.
   */
  async setUser(user?: User, { token = '' }: { readonly token?: string } = {}): Promise<void> {
    const { id } = this.#user ?? {};
    const same = id === user?.id;
    // Somebody whom nobody knew, and who said nothing, leaves nothing.
    const left = !same && (id || this.life.running) ? this.life.leave() : undefined;
    if (!same || token) this.#userToken = token || undefined;
    this.#user = user;
    if (await left) await this.reopen();
  }
  /**
   * The user who was named is nobody in particular any more; nothing of theirs stays. Whoever was not named keeps their
   * conversation: `eraseData` forgets them.
   */
  logout(): Promise<void> {
    this.contact = undefined;
    return this.setUser();
  }

  /** The conversation so far; a fresh array. */
  get messages(): readonly Message[] {
    return this.chat?.messages() ?? [];
  }
  /** The running conversation, for plugins. */
  get chat(): Chat | undefined {
    return this.life.started?.chat;
  }

  /** What is said before the settings are there waits for them: they say to whom. */
  async #begun(): Promise<Started | undefined> {
    await this.whenReady;
    return this.disabled ? undefined : this.life.start();
  }

  /** Forgets the visitor: on this device, in all tabs, and at the backend where it can. What comes next begins anew. */
  async eraseData(): Promise<Erased> {
    return (await import('./rights.js')).eraseData(this, this.life);
  }
  /**
   * With `consent="gate"`: the visitor agrees, or does not (any more). For pages that ask in a place of their own; an
   * agreement that is taken back wipes what was kept on this device.
   */
  async setConsent(agreed: boolean): Promise<void> {
    return (await import('./rights.js')).setConsent(this, this.life, agreed);
  }
  /** What this widget may keep, why and until when, and what of it there is now: keys and sizes, no contents. */
  async describeStorage(): Promise<StorageDescription> {
    return (await import('./describe-storage.js')).describeStorage(this.config, this);
  }
  /** Opens the panel and puts the cursor where the visitor writes. */
  async focusComposer(): Promise<void> {
    await this.open();
    await (await this.#begun())?.panel.focusComposer();
  }
  /** What the visitor finds in the composer; files go through the same limits as theirs. */
  async setComposerValue({ text, files }: Partial<Pick<Draft, 'text' | 'files'>>): Promise<void> {
    const started = await this.#begun();
    if (started && text !== undefined) started.chat.draft.set(text);
    if (started && files) await (await import('./attach-files.js')).attachFiles(started.panel, files);
  }
  /**
   * Says it for the visitor, with files, or `hidden`, without a bubble of its own. The id of the message, which itself
   * shows what becomes of it.
   */
  async sendMessage(message: string | Draft): Promise<string | undefined> {
    const draft: Draft = typeof message === 'string' ? { text: message } : message;
    const { text = '', files, meta } = draft;
    if (!text.trim() && !meta && !files?.length) return undefined;
    return (await this.#begun())?.send({ ...draft, text });
  }
  /** Says everything in another language from now on; the setting's other languages stay to choose from. */
  setLanguage(language: string): void {
    this.config = { language: [language, ...this.config.language.filter((each) => each !== language)] };
  }
  /** The page's functions that the backend may call, while the setting `tools` is on. */
  declare functions: PageFunctions | undefined;
  /** Adds functions, or replaces those of the same name. */
  registerFunctions(functions: PageFunctions): void {
    this.functions = { ...this.functions, ...functions };
  }
  /** Takes functions back, by their names. */
  unregisterFunctions(names: string | readonly string[]): void {
    const functions = { ...this.functions };
    for (const name of [names].flat()) Reflect.deleteProperty(functions, name);
    this.functions = functions;
  }
  /** Names of plugins that are on. Plugins themselves, when assigned, become known; a name turns them on. */
  get plugins(): readonly string[] {
    return this.config.plugins;
  }
  set plugins(list: readonly (string | Plugin)[] | null | undefined) {
    const names = list?.filter((each) => typeof each === 'string' || void registerPlugin(each)) ?? [];
    if (names.length || !list?.length) this.config = { plugins: names };
  }
  /** Ends the answer that is under way. */
  stop(): void {
    this.chat?.stop();
  }
  /** Sends a failed message again, with the id it always had. */
  retry(id: string): void {
    this.chat?.retry(id);
  }
  /** Ends this conversation and begins another; nobody is asked. */
  async restartConversation(): Promise<void> {
    await (await this.#begun())?.restart();
  }
  /** The conversation as a document; with `download` the visitor gets it as a file. */
  async exportConversation(options?: ExportOptions): Promise<string> {
    return (await import('./export.js')).exportFrom(this, options);
  }
  /** Puts a message of the page's own into the conversation, the bot's unless it says otherwise. Its id. */
  async addMessage(message: PageMessage): Promise<string | undefined> {
    const chat = (await this.#begun())?.chat;
    return chat && (await import('./page-messages.js')).addMessage(chat, message);
  }
  /** Changes a message; `text` replaces all that it says. */
  updateMessage(id: string, { text, ...patch }: Partial<Omit<Message, 'id'>> & { readonly text?: string }): void {
    const parts: Pick<Message, 'parts'> | undefined =
      text === undefined ? undefined : { parts: [{ type: 'text', text }] };
    this.chat?.receive({ type: 'message-updated', id, patch: { ...parts, ...patch } });
  }
  /**
   * Says something to a visitor who may not be looking: it counts as unread, and stands beside the launcher while the
   * chat is closed. Once for each id. The id of the message.
   */
  async notify(message: { readonly text: string; readonly id?: string }): Promise<string | undefined> {
    const chat = (await this.#begun())?.chat;
    return chat && (await import('./notify.js')).notify(chat, message);
  }
  /** Connects now, as the first opening would. */
  async connect(): Promise<void> {
    await (await this.#begun())?.chat.open();
  }
  /** Hangs up. The conversation stays; the next word, or `connect`, goes on with it. */
  async disconnect(): Promise<void> {
    await this.chat?.disconnect();
  }
}

// Frameworks assign properties only where they find them.
for (const gift of ['attributesForRequests', 'meta', 'storage', 'getToken', 'getSession', 'functions'])
  Reflect.set(ConversationElement.prototype, gift, undefined);
