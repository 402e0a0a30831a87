import { listOf, numberOf, present, recordOf, textOf } from '../../net/untrusted.js';
import type { Attachment, Author } from '../../protocol/message.js';
import type { Part, Suggestion, UnknownPart } from '../../protocol/part.js';
import { timeOf } from './time.js';

type AnyPart = Part | UnknownPart;

const MAX_FILES = 20;
const MAX_CALLS = 10;
const MAX_OPTIONS = 20;
/** Characters of an id; what is longer is none. */
const MAX_ID = 200;

/** One entry of a history, read. */
export interface Entry {
  readonly id: string;
  readonly author: Author;
  readonly text: string;
  readonly parts: readonly AnyPart[];
  readonly files: readonly Attachment[];
  /** The server's own time. */
  readonly at?: number;
  readonly name?: string;
  readonly avatarUrl?: string;
  readonly csat?: 'requested' | 'submitted';
}

const authors: Readonly<Record<string, Author>> = { user: 'user', ai: 'bot', agent: 'agent' };

/** Words for the visitor. */
const spoken = new Set(['message', 'agent_message', 'followup', 'sequence_message', 'workflow_message']);
/** Notes among the people who work there, and drafts: never for the visitor. */
const internal = new Set(['agent_comment', 'email_draft_message', 'workflow_note', 'state_checkpoint']);
/** What the session's own state tells: who answers, whether it is over. */
const told =
  /^(?:handoff|agent_(?:joined|changed|took|assigned|unassigned|reopened|initiated)|closed_|ai_|user_confirmed|(?:system|integration)_reopened|team_|tag_|sla_|sub_status_|skills_|workflow_triggered|contact_data)/;

/** Kinds of our own parts that a component may name (components/parts). */
const drawn = new Set(
  'attachment buttons card carousel code feedback form image list location math media multi-select progress rating sources'.split(
    ' ',
  ),
);

/** A component of the backend's as a part: ours where it has the name of one, else what it says in words. */
function componentOf(name: unknown, data: unknown, content: unknown): readonly AnyPart[] {
  const kind = textOf(name);
  if (kind !== undefined && drawn.has(kind)) return [{ ...recordOf(data), type: kind }];
  const fallback = textOf(content);
  return fallback === undefined ? [] : [{ type: `opencx:${kind ?? ''}`, fallback }];
}

const filesOf = (value: unknown): readonly Attachment[] =>
  listOf(value, MAX_FILES).flatMap((each) => {
    const { url, name, type, size } = recordOf(each);
    const address = textOf(url);
    return address === undefined
      ? []
      : [{ url: address, ...present({ name: textOf(name), type: textOf(type), size: numberOf(size) }) }];
  });
const filePart = ({ url, name, type }: Attachment): AnyPart => ({
  type: 'attachment',
  url,
  ...present({ name, mediaType: type }),
});

const idOf = (value: unknown): string | undefined => {
  const id = textOf(value);
  return id !== undefined && id.length <= MAX_ID ? id : undefined;
};
const wordsOf = (text: string, author: Author): readonly AnyPart[] =>
  text ? [{ type: 'text', text, ...(author === 'user' || author === 'system' ? { format: 'plain' } : {}) }] : [];

const csatOf = (payload: unknown, type: unknown): Entry['csat'] => {
  const said = recordOf(payload)['type'];
  const what = said === undefined || said === 'none' ? type : said;
  return what === 'csat_requested' ? 'requested' : what === 'csat_submitted' ? 'submitted' : undefined;
};

/**
 * One item of a history; `undefined` for what is not for the visitor, or shows nothing. A type that nobody knows is a
 * neutral line where it has words. Agents' words may stand in `content.text` or in `data.text`, `data.message`.
 */
export function readEntry(value: unknown, log?: (line: string, detail?: unknown) => void): Entry | undefined {
  const item = recordOf(value);
  const id = idOf(item['publicId']);
  if (id === undefined) return undefined;
  const sender = recordOf(item['sender']);
  const type = textOf(item['type']) ?? 'message';
  const csat = csatOf(item['systemMessagePayload'], type);
  const data = recordOf(item['data']);
  const text = textOf(recordOf(item['content'])['text']) ?? textOf(data['text']) ?? textOf(data['message']) ?? '';
  const kind = textOf(sender['kind']) ?? '';
  const speaker = Object.hasOwn(authors, kind) ? authors[kind] : undefined;
  const about = {
    id,
    ...present({ at: timeOf(item['sentAt']), name: textOf(sender['name']), avatarUrl: textOf(sender['avatar']) }),
  };
  if (csat) {
    const parts: readonly AnyPart[] = csat === 'requested' ? [{ type: 'rating', look: 'faces' }] : [];
    return { ...about, author: 'bot', text: '', parts, files: [], csat };
  }
  if (internal.has(type) || (!spoken.has(type) && told.test(type))) return undefined;
  const author = (spoken.has(type) ? speaker : undefined) ?? 'system';
  const files = filesOf(item['attachments']);
  const components = listOf(item['actionCalls'], MAX_CALLS).flatMap((each) => {
    const { actionName, result } = recordOf(each);
    return componentOf(actionName, result, undefined);
  });
  const shown = author === 'user' ? [] : files.map(filePart);
  const parts = [...wordsOf(text, author), ...components, ...shown];
  if (!parts.length && !files.length) {
    if (!spoken.has(type)) log?.('The backend told of something that means nothing here.', type);
    return undefined;
  }
  return { ...about, author, text, parts, files };
}

/** The answer to a message, read. */
export interface Reply {
  /** Why the backend did not take the message. */
  readonly refused?: string;
  /** The backend's own id of the bot's words; it may leave it out. */
  readonly id?: string;
  readonly text: string;
  readonly parts: readonly AnyPart[];
  readonly suggestions: readonly Suggestion[];
  readonly handedOff: boolean;
  readonly session: unknown;
}

/** The answer to `chat/send`; anything odd inside it is left out, `undefined` for what is no answer at all. */
export function readReply(value: unknown): Reply | undefined {
  if (value === undefined) return { text: '', parts: [], suggestions: [], handedOff: false, session: undefined };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const reply = recordOf(value);
  const { code, message } = recordOf(reply['error']);
  const autopilot = recordOf(reply['autopilotResponse']);
  const text = textOf(recordOf(autopilot['value'])['content']) ?? '';
  const { name, request_response, content } = recordOf(recordOf(reply['uiResponse'])['value']);
  // What is said already is not said again below it.
  const fallback = textOf(content) === text ? undefined : content;
  return {
    text,
    parts: [...wordsOf(text, 'bot'), ...componentOf(name, request_response, fallback)],
    suggestions: listOf(recordOf(reply['options'])['value'], MAX_OPTIONS).flatMap((each) => {
      const label = textOf(each);
      return label === undefined ? [] : [{ type: 'reply', label } as const];
    }),
    handedOff: reply['sessionIsHandedOff'] === true || reply['code'] === 'session_assigned_to_human_agent',
    session: reply['session'],
    ...present({
      id: idOf(autopilot['id']),
      refused: reply['success'] === false ? (textOf(message) ?? textOf(code) ?? 'no reason given') : undefined,
    }),
  };
}
