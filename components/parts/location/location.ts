import { html, nothing } from 'lit';
import { locationEnglish } from '../../../src/i18n/parts/location.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { actionTemplate } from '../action-template.js';
import { PartElement } from '../part-element.js';
import { styles } from './location.styles.js';

type Place = PartMap['location'];

/** As exact as a house. */
const degrees = {
  style: 'unit',
  unit: 'degree',
  unitDisplay: 'narrow',
  maximumFractionDigits: 4,
} as const;

const mapOf = ({ latitude, longitude }: Place): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;

const pin = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0c0 5.4-6.5 11-6.5 11z"></path>
  <circle cx="12" cy="10" r="2.3"></circle>
</svg>`;

/**
 * A place: what it is called, where it is, and a map that opens elsewhere. No map is fetched.
 * @tag chat-location
 * @fires {ChatLinkRequest} chat-link-request - The map is about to open.
 * @csspart card - The place.
 * @csspart link - Opens the map.
 */
export class ChatLocation extends PartElement<'location'> {
  static override styles = [PartElement.styles, styles];

  readonly #strings = new StringsController(this, locationEnglish);

  protected override draw(place: Place) {
    const strings = this.#strings.value;
    const label = place.label?.trim() || strings['location.name'];
    return html`<div class="place" part="card">
      <span class="pin">${pin}</span>
      <p>
        <b dir="auto" lang=${place.label?.trim() ? nothing : strings.locale}>${label}</b>
        <small lang=${strings.locale}><bdi>${this.#coordinates(place)}</bdi></small>
      </p>
      ${actionTemplate(
        { type: 'link', label: strings['location.open'], url: mapOf(place) },
        {
          class: 'button plain',
          part: 'link',
          name: `${strings['location.open']}: ${label}`,
          lang: strings.locale,
        },
        this.addresses,
      )}
    </div>`;
  }

  #coordinates({ latitude, longitude }: Place): string {
    const strings = this.#strings.value;
    const format = new Intl.NumberFormat(strings.locale, degrees);
    const north = strings[latitude < 0 ? 'location.south' : 'location.north'](format.format(Math.abs(latitude)));
    const east = strings[longitude < 0 ? 'location.west' : 'location.east'](format.format(Math.abs(longitude)));
    return `${north}, ${east}`;
  }
}

define('chat-location', ChatLocation);

declare global {
  interface HTMLElementTagNameMap {
    'chat-location': ChatLocation;
  }
}
