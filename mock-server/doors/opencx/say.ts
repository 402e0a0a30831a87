import type { ChatCommand } from '../../../src/protocol/commands.js';
import type { OpencxFile, OpencxReply } from '../../../src/transports/opencx/wire.js';
import type { Backend } from '../../backend.js';
import type { Answer } from '../../bot/answer.js';
import { wordsIn } from '../../bot/words.js';
import { Problem } from '../../problem.js';
import { tooMany } from '../../rate-limit.js';
import type { LogEntry } from '../../request-log.js';
import type { JsonObject } from '../json.js';
import { withOrigin } from '../media/origin.js';
import { bad, idIn, listIn, textIn } from './fields.js';
import { encodeSession, type Ticket } from './tickets.js';

const MOST_FILES = 20;
/** The oldest are forgotten, as their messages are. */
const MESSAGES_WITH_FILES = 500;
const AGENT = 'Agent';

function filesIn(body: JsonObject): readonly OpencxFile[] {
  return listIn(body, 'attachments', MOST_FILES).map((file) => ({
    id: idIn(file, 'id'),
    name: textIn(file, 'name'),
    size: typeof file['size'] === 'number' ? file['size'] : 0,
    type: textIn(file, 'type'),
    url: textIn(file, 'url'),
  }));
}

/** Who answers from now on, as the bot's answer has it. */
function assign(ticket: Ticket, { handoff, happens = [] }: Answer): void {
  if (handoff) [ticket.handedOff, ticket.room.person] = [true, ticket.room.person ?? AGENT];
  for (const event of happens) {
    if (event.type === 'party-changed' && event.party.author === 'agent')
      ticket.room.person = event.present ? (event.party.name ?? AGENT) : undefined;
    if (event.type === 'handoff-changed') ticket.handedOff = event.handoff !== 'none';
  }
}

/** One message in the history each: the widget's reply has room for one component. */
function messagesOf(answer: Answer): readonly Answer[] {
  const { parts = [], steps = [], suggestions = [] } = answer;
  const links = suggestions.flatMap((each) => (each.type === 'link' ? `[${each.label}](${each.url})` : []));
  const words = parts.flatMap((part) => (part.type === 'text' ? part.text : []));
  const text = [wordsIn(answer), ...words, ...links].filter(Boolean).join('\n\n');
  const [first, ...more] = [...parts.filter(({ type }) => type !== 'text'), ...steps.slice(-1)];
  return [{ text, parts: first ? [first] : [] }, ...more.map((part) => ({ parts: [part] }))];
}

function encodeReply(ticket: Ticket, answer: Answer, id: string | undefined): OpencxReply {
  const labels = (answer.suggestions ?? []).flatMap((each) => (each.type === 'link' ? [] : each.label));
  const [{ text = '', parts = [] } = {}] = messagesOf(answer);
  const component = parts.find(({ type }) => type !== 'rating');
  const flags = { mightSolveUserIssue: false, completelyAndFullyCoveredUserIssue: false };
  return {
    success: true,
    ...(labels.length > 0 && { options: { type: 'options' as const, value: labels } }),
    ...(id !== undefined && {
      autopilotResponse: { type: 'text', value: { error: false, content: text }, id, ...flags },
    }),
    ...(component && {
      uiResponse: {
        type: 'ui',
        value: { type: 'ui_component', name: component.type, request_response: component, content: text },
      },
    }),
    sessionIsHandedOff: ticket.handedOff || ticket.room.person !== undefined,
    session: encodeSession(ticket),
  };
}

/** Lets the bot speak; what it says stands in the history, too. */
export async function answerTo(
  ticket: Ticket,
  command: ChatCommand,
  id: string | undefined,
  entry: LogEntry,
  origin: string,
): Promise<OpencxReply> {
  const { room } = ticket;
  const { reply, committed } = room.act(command, id, entry.transport);
  entry.committed ||= committed;
  const session = encodeSession(ticket);
  const { fail } = reply.ready ?? {};
  if (!committed && fail === undefined) return { success: true, code: 'duplicate_message_ignored', session };
  const answer = withOrigin(await reply.whole(), origin);
  if (answer.fail) throw new Problem(answer.fail, 'bot-failed', 'The bot was asked to break.');
  assign(ticket, answer);
  if (answer.silent) return { success: true, code: 'skipping_unuseful_response', session: encodeSession(ticket) };
  const said = messagesOf(answer).map((each) => room.utter({ author: 'bot', answer: each }));
  return encodeReply(ticket, answer, said[0]?.id);
}

/** `POST /chat/send`: the bot's turn, or a person's. */
export async function send(
  { rateLimit }: Pick<Backend, 'rateLimit'>,
  ticket: Ticket,
  body: JsonObject,
  entry: LogEntry,
  origin: string,
): Promise<OpencxReply> {
  const uuid = idIn(body, 'uuid');
  const text = textIn(body, 'content');
  const attachments = filesIn(body);
  if (text.trim() === '' && attachments.length === 0) throw bad('A message needs “content” or “attachments”.');
  const { room } = ticket;
  const wait = rateLimit.take(room.id);
  if (wait > 0) throw tooMany(wait);
  const command = { type: 'send-message', id: uuid, text, ...(attachments.length > 0 && { attachments }) } as const;
  ticket.open = true;
  if (room.transcript.length === 0)
    for (const first of listIn(body, 'initial_messages', MOST_FILES))
      room.utter({ author: 'bot', id: idIn(first, 'uuid'), answer: { text: textIn(first, 'content') } });
  if (attachments.length > 0) ticket.files.set(uuid, attachments);
  const [oldest] = ticket.files.keys();
  if (oldest !== undefined && ticket.files.size > MESSAGES_WITH_FILES) ticket.files.delete(oldest);
  if (room.person === undefined || /^leave\b/i.test(text)) return answerTo(ticket, command, uuid, entry, origin);
  const { committed } = room.pass(command, uuid, entry.transport);
  entry.committed ||= committed;
  const code = committed ? 'session_assigned_to_human_agent' : 'duplicate_message_ignored';
  return { success: true, code, sessionIsHandedOff: true, session: encodeSession(ticket) };
}
