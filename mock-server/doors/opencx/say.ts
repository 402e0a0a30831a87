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
import { encodeSession, type Ticket, type Tickets } from './tickets.js';

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
async function assign(tickets: Tickets, ticket: Ticket, { handoff, happens = [] }: Answer): Promise<void> {
  const { room } = ticket;
  let { handedOff } = ticket;
  let { person } = room;
  if (handoff) [handedOff, person] = [true, person ?? AGENT];
  for (const event of happens) {
    if (event.type === 'party-changed' && event.party.author === 'agent')
      person = event.present ? (event.party.name ?? AGENT) : undefined;
    if (event.type === 'handoff-changed') handedOff = event.handoff !== 'none';
  }
  if (handedOff !== ticket.handedOff) await tickets.change(ticket, () => ({ handedOff }));
  if (person !== room.person) await room.assign(person);
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
  tickets: Tickets,
  ticket: Ticket,
  command: ChatCommand,
  id: string | undefined,
  entry: LogEntry,
  origin: string,
): Promise<OpencxReply> {
  const { room } = ticket;
  const turn = await room.act(command, id, entry.transport);
  const { reply, committed } = turn;
  entry.committed ||= committed;
  const session = encodeSession(ticket);
  const { fail } = reply.ready ?? {};
  if (!committed && fail === undefined) return { success: true, code: 'duplicate_message_ignored', session };
  const answer = withOrigin(await reply.whole(), origin);
  if (answer.fail) throw new Problem(answer.fail, 'bot-failed', 'The bot was asked to break.');
  await assign(tickets, ticket, answer);
  if (answer.silent) return { success: true, code: 'skipping_unuseful_response', session: encodeSession(ticket) };
  const said = await turn.utter(...messagesOf(answer).map((each) => ({ author: 'bot', answer: each }) as const));
  return encodeReply(ticket, answer, said[0]?.id);
}

/** `POST /chat/send`: the bot's turn, or a person's. */
export async function send(
  { rateLimit }: Pick<Backend, 'rateLimit'>,
  tickets: Tickets,
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
  const wait = await rateLimit.take(room.key);
  if (wait > 0) throw tooMany(wait);
  const command = { type: 'send-message', id: uuid, text, ...(attachments.length > 0 && { attachments }) } as const;
  if (room.transcript.length === 0)
    for (const first of listIn(body, 'initial_messages', MOST_FILES))
      await room.utter({ author: 'bot', id: idIn(first, 'uuid'), answer: { text: textIn(first, 'content') } });
  if (!ticket.open || attachments.length > 0)
    await tickets.change(ticket, ({ files }) => {
      const known = [...Object.entries(files), ...(attachments.length > 0 ? [[uuid, attachments] as const] : [])];
      return { open: true, files: Object.fromEntries(known.slice(-MESSAGES_WITH_FILES)) };
    });
  if (room.person === undefined || /^leave\b/i.test(text))
    return answerTo(tickets, ticket, command, uuid, entry, origin);
  const { committed } = await room.pass(command, uuid, entry.transport);
  entry.committed ||= committed;
  const code = committed ? 'session_assigned_to_human_agent' : 'duplicate_message_ignored';
  return { success: true, code, sessionIsHandedOff: true, session: encodeSession(ticket) };
}
