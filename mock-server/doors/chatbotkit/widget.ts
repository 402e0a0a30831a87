import type { Backend } from '../../backend.js';
import { allowsOrigin } from '../../origin.js';
import { Problem } from '../../problem.js';

/** What a session can do is what its widget is set to do; nothing that a request says changes it. */
export interface Widget {
  readonly id: string;
  /** The bot's first words. */
  readonly initial: string | undefined;
  /** Longest session, in seconds. */
  readonly longest: number | undefined;
  /** Visitors may say who they are. */
  readonly collectsContacts: boolean;
}

/** The vendor writes a list with commas, semicolons or spaces; an empty one lists nobody and is none. */
function originsOf(origin: unknown): readonly string[] | undefined {
  const list = Array.isArray(origin) ? origin.map(String) : typeof origin === 'string' ? origin.split(/[,;\s]+/) : [];
  const rules = list.filter((rule) => rule !== '').map((rule) => rule.replace(/\/$/, ''));
  return rules.length > 0 ? rules : undefined;
}

/** The widget of that id, for a page that may use it. Throws a `Problem` where there is none, or none to talk to. */
export function widgetFor({ store }: Backend, id: string, origin: string | null): Widget {
  const config = store.config(id);
  if (!config) throw new Problem(404, 'unknown-widget', 'There is no such widget.');
  const { botId, initial, sessionDuration, contactCollection } = config;
  const origins = originsOf(config.origin);
  if (origins && !allowsOrigin(origins, origin))
    throw new Problem(403, 'bad-origin', 'This widget is not for that origin.');
  if (config.disabled) throw new Problem(403, 'disabled', 'This widget is switched off.');
  if (typeof botId !== 'string' || botId === '') throw new Problem(400, 'no-bot', 'This widget has no bot.');
  return {
    id,
    initial: typeof initial === 'string' && initial !== '' ? initial : undefined,
    longest: typeof sessionDuration === 'number' && sessionDuration > 0 ? sessionDuration / 1000 : undefined,
    collectsContacts: contactCollection === true,
  };
}
