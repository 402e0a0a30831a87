import type { KeyValueStorage } from '../platform/storage.js';
import type { Session } from '../protocol/session.js';
import type { ToolCall } from '../protocol/tool.js';
import { anId, anObject, aString, having, maybe, read, type Checks } from './checks.js';
import { sealed, unsealed } from './kept-records.js';
import type { ReadonlyStore } from './store.js';

/**
 * Calls that a visitor was asked about, by the part that asks: they may answer in the next page. What is drawn proves
 * nothing, since a backend draws, too: only a question that lies here was asked by us.
 */
export interface KeptQuestions {
  readonly keep: (partId: string, call: ToolCall) => void;
  readonly drop: (partId: string) => void;
  /** The call that the part asks about; `undefined` where nobody waits for the answer. */
  readonly find: (partId: string) => Promise<ToolCall | undefined>;
}
export interface KeptQuestionsOptions {
  readonly storage: KeyValueStorage;
  /** Begins every key. */
  readonly scope: string;
  readonly session: ReadonlyStore<Session>;
}

interface KeptQuestion {
  readonly call: ToolCall;
  readonly sessionId: string;
}
const toolCall: Checks<ToolCall> = { id: anId, name: anId, input: anObject, messageId: maybe(aString) };
const keptQuestion: Checks<KeptQuestion> = { call: having(toolCall), sessionId: aString };

export function createKeptQuestions({ storage, scope, session }: KeptQuestionsOptions): KeptQuestions {
  const keyOf = (partId: string): string => `${scope}/question/${partId}`;
  // Whoever keeps can do without: the storage itself says what is wrong.
  const quietly = (deed: Promise<void>): void => void deed.catch(() => undefined);
  return {
    keep: (partId, call) => quietly(storage.set(keyOf(partId), sealed({ call, sessionId: session.get().id }))),
    drop: (partId) => quietly(storage.remove(keyOf(partId))),
    async find(partId) {
      const raw = await storage.get(keyOf(partId)).catch(() => undefined);
      const kept = unsealed((value) => read<KeptQuestion>(keptQuestion, value), raw);
      return kept?.sessionId === session.get().id ? kept.call : undefined;
    },
  };
}
