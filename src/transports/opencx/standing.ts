import { present, recordOf, textOf } from '../../net/untrusted.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { Party } from '../../protocol/message.js';

/** What the visitor was told of a session: it is told again only when it changes, also after a reload. */
export interface Told {
  /** Who answers; absent while no person does. */
  readonly agent?: string;
  readonly handedOff?: boolean;
  readonly closed?: boolean;
}
/** What a session's state means to a conversation, and what has been told by then. */
export interface Standing {
  readonly told: Told;
  readonly events: readonly ChatEvent[];
}

const partyOf = (name: string, avatarUrl?: string): Party => ({
  id: `agent:${name}`,
  author: 'agent',
  ...present({ name: name || undefined, avatarUrl }),
});
const handoff = (to: 'none' | 'requested' | 'active'): ChatEvent => ({ type: 'handoff-changed', handoff: to });

function assigned(told: Told, session: Readonly<Record<string, unknown>>): Standing {
  const assignee = recordOf(session['assignee']);
  const agent = assignee['kind'] === 'human' ? (textOf(assignee['name']) ?? '') : undefined;
  const handedOff = agent === undefined && session['isHandedOff'] === true;
  const left: readonly ChatEvent[] =
    told.agent === undefined || told.agent === agent
      ? []
      : [{ type: 'party-changed', party: partyOf(told.agent), present: false }];
  const next = present({ agent, handedOff: handedOff || undefined, closed: told.closed });
  if (agent !== undefined) {
    const party = partyOf(agent, textOf(assignee['avatarUrl']));
    const came: readonly ChatEvent[] = [{ type: 'party-changed', party, present: true }, handoff('active')];
    return { told: next, events: told.agent === agent ? [] : [...left, ...came] };
  }
  if (handedOff) return { told: next, events: told.handedOff ? left : [...left, handoff('requested')] };
  return { told: next, events: told.agent !== undefined || told.handedOff ? [...left, handoff('none')] : left };
}

function closedNow(told: Told, session: Readonly<Record<string, unknown>>, now: number): Standing {
  const closed = session['isOpened'] === false;
  if (!closed || told.closed) return { told: { ...told, ...(closed ? {} : { closed: false }) }, events: [] };
  const id = `ended:${textOf(session['id']) ?? ''}:${textOf(session['updatedAt']) ?? ''}`;
  return {
    told: { ...told, closed },
    events: [
      {
        type: 'message-added',
        message: {
          id,
          author: 'system',
          parts: [{ type: 'notice', event: 'ended' }],
          delivery: 'delivered',
          streaming: false,
          createdAt: now,
        },
      },
      { type: 'conversation-ended' },
    ],
  };
}

/** A session as the backend tells of it: who answers, whether a person is wanted, whether it is over. Pure. */
export function standingOf(told: Told, value: unknown, now: number): Standing {
  const session = recordOf(value);
  if (!Object.keys(session).length) return { told, events: [] };
  const first = assigned(told, session);
  const second = closedNow(first.told, session, now);
  return { told: second.told, events: [...first.events, ...second.events] };
}

/** The backend's bot gave the visitor away; who takes over is not known yet. */
export const handedOver = (told: Told): Standing =>
  told.agent !== undefined || told.handedOff
    ? { told, events: [] }
    : { told: { ...told, handedOff: true }, events: [handoff('requested')] };
