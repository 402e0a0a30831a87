import { html, nothing, type TemplateResult } from 'lit';
import type { Action } from '../../src/protocol/action.js';
import { ChatLinkRequest, ChatSelectRequest } from '../foundation/events/requests.js';
import type { AddressPolicy } from './address-policy.js';
import { withoutDeceit } from './safe-url.js';

export interface ActionLook {
  readonly class: string;
  readonly part?: string;
  /** Accessible name, where the label alone would not do. */
  readonly name?: string;
  /** What its words are in, where that is not the language around it. */
  readonly lang?: string;
  /** What is dispatched, where it differs from what is shown. */
  readonly said?: Action;
  /** The choice was made, or its time is over. */
  readonly disabled?: boolean;
}

/** Where an action leads; `undefined` for one that is said. A forbidden place is the empty string. */
function addressOf(action: Action, { link }: AddressPolicy): string | undefined {
  if (action.type === 'link') return link(action.url) ?? '';
  if (action.type === 'call') return link(`tel:${action.phone.replace(/[^\d+*#;,]/g, '')}`) ?? '';
  return undefined;
}

/** A button that asks for its action, or a link that may be refused; a link to a forbidden place is its words only. */
export function actionTemplate(
  action: Action,
  look: ActionLook,
  addresses: AddressPolicy,
): TemplateResult | typeof nothing {
  const said = look.said ?? action;
  const label = withoutDeceit(action.label);
  const name = look.name ?? nothing;
  const part = look.part ?? nothing;
  const lang = look.lang || nothing;
  const url = addressOf(said, addresses);
  if (url === undefined)
    return html`<button
      type="button"
      class=${look.class}
      part=${part}
      aria-label=${name}
      lang=${lang}
      dir="auto"
      ?disabled=${look.disabled}
      @click=${(event: Event) => event.currentTarget?.dispatchEvent(new ChatSelectRequest(said))}
    >
      ${label}
    </button>`;

  if (!url) return html`<span class=${look.class} part=${part} lang=${lang} dir="auto">${label}</span>`;
  return html`<a
    class=${look.class}
    part=${part}
    href=${url}
    target="_blank"
    rel="noopener noreferrer nofollow ugc"
    aria-label=${name}
    lang=${lang}
    dir="auto"
    @click=${(event: Event) => {
      if (!event.currentTarget?.dispatchEvent(new ChatLinkRequest(url))) event.preventDefault();
      else event.currentTarget.dispatchEvent(new ChatSelectRequest(said));
    }}
    >${label}</a
  >`;
}
