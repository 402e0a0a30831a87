import type { Picture } from '../../../src/protocol/part.js';

/** One of several that can be chosen; `id` goes to the backend, `label` is read. */
export interface FormItem {
  readonly id: string;
  readonly label: string;
  readonly selected?: boolean;
}
/** A choice with more to see than its name. */
export interface FormCardItem extends FormItem {
  readonly description?: string;
  readonly image?: Picture;
}

interface FieldBase {
  /** What the backend calls the answer. */
  readonly name: string;
  readonly label?: string;
  /** The label where there is none; beside a label it is its explanation. */
  readonly title?: string;
  /** An expression over the answers so far, like `room === 'sea'` (see condition.ts). */
  readonly condition?: string;
  readonly mandatory?: boolean;
  /** Said instead of our own words when nothing was put in. */
  readonly mandatoryError?: string;
  /** Of all fields that name the same group, at least one has to be filled in. */
  readonly mandatoryGroup?: string;
}
/** What a text is expected to be; checks are lenient, keyboards and autofill follow it. */
export type TextFormat = 'email' | 'phone' | 'address' | 'zip' | 'url' | 'number' | 'plain';

export interface TextField extends FieldBase {
  readonly type: 'text';
  readonly format?: TextFormat;
  readonly multiline?: boolean;
  readonly rows?: number;
  /** Characters. */
  readonly maxLength?: number;
  readonly placeholder?: string;
  /** HTML's word for what browsers may fill in. */
  readonly autocomplete?: string;
  readonly value?: string;
}
/** A phone number of any country, checked, and sent as `+` and digits (E.164). */
export interface PhoneField extends FieldBase {
  readonly type: 'phone';
  /** Countries (ISO 3166) whose numbers may be written without their code, after the visitor's own. */
  readonly regions?: readonly string[];
  readonly placeholder?: string;
  readonly autocomplete?: string;
  readonly value?: string;
}
export interface DropdownField extends FieldBase {
  readonly type: 'dropdown';
  readonly items: readonly FormItem[];
  readonly placeholder?: string;
}
interface ChoiceField extends FieldBase {
  /** One only. */
  readonly radio?: boolean;
  readonly min?: number;
  readonly max?: number;
}
export interface ChipsField extends ChoiceField {
  readonly type: 'chips';
  readonly items: readonly FormItem[];
}
export interface ChecksField extends ChoiceField {
  readonly type: 'checks';
  readonly items: readonly FormItem[];
}
/** One card of several, unless `radio` is false. */
export interface CardsField extends ChoiceField {
  readonly type: 'cards';
  readonly items: readonly FormCardItem[];
}
/** A day as YYYY-MM-DD. */
export interface DateField extends FieldBase {
  readonly type: 'date';
  readonly value?: string;
}
/** Two days; sent as `{ from, to }`. */
export interface DateRangeField extends FieldBase {
  readonly type: 'date-range';
  readonly from?: string;
  readonly to?: string;
}
/** A day and a time as YYYY-MM-DDTHH:MM, in the visitor's own time zone. */
export interface DateTimeField extends FieldBase {
  readonly type: 'date-time';
  readonly value?: string;
  /** The day alone is sent under this name too. */
  readonly dateName?: string;
}
/** Sent as it is, never seen. */
export interface HiddenField extends FieldBase {
  readonly type: 'hidden';
  readonly value?: string;
}
/** Words and a picture between the fields; there is nothing to put in. */
export interface NoteField extends FieldBase {
  readonly type: 'note';
  readonly text?: string;
  readonly image?: Picture;
}
/** What can be asked. */
export type FormField =
  | TextField
  | PhoneField
  | DropdownField
  | ChipsField
  | ChecksField
  | CardsField
  | DateField
  | DateRangeField
  | DateTimeField
  | HiddenField
  | NoteField;
