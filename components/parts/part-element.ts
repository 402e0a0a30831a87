import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import type { PartKind, PartMap } from '../../src/protocol/part.js';
import { defaultPlatform } from '../../src/platform/platform.js';
import { partMemoryContext } from '../foundation/contexts.js';
import { createPartMemory, type PartMemory } from '../foundation/part-memory.js';
import { ConfigController } from '../foundation/controllers/surroundings.js';
import { base, controls } from '../foundation/styles/controls.js';
import { addressPolicy, type AddressPolicy } from './address-policy.js';
import { honest } from './honest.js';
import { wordsOf } from './words-of.js';

/**
 * What every part's element is: it gets a part, draws it, and asks. A part that cannot be drawn after all is its own
 * words, and never takes its message with it.
 */
export abstract class PartElement<K extends PartKind> extends LitElement {
  static override styles: CSSResultGroup = [base, controls];
  static override properties: PropertyDeclarations = {
    data: { attribute: false },
    streaming: { attribute: false },
    live: { attribute: false },
    key: { attribute: false },
  };

  /** What to show. */
  data?: PartMap[K];
  /** The message still grows. */
  streaming = false;
  /** Nothing was said after this message. */
  live = true;
  /** Unique in the conversation: what the visitor puts in here is remembered under it. */
  key = '';

  /** The settings, for switches and hosts. */
  protected readonly config = new ConfigController(this);
  readonly #context = new ContextConsumer(this, { context: partMemoryContext });
  #own: PartMemory | undefined;
  #failed: unknown;

  /** Which links and pictures may be shown. */
  protected get addresses(): AddressPolicy {
    return addressPolicy(this.config.value);
  }

  /** What was remembered under `name`, of this part or of another `key`; words from storage, so check them. */
  protected recall(name: string, key = this.key): unknown {
    return this.#memory.get(`${key}/${name}`);
  }
  /** Remembers JSON as long as the conversation lives, and draws again. */
  protected remember(name: string, value: unknown, key = this.key): void {
    this.#memory.set(`${key}/${name}`, value);
    this.requestUpdate();
  }
  /** A part that stands alone, in docs or tests, remembers by itself. */
  get #memory(): PartMemory {
    return this.#context.value ?? (this.#own ??= createPartMemory());
  }

  /** The part as it looks now. */
  protected abstract draw(data: PartMap[K]): unknown;

  protected override render(): unknown {
    if (!this.data) return nothing;
    try {
      return this.draw(honest(this.data));
    } catch (reason) {
      if (this.#failed !== this.data)
        defaultPlatform.warn('render-failed', `A ${this.localName} could not be drawn.`, reason);
      this.#failed = this.data;
      return html`<p dir="auto">${wordsOf(this.data)}</p>`;
    }
  }
}
