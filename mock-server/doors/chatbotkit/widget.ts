import type { Backend } from '../../backend.js';
import { allowsOrigin } from '../../origin.js';
import { Problem } from '../../problem.js';
import { resolveWidget } from './management/resolve-widget.js';

/** What a session can do is what its widget is set to do; nothing that a request says changes it. */
export interface Widget {
  readonly id: string;
  /** Whose it is; everybody’s where it is undefined. */
  readonly owner: string | undefined;
  /** Who answers. */
  readonly botId: string;
  /** The bot's first words. */
  readonly initial: string | undefined;
  /** Longest session, in seconds. */
  readonly longest: number | undefined;
  /** Visitors may say who they are. */
  readonly collectsContacts: boolean;
  /** The visitor sees what the bot thinks and does. */
  readonly verbose: boolean;
  /** Visitors may send files. */
  readonly takesFiles: boolean;
  /** The bot may call functions of the page. */
  readonly callsFunctions: boolean;
}

/**
 * The widget of that id or alias, for a page that may use it, or for its owner's server where the origin is undefined.
 * Throws a `Problem` where there is none, or none to talk to.
 */
export function widgetFor({ store }: Backend, key: string, origin: string | null | undefined): Widget {
  const widget = resolveWidget(store, key);
  if (!widget) throw new Problem(404, 'unknown-widget', 'There is no such widget.');
  if (widget === 'deleted') throw new Problem(404, 'deleted-widget', 'This widget was deleted.');
  const { botId, initial, sessionDuration, contactCollection, disabled, verbose, attachments, tools } = widget.settings;
  if (widget.origins && origin !== undefined && !allowsOrigin(widget.origins, origin))
    throw new Problem(403, 'bad-origin', 'This widget is not for that origin.');
  if (disabled === true) throw new Problem(403, 'disabled', 'This widget is switched off.');
  if (typeof botId !== 'string' || botId === '') throw new Problem(400, 'no-bot', 'This widget has no bot.');
  return {
    id: widget.id,
    owner: widget.owner,
    botId,
    initial: typeof initial === 'string' && initial !== '' ? initial : undefined,
    longest: typeof sessionDuration === 'number' && sessionDuration > 0 ? sessionDuration / 1000 : undefined,
    collectsContacts: contactCollection === true,
    verbose: verbose !== false,
    takesFiles: attachments !== false,
    callsFunctions: tools !== false,
  };
}
