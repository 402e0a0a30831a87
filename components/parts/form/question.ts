import type { Picture } from '../../../src/protocol/part.js';

/** A choice, checked. */
export interface Item {
  readonly id: string;
  readonly label: string;
  readonly description: string | undefined;
  readonly image: Picture | undefined;
}

/** A field, checked: each kind takes from it what it needs. */
export interface Question {
  readonly type: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly format: string | undefined;
  readonly autocomplete: string | undefined;
  readonly placeholder: string | undefined;
  /** Countries whose phone numbers may be written without their code. */
  readonly regions: readonly string[];
  readonly multiline: boolean;
  readonly rows: number | undefined;
  readonly maxLength: number | undefined;
  readonly items: readonly Item[];
  /** More than one item may be chosen. */
  readonly many: boolean;
  readonly min: number;
  readonly max: number;
  readonly image: Picture | undefined;
}
