import type { ChatCommand } from '../../../src/protocol/commands.js';
import { knows } from '../../../src/protocol/match.js';
import type { Contact } from '../../../src/protocol/contact.js';
import type { Permission } from '../../../src/protocol/permission.js';
import { Problem } from '../../problem.js';
import { isObject, type JsonObject } from '../json.js';

const LONGEST_ID = 200;

/** What a stentor request means to the bot. */
export interface Heard {
  readonly sessionId: string;
  /** The channel's own id of the request; a repeated one is not acted on again. */
  readonly requestId: string | undefined;
  readonly command: ChatCommand;
}

const bad = (message: string): Problem => new Problem(400, 'bad-request', message);

function text(request: JsonObject, name: string): string {
  const value = request[name];
  if (typeof value !== 'string') throw bad(`“${name}” has to be a string.`);
  return value;
}
const optional = (request: JsonObject, name: string): string | undefined =>
  request[name] === undefined || request[name] === null ? undefined : text(request, name);

function identity(request: JsonObject, name: string): string {
  const id = text(request, name);
  if (id === '' || id.length > LONGEST_ID) throw bad(`“${name}” has to have 1 to ${LONGEST_ID} characters.`);
  return id;
}

function attachments(raw: unknown) {
  if (raw === undefined) return {};
  if (!Array.isArray(raw)) throw bad('“attachments” has to be a list.');
  return {
    attachments: raw.map((each: unknown) => {
      if (!isObject(each)) throw bad('An attachment is an object with a “url”.');
      const type = optional(each, 'type');
      return { url: text(each, 'url'), ...(type !== undefined && { type }) };
    }),
  };
}

function chosen(request: JsonObject, id: string): ChatCommand {
  const { selected } = request;
  if (selected === undefined) {
    const token = text(request, 'token');
    return { type: 'select-option', id, token, label: optional(request, 'title') ?? token };
  }
  if (!Array.isArray(selected)) throw bad('“selected” has to be a list.');
  const tokens = selected.map((each: unknown) => {
    if (!isObject(each)) throw bad('A selected item is an object with an “id”.');
    return text(each, 'id');
  });
  return { type: 'select-option', id, token: tokens[0] ?? '', label: tokens.join(', '), tokens };
}

const profile: Readonly<Record<string, Permission>> = {
  email: 'email',
  phone: 'phone',
  phoneNumber: 'phone',
  preciseLocation: 'location',
  coarseLocation: 'coarse-location',
};

function permitted(request: JsonObject, id: string, asked: Permission | undefined): ChatCommand {
  const { granted, userProfile = {} } = request;
  if (typeof granted !== 'boolean') throw bad('“granted” has to be true or false.');
  if (!isObject(userProfile)) throw bad('“userProfile” has to be an object.');
  const [name, value] = Object.entries(userProfile).find(([key]) => Object.hasOwn(profile, key)) ?? [];
  const permission = asked ?? (name === undefined ? undefined : profile[name]) ?? 'email';
  return { type: 'answer-permission', id, permission, granted, ...(value !== undefined && { value }) };
}

function contact(data: unknown, id: string): ChatCommand {
  if (!isObject(data)) throw bad('“attributes.data” has to be an object.');
  for (const name of Object.keys(data)) text(data, name);
  return { type: 'share-contact', id, contact: data as Contact };
}

function reported(request: JsonObject, id: string): ChatCommand {
  const action = text(request, 'action');
  const referenceId = optional(request, 'referenceId');
  const data = isObject(request['attributes']) ? request['attributes']['data'] : undefined;
  if (action === 'TOOL_RESULT' && isObject(data)) {
    const { result } = data;
    const error = optional(data, 'error');
    const outcome = error === undefined ? { result } : { error };
    return { type: 'tool-result', id, callId: text(request, 'referenceId'), name: text(data, 'name'), ...outcome };
  }
  if (action === 'CONTACT') return contact(data, id);
  if (action !== 'FORM_SUBMIT')
    return { type: 'report-action', id, action, ...(referenceId !== undefined && { referenceId }) };
  return { type: 'submit-form', id, name: referenceId ?? 'form', values: isObject(data) ? data : {} };
}

type Read = (request: JsonObject, id: string, asked: Permission | undefined) => ChatCommand;
const said: Read = (request, id) => ({
  type: 'send-message',
  id,
  text: text(request, 'rawQuery'),
  ...attachments(request['attachments']),
});

const requests = {
  LAUNCH_REQUEST: (_, id) => ({ type: 'launch', id }),
  INTENT_REQUEST: said,
  RAW_QUERY_REQUEST: said,
  OPTION_SELECT_REQUEST: chosen,
  PERMISSION_GRANT: permitted,
  CHANNEL_ACTION_REQUEST: reported,
  SESSION_ENDED_REQUEST: (request, id) => ({ type: 'end-session', id, reason: text(request, 'reason') }),
} satisfies Readonly<Record<string, Read>>;

/**
 * A stentor request as a command (PROTOCOL.md, “direct”). `asked` tells what the session was last asked leave for.
 * Throws a `Problem` that names what is wrong.
 */
export function decodeRequest(request: JsonObject, asked: (sessionId: string) => Permission | undefined): Heard {
  const { type } = request;
  if (!knows(requests, type)) throw bad(`“type” has to be one of ${Object.keys(requests).join(', ')}.`);
  const sessionId = identity(request, 'sessionId');
  identity(request, 'userId');
  const requestId = request['requestId'] === undefined ? undefined : identity(request, 'requestId');
  const command = requests[type](request, requestId ?? '', asked(sessionId));
  return { sessionId, requestId, command };
}
