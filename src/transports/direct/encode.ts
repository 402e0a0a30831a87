import { present, recordOf, textOf } from '../../net/untrusted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import { match, type Table } from '../../protocol/match.js';
import type { Permission, PermissionRequest } from '../../protocol/permission.js';
import type { Session } from '../../protocol/session.js';
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

const common = ({ id }: ChatCommand, context: RequestContext) => ({
  sessionId: context.session.id,
  userId: context.session.userId,
  requestId: id,
  createdTime: new Date(context.now).toISOString(),
  isNewSession: false,
  platform: 'stentor-platform',
  channel: 'widget',
  attributes: { ...context.attributes, ...pageAttributes(context.pageUrl) },
  ...present({ accessToken: context.accessToken, locale: context.locale }),
});

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

type Encode<C extends ChatCommand> = (command: C, context: RequestContext) => StentorRequest | undefined;
const nowhere: Encode<ChatCommand> = () => undefined;

const encoders: Table<ChatCommand, [RequestContext], StentorRequest | undefined> = {
  launch: (command, context) => ({
    ...common(command, context),
    type: 'LAUNCH_REQUEST',
    intentId: 'LaunchRequest',
    isNewSession: true,
  }),
  'send-message': (command, context) => {
    const base = common(command, context);
    return {
      ...base,
      attributes: { ...base.attributes, ...command.meta },
      type: 'INTENT_REQUEST',
      intentId: 'NLU_RESULT_PLACEHOLDER',
      rawQuery: command.text,
      ...present({ attachments: command.attachments?.map(({ url, type }) => ({ url, ...present({ type }) })) }),
    };
  },
  'select-option': (command, context) => ({
    ...common(command, context),
    type: 'OPTION_SELECT_REQUEST',
    ...(command.tokens
      ? { selected: command.tokens.map((id) => ({ id })) }
      : { intentId: 'OptionSelect', token: command.token, title: command.label }),
  }),
  'send-postback': (command, context) => ({
    ...common(command, context),
    type: 'OPTION_SELECT_REQUEST',
    intentId: 'OptionSelect',
    token: command.data,
    title: command.label,
  }),
  'submit-form': (command, context) => {
    const base = common(command, context);
    return {
      ...base,
      attributes: { ...base.attributes, data: command.values },
      type: 'CHANNEL_ACTION_REQUEST',
      action: 'FORM_SUBMIT',
      referenceId: command.name,
    };
  },
  'answer-permission': (command, context) => {
    const { asked, now } = context;
    const fresh = asked?.permission === command.permission && now - asked.askedAt <= FRESH;
    const profile = command.granted && fresh ? profiles[command.permission](command.value) : undefined;
    return {
      ...common(command, context),
      type: 'PERMISSION_GRANT',
      intentId: 'PermissionGrant',
      granted: profile !== undefined,
      userProfile: { id: context.session.userId, ...profile },
    };
  },
  'report-action': ({ action, referenceId, url: uri, feedback, detail, ...command }, context) => ({
    ...common({ action, ...command }, context),
    type: 'CHANNEL_ACTION_REQUEST',
    action,
    ...present({ referenceId, uri, feedback, detail }),
  }),
  'end-session': (command, context) => ({
    ...common(command, context),
    type: 'SESSION_ENDED_REQUEST',
    reason: command.reason,
  }),
  'barge-in': nowhere,
  'barge-out': nowhere,
  restart: nowhere,
};

/** The command in stentor's words; `undefined` for one that has none there. Pure. */
export const encodeRequest = (command: ChatCommand, context: RequestContext): StentorRequest | undefined =>
  match(encoders, command, context);
