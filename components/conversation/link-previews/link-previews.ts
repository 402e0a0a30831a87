import { html, LitElement, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { createPreviews, type Previews } from '../../../src/core/previews.js';
import type { Message } from '../../../src/protocol/message.js';
import type { Session } from '../../../src/protocol/session.js';
import { ChatController, ConfigController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { partNames } from '../../foundation/part-names.js';
import { base } from '../../foundation/styles/controls.js';
import { addressPolicy } from '../../parts/address-policy.js';
import '../../parts/link-preview/link-preview.js';
import { linksIn } from './links-in.js';
import { styles } from './link-previews.styles.js';

/** A new conversation has a new session, and knows nothing yet. */
const memories = new WeakMap<Session, Previews>();
const nothingKnown: ReadonlyMap<string, string> = new Map();

/**
 * Previews below a message, for the links that its texts drew. They are read from the drawn texts rather than from
 * their sources: markdown, HTML and plain words have been parsed, sanitised and checked there already, and code and
 * reply buttons are none. A text may draw in several steps (a long one does, and one that waits for its sanitiser), so
 * its tree is watched instead of asked once.
 *
 * Only what comes near the view asks. While it waits it keeps the room of a whole preview; where there is nothing to
 * show the room is given back, and the list's scrolling holds on to what is read.
 * @tag chat-link-previews
 */
export class ChatLinkPreviews extends LitElement {
  static override styles = [base, styles];
  static override properties = {
    parts: { attribute: false },
    links: { state: true },
    near: { state: true },
  };

  /** What the message is made of. */
  parts: Message['parts'] = [];

  /** Pages, and the links that lead there. */
  private links = nothingKnown;
  /** The message was in view. */
  private near = false;

  readonly #chat = new ChatController(this);
  readonly #config = new ConfigController(this);
  #gone = new AbortController();
  #seen: IntersectionObserver | undefined;
  #drawn = new MutationObserver(() => this.#read());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#gone = new AbortController();
    // An element without a size is nowhere; its message is somewhere.
    const { host } = this.getRootNode() as ShadowRoot;
    this.#seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      this.#seen?.disconnect();
      this.near = true;
    });
    this.#seen.observe(host);
    this.requestUpdate('parts');
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#gone.abort();
    this.#seen?.disconnect();
    this.#drawn.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('parts')) void this.#watch();
    this.hidden = this.#shown().length === 0;
  }

  protected override render() {
    const previews = this.#previews;
    return repeat(
      this.#shown(),
      ([page]) => page,
      ([page, url]) => {
        const preview = previews?.known(page);
        // The link stays the message's own: what it shows is where it leads, whatever the backend found behind it.
        return html`<chat-link-preview
          exportparts=${partNames}
          steady
          ?waiting=${!preview}
          .data=${preview ? { ...preview, type: 'link-preview', url } : undefined}
        ></chat-link-preview>`;
      },
    );
  }

  protected override updated(): void {
    const { signal } = this.#gone;
    const previews = this.#previews;
    if (!this.near || !previews || signal.aborted) return;
    for (const page of this.links.keys())
      if (previews.known(page) === undefined && !this.#asked.has(page)) {
        this.#asked.add(page);
        void previews.ask(page, signal).then(() => {
          this.#asked.delete(page);
          if (!signal.aborted) this.requestUpdate();
        });
      }
  }
  readonly #asked = new Set<string>();

  get #previews(): Previews | undefined {
    const chat = this.#chat.value;
    if (!chat?.unfurl) return undefined;
    const session = chat.session.get();
    const previews = memories.get(session) ?? createPreviews(chat.unfurl);
    memories.set(session, previews);
    return previews;
  }

  /** What takes room: previews that are there, and those that are asked for. */
  #shown(): readonly (readonly [string, string])[] {
    const previews = this.#previews;
    if (!previews) return [];
    const { link } = addressPolicy(this.#config.value);
    return [...this.links].filter(([page, url]) => {
      const known = previews.known(page);
      return link(url) !== undefined && (known ?? (known === undefined && this.near));
    });
  }

  /** The texts beside this element, once they can be looked into. */
  async #watch(): Promise<void> {
    await customElements.whenDefined('chat-text');
    if (!this.isConnected) return;
    this.#drawn.disconnect();
    for (const { shadowRoot } of this.#texts)
      if (shadowRoot)
        this.#drawn.observe(shadowRoot, { childList: true, subtree: true, attributeFilter: ['href', 'part'] });
    this.#read();
  }
  get #texts(): readonly Element[] {
    return [...(this.getRootNode() as ShadowRoot).querySelectorAll('chat-text')];
  }
  #read(): void {
    const told = this.parts.flatMap((part) =>
      'url' in part && part.type === 'link-preview' ? [String(part.url)] : [],
    );
    const links = linksIn(this.#texts, told);
    if (JSON.stringify([...links]) !== JSON.stringify([...this.links])) this.links = links;
  }
}

define('chat-link-previews', ChatLinkPreviews);

declare global {
  interface HTMLElementTagNameMap {
    'chat-link-previews': ChatLinkPreviews;
  }
}
