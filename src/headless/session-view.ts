import type { Chat } from '../core/chat.js';
import type { WidgetSession } from './chat-state.js';
import type { NormalizedConfig } from './create-config.js';

/**
 * The running conversation as OpenCX describes a session, by the backend's own id where that is another one; the same
 * object as `last` where nothing changed.
 */
export function sessionOf(
  { session, state, messages }: Chat,
  { bot, contactToken }: NormalizedConfig,
  last: WidgetSession | null,
  remoteId?: string,
): WidgetSession {
  const { id, startedAt } = session.get();
  const { handoff, ended, parties } = state.get();
  const said = messages();
  const person = parties.find(({ author }) => author === 'agent') ?? said.findLast(({ author }) => author === 'agent');
  const byPerson = handoff === 'active';
  const next: WidgetSession = {
    id: remoteId ?? id,
    createdAt: new Date(startedAt).toISOString(),
    updatedAt: new Date(said.at(-1)?.createdAt ?? startedAt).toISOString(),
    isHandedOff: byPerson,
    isOpened: !ended,
    assignee: byPerson
      ? { kind: 'human', name: person?.name ?? null, avatarUrl: person?.avatarUrl ?? null }
      : { kind: bot.is_ai ? 'ai' : 'unknown', name: bot.name, avatarUrl: bot.avatarUrl ?? null },
    channel: 'web',
    isVerified: contactToken !== undefined,
  };
  return last && JSON.stringify(last) === JSON.stringify(next) ? last : next;
}
