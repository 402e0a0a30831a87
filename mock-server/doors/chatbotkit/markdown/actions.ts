import type { Action } from '../../../../src/protocol/action.js';

/** A label that stays one: what markdown reads as the end of it is taken out. */
export const labelOf = (text: string): string => text.replace(/[[\]\r\n]+/g, ' ').trim();

/** An address that stays one within the parentheses of a link. */
const placeOf = (url: string): string => (/[\s()<>]/.test(url) ? `<${url.replace(/[<>\r\n]/g, '')}>` : url);

/** A link; without an address it is a reply that says its label. */
export const linkTo = (label: string, url = ''): string => `[${labelOf(label)}](${url && placeOf(url)})`;

/** Where choosing it leads; undefined where it says something. */
const addressOf = (action: Action): string | undefined =>
  action.type === 'link'
    ? action.url
    : action.type === 'call'
      ? `tel:${action.phone.replace(/[^+\d]/g, '')}`
      : undefined;

/** An action as a link in the text: drawn as a button where it leads somewhere. */
export function actionLink(action: Action): string {
  const url = addressOf(action);
  return linkTo(action.label, url && `${url}#button`);
}

/** An action as a line of a block: what has no address says its caption. */
export function actionLine(action: Action): { readonly caption: string; readonly link?: string } {
  const link = addressOf(action);
  return { caption: action.label, ...(link !== undefined && { link }) };
}
