import { html, type TemplateResult } from 'lit';
import { noticeEnglish } from '../../../src/i18n/parts/notice.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { PartElement } from '../part-element.js';
import { noticeWords } from './notice-words.js';
import { styles } from './notice.styles.js';

/**
 * One quiet line about the conversation itself.
 * @tag chat-notice
 * @csspart notice - The line.
 */
export class ChatNotice extends PartElement<'notice'> {
  static override styles = [PartElement.styles, styles];

  readonly #strings = new StringsController(this, noticeEnglish);

  protected override draw(data: PartMap['notice']): TemplateResult {
    const words = this.#strings.value;
    return html`<p part="notice" lang=${words.locale}>${noticeWords(data, words)}</p>`;
  }
}

define('chat-notice', ChatNotice);

declare global {
  interface HTMLElementTagNameMap {
    'chat-notice': ChatNotice;
  }
}
