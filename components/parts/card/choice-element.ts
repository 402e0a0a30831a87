import type { Action } from '../../../src/protocol/action.js';
import type { PartKind } from '../../../src/protocol/part.js';
import type { ChatSelectRequest } from '../../foundation/events/requests.js';
import { PartElement } from '../part-element.js';

/** These lead elsewhere and choose nothing: they can be followed again and again. */
const leads: readonly Action['type'][] = ['link', 'call'];

/** A part to choose from: what was chosen is remembered, and the choice ends with the next word in the conversation. */
export abstract class ChoiceElement<K extends PartKind> extends PartElement<K> {
  /** What was chosen: a key that the part itself gave. */
  protected get chosen(): string | undefined {
    const key = this.recall('chosen');
    return typeof key === 'string' ? key : undefined;
  }

  /** The choice was made, and the conversation went on. Links still lead where they lead. */
  protected get over(): boolean {
    return this.chosen !== undefined && !this.live;
  }

  /** Listens for the wish of what is inside; one that the page refuses was not a choice. */
  protected choosing =
    (key: string) =>
    (event: ChatSelectRequest): void => {
      if (leads.includes(event.action.type)) return;
      queueMicrotask(() => {
        if (!event.defaultPrevented) this.remember('chosen', key);
      });
    };
}
