import { present, recordOf, textOf } from '../../net/untrusted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import { match, type Table } from '../../protocol/match.js';
import type { Permission, PermissionRequest } from '../../protocol/permission.js';
import type { Session } from '../../protocol/session.js';
import type { TransportOptions } from '../../protocol/transport.js';
import type { StentorRequest } from './wire.js';

/** What a request says besides its command. */
export interface RequestContext {
  readonly session: Session;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The question that is open, if one is. */
  readonly asked?: PermissionRequest | undefined;
  readonly accessToken?: string | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  /** The page the visitor is on. */
  readonly pageUrl?: string | undefined;
  readonly locale?: string | undefined;
}

/** A question counts for five minutes (PROTOCOL.md, “direct”). */
const FRESH = 300_000;

/** A page on localhost says only that: some firewalls drop a request that carries such an address. */
const pageAttributes = (url: string | undefined): Readonly<Record<string, unknown>> =>
  url === undefined ? {} : /^\w+:\/\/localhost/.test(url) ? { isLocal: true } : { currentUrl: url };

/** The visitor's answer as a profile; `undefined` when the answer is not what was asked for. */
type Profile = (value: unknown) => Readonly<Record<string, unknown>> | undefined;
const nothing: Profile = () => ({});
const profiles: Readonly<Record<Permission, Profile>> = {
  email: (value) => (textOf(value)?.match(/^[^\s@]+@[^\s@]+\.[^\s@]+$/) ? { email: value } : undefined),
  phone: (value) => (textOf(value) ? { phone: value } : undefined),
  location: (value) => {
    const { latitude, longitude } = recordOf(value);
    return typeof latitude === 'number' && typeof longitude === 'number'
      ? { preciseLocation: { coordinates: { latitude, longitude } } }
      : undefined;
  },
  'coarse-location': nothing,
  notification: () => ({ notificationGranted: true }),
  list: nothing,
};

/** What a kind of request says besides what all say. */
type Own<R> = R extends StentorRequest ? Omit<R, 'sessionId' | 'userId'> : never;
type Encoded = Own<StentorRequest> | undefined;

const encoders: Table<ChatCommand, [RequestContext], Encoded> = {
  launch: () => ({ type: 'LAUNCH_REQUEST', intentId: 'LaunchRequest', isNewSession: true }),
  'send-message': ({ text, meta, attachments }) => ({
    type: 'INTENT_REQUEST',
    intentId: 'NLU_RESULT_PLACEHOLDER',
    rawQuery: text,
    ...present({
      attributes: meta,
      attachments: attachments?.map(({ url, type }) => ({ url, ...present({ type }) })),
    }),
  }),
  'select-option': ({ token, tokens, label }) => ({
    type: 'OPTION_SELECT_REQUEST',
    intentId: 'OptionSelect' as const,
    ...(tokens ? { selected: tokens.map((id) => ({ id })) } : { token, title: label }),
  }),
  'send-postback': ({ data, label }) => ({
    type: 'OPTION_SELECT_REQUEST',
    intentId: 'OptionSelect',
    token: data,
    title: label,
  }),
  'submit-form': ({ name, values }) => ({
    type: 'CHANNEL_ACTION_REQUEST',
    action: 'FORM_SUBMIT',
    referenceId: name,
    attributes: { data: values },
  }),
  'answer-permission': ({ permission, granted, value }, { session, asked, now }) => {
    const fresh = asked?.permission === permission && now - asked.askedAt <= FRESH;
    const profile = granted && fresh ? profiles[permission](value) : undefined;
    return {
      type: 'PERMISSION_GRANT',
      intentId: 'PermissionGrant',
      granted: profile !== undefined,
      userProfile: { id: session.userId, ...profile },
    };
  },
  'give-feedback': ({ messageId, rating, score, reason }) => ({
    type: 'CHANNEL_ACTION_REQUEST',
    action: 'FEEDBACK_RESPONSE',
    feedback: rating === undefined ? `SCORE_${score}` : rating.toUpperCase(),
    ...present({ referenceId: messageId, detail: reason }),
  }),
  'tool-result': ({ callId, name, result, error }) => ({
    type: 'CHANNEL_ACTION_REQUEST',
    action: 'TOOL_RESULT',
    referenceId: callId,
    attributes: { data: { name, ...present({ result, error }) } },
  }),
  'report-action': ({ action, referenceId, url: uri, feedback, detail }) => ({
    type: 'CHANNEL_ACTION_REQUEST',
    action,
    ...present({ referenceId, uri, feedback, detail }),
  }),
  'share-contact': ({ contact }) => ({
    type: 'CHANNEL_ACTION_REQUEST',
    action: 'CONTACT',
    attributes: { data: contact },
  }),
  'erase-data': () => ({ type: 'CHANNEL_ACTION_REQUEST', action: 'ERASE_DATA' }),
  'end-session': ({ reason }) => ({ type: 'SESSION_ENDED_REQUEST', reason }),
  'barge-in': () => undefined,
  'barge-out': () => undefined,
  restart: () => undefined,
};

/** The command in stentor's words; `undefined` for one that has none there. Pure. */
export function encodeRequest(command: ChatCommand, context: RequestContext): StentorRequest | undefined {
  const own = match(encoders, command, context);
  if (!own) return undefined;
  const { session, now, accessToken, locale, attributes, pageUrl } = context;
  return {
    sessionId: session.id,
    userId: session.userId,
    requestId: command.id,
    createdTime: new Date(now).toISOString(),
    isNewSession: false,
    platform: 'stentor-platform',
    channel: 'widget',
    ...present({ accessToken, locale }),
    ...own,
    attributes: { ...pageAttributes(pageUrl), ...attributes, ...own.attributes },
  };
}

/** The context of a request that is sent now, from this page. */
export const contextOf = (
  { attributes, token, languages, now = Date.now }: TransportOptions,
  session: Session,
  asked: PermissionRequest | undefined,
): RequestContext => ({
  session,
  now: now(),
  asked,
  accessToken: token,
  attributes: attributes?.(),
  pageUrl: globalThis.location?.href,
  locale: languages?.()[0] ?? globalThis.navigator?.language,
});
