import { html, nothing, type TemplateResult } from 'lit';
import type { Action } from '../../src/protocol/action.js';
import { ChatLinkRequest, ChatSelectRequest } from '../foundation/events/requests.js';
import { safeUrl } from './safe-url.js';

export interface ActionLook {
  readonly class: string;
  readonly part?: string;
  /** Accessible name, where the label alone would not do. */
  readonly name?: string;
  /** What is dispatched, where it differs from what is shown. */
  readonly said?: Action;
}

/** A button that asks for its action, or a link that may be refused; a link to a forbidden place is its words only. */
export function actionTemplate(action: Action, look: ActionLook): TemplateResult | typeof nothing {
  const said = look.said ?? action;
  const name = look.name ?? nothing;
  const part = look.part ?? nothing;
  if (said.type !== 'link')
    return html`<button
      type="button"
      class=${look.class}
      part=${part}
      aria-label=${name}
      dir="auto"
      @click=${(event: Event) => event.currentTarget?.dispatchEvent(new ChatSelectRequest(said))}
    >
      ${action.label}
    </button>`;

  const url = safeUrl(said.url);
  if (!url) return html`<span class=${look.class} part=${part} dir="auto">${action.label}</span>`;
  return html`<a
    class=${look.class}
    part=${part}
    href=${url}
    target="_blank"
    rel="noopener noreferrer nofollow ugc"
    aria-label=${name}
    dir="auto"
    @click=${(event: Event) => {
      if (!event.currentTarget?.dispatchEvent(new ChatLinkRequest(url))) event.preventDefault();
      else event.currentTarget.dispatchEvent(new ChatSelectRequest(said));
    }}
    >${action.label}</a
  >`;
}
