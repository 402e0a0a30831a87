import { definePart } from '../define-part.js';
import { aText, has, type Check } from '../shape.js';
import type { FormField } from './form-field.js';
import { formWords } from './form-words.js';

/** Some fields that are asked at once. */
export interface FormStep {
  readonly name: string;
  readonly title?: string;
  /** The title where there is none. */
  readonly label?: string;
  readonly subtitle?: string;
  readonly fields: readonly FormField[];
  /** As with fields; a step that does not apply is left out. */
  readonly condition?: string;
  readonly nextLabel?: string;
  readonly previousLabel?: string;
  readonly hidePrevious?: boolean;
  /** Its button sends the form, whatever steps follow. */
  readonly final?: boolean;
}
/** Questions with fields for the answers, sent once. */
export interface FormPart {
  readonly type: 'form';
  /** What the backend calls the form. */
  readonly name: string;
  readonly title?: string;
  /** May be left out where `fields` are all there is. */
  readonly steps?: readonly FormStep[];
  /** A form of one step. */
  readonly fields?: readonly FormField[];
  /** It can be filled in only until something else is said. */
  readonly onlyLast?: boolean;
  readonly submitLabel?: string;
  /** Said once it is sent. */
  readonly thanks?: string;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    form: FormPart;
  }
}

const someOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.some(check);
const asks = has({ fields: someOf(has({ name: aText })) });

/** One question is enough: what cannot be asked is left out when the form is drawn. */
export const form = definePart({
  kind: 'form',
  tag: 'chat-form',
  setting: 'form',
  accepts: (part) => has({ name: aText })(part) && (asks(part) || has({ steps: someOf(asks) })(part)),
  load: () => import('./form.js'),
  toText: formWords,
});
