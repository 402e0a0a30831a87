/** How somebody can be reached. Fields of the page's own stand beside the usual ones, each under its name. */
export interface Contact {
  readonly name?: string;
  readonly email?: string;
  /** International: `+` and digits (E.164). */
  readonly phone?: string;
  readonly [field: string]: string | undefined;
}
