import { html, nothing } from 'lit';
import { sourcesEnglish } from '../../../src/i18n/parts/sources.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { actionTemplate } from '../action-template.js';
import { DisclosureElement } from '../disclosure-element.js';
import { styles } from './sources.styles.js';

type Source = PartMap['sources']['sources'][number];

/** Whom a link leads to, without what every address has. */
function hostOf(url: string | undefined): string {
  return url && URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : '';
}

/**
 * Where an answer comes from: a line that opens into a numbered list.
 * @tag chat-sources
 * @fires {ChatLinkRequest} chat-link-request - A source is about to open.
 * @csspart sources - The line and the list.
 * @csspart link - The title of a source that can be opened.
 */
export class ChatSources extends DisclosureElement<'sources'> {
  static override styles = [DisclosureElement.styles, styles];

  readonly #strings = new StringsController(this, sourcesEnglish);

  protected override draw({ sources }: PartMap['sources']) {
    const strings = this.#strings.value;
    return this.disclosure(
      'sources',
      html`<span lang=${strings.locale}>${strings['sources.count'](sources.length)}</span>`,
      () =>
        html`<ol>
          ${sources.map((source) => this.#source(source))}
        </ol>`,
    );
  }

  #source({ title, url, snippet }: Source) {
    const address = this.addresses.link(url);
    const host = hostOf(address);
    return html`<li>
      <div dir="auto">
        ${
          address
            ? actionTemplate(
                { type: 'link', label: title, url: address },
                { class: 'title', part: 'link' },
                this.addresses,
              )
            : html`<span class="title">${title}</span>`
        }
        ${host ? html`<bdi class="host">${host}</bdi>` : nothing} ${snippet ? html`<p>${snippet}</p>` : nothing}
      </div>
    </li>`;
  }
}

define('chat-sources', ChatSources);

declare global {
  interface HTMLElementTagNameMap {
    'chat-sources': ChatSources;
  }
}
