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
  /** More than one choice (stentor MultiSelect): `token` is the first of them. */
  readonly tokens?: readonly string[];
}
/** Sends opaque data back; the visitor sees only the label. */
export interface PostbackAction {
  readonly type: 'postback';
  readonly label: string;
  readonly data: string;
}
/** Opens an address. The view passes it through its address policy before it becomes a link. */
export interface LinkAction {
  readonly type: 'link';
  readonly label: string;
  readonly url: string;
}
/** Calls a phone number. */
export interface CallAction {
  readonly type: 'call';
  readonly label: string;
  readonly phone: string;
}
/**
 * The visitor wants to choose a time (stentor ScheduleButton). A page with a scheduler of its own refuses the wish
 * and opens it; otherwise the label is said.
 */
export interface ScheduleAction {
  readonly type: 'schedule';
  readonly label: string;
}

/** What a chip, a card button or a list item does when it is chosen. */
export type Action = ReplyAction | SelectAction | PostbackAction | LinkAction | CallAction | ScheduleAction;
