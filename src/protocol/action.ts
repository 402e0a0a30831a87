/** Says `text` (or the label) as if the visitor had typed it. */
export interface ReplyAction {
  readonly type: 'reply';
  readonly label: string;
  readonly text?: string;
}
/** Chooses something the bot offered; the token goes back to the backend in its own words. */
export interface SelectAction {
  readonly type: 'select';
  readonly label: string;
  readonly token: string;
}
/** Sends opaque data back; the visitor sees only the label. */
export interface PostbackAction {
  readonly type: 'postback';
  readonly label: string;
  readonly data: string;
}
/** Opens an address. The view passes it through `safeUrl` before it becomes a link. */
export interface LinkAction {
  readonly type: 'link';
  readonly label: string;
  readonly url: string;
}

/** What a chip, a card button or a list item does when it is chosen. */
export type Action = ReplyAction | SelectAction | PostbackAction | LinkAction;
