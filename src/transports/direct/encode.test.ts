import { expect } from '@open-wc/testing';
import type { ChatCommand } from '../../protocol/commands.js';
import type { Permission } from '../../protocol/permission.js';
import { encodeRequest, type RequestContext } from './encode.js';

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const context: RequestContext = {
  session: { id: 's-1', userId: 'u-1', startedAt: 0 },
  now,
  pageUrl: 'https://shop.example/p/1',
};
const encode = (command: ChatCommand, more: Partial<RequestContext> = {}) =>
  encodeRequest(command, { ...context, ...more });
const common = {
  sessionId: 's-1',
  userId: 'u-1',
  requestId: 'c-1',
  createdTime: '2026-01-02T03:04:05.000Z',
  isNewSession: false,
  platform: 'stentor-platform',
  channel: 'widget',
  attributes: { currentUrl: 'https://shop.example/p/1' },
};
const id = 'c-1';

const table: readonly [ChatCommand, object][] = [
  [
    { type: 'launch', id },
    { type: 'LAUNCH_REQUEST', intentId: 'LaunchRequest', isNewSession: true },
  ],
  [
    { type: 'send-message', id, text: 'hours?' },
    { type: 'INTENT_REQUEST', intentId: 'NLU_RESULT_PLACEHOLDER', rawQuery: 'hours?' },
  ],
  [
    { type: 'send-message', id, text: '', attachments: [{ url: 'https://f.example/1', type: 'image/png', size: 3 }] },
    {
      type: 'INTENT_REQUEST',
      intentId: 'NLU_RESULT_PLACEHOLDER',
      rawQuery: '',
      attachments: [{ url: 'https://f.example/1', type: 'image/png' }],
    },
  ],
  [
    { type: 'select-option', id, label: 'Basic', token: 'plan-basic' },
    { type: 'OPTION_SELECT_REQUEST', intentId: 'OptionSelect', token: 'plan-basic', title: 'Basic' },
  ],
  [
    { type: 'select-option', id, label: 'A, B', token: '', tokens: ['a', 'b'] },
    { type: 'OPTION_SELECT_REQUEST', intentId: 'OptionSelect', selected: [{ id: 'a' }, { id: 'b' }] },
  ],
  [
    { type: 'send-postback', id, label: 'Yes', data: 'yes-1' },
    { type: 'OPTION_SELECT_REQUEST', intentId: 'OptionSelect', token: 'yes-1', title: 'Yes' },
  ],
  [
    { type: 'report-action', id, action: 'OPEN_URL', url: 'https://a.example' },
    { type: 'CHANNEL_ACTION_REQUEST', action: 'OPEN_URL', uri: 'https://a.example' },
  ],
  [
    { type: 'report-action', id, action: 'FEEDBACK_RESPONSE', referenceId: 'm1', feedback: 'POSITIVE', detail: 'good' },
    {
      type: 'CHANNEL_ACTION_REQUEST',
      action: 'FEEDBACK_RESPONSE',
      referenceId: 'm1',
      feedback: 'POSITIVE',
      detail: 'good',
    },
  ],
  [
    { type: 'end-session', id, reason: 'USER_INITIATED' },
    { type: 'SESSION_ENDED_REQUEST', reason: 'USER_INITIATED' },
  ],
  [
    { type: 'submit-form', id, name: 'quote', values: { zip: '1' } },
    {
      type: 'CHANNEL_ACTION_REQUEST',
      action: 'FORM_SUBMIT',
      referenceId: 'quote',
      attributes: { ...common.attributes, data: { zip: '1' } },
    },
  ],
];

describe('encodeRequest', () => {
  for (const [command, request] of table) {
    it(`says ${JSON.stringify(command)}`, () => expect(encode(command)).to.deep.equal({ ...common, ...request }));
  }

  for (const command of [
    { type: 'barge-in', id, name: 'Kim' },
    { type: 'barge-out', id },
    { type: 'restart', id, session: context.session },
  ] as const) {
    it(`has no request for ${command.type}`, () => expect(encode(command)).to.equal(undefined));
  }

  it('merges what the page, the address and the message say', () => {
    const request = encode(
      { type: 'send-message', id, text: 'hi', meta: { campaign: 'b' } },
      { attributes: { plan: 'pro', campaign: 'a' }, accessToken: 't', locale: 'de-CH' },
    );
    expect(request?.attributes).to.deep.equal({ ...common.attributes, plan: 'pro', campaign: 'b' });
    expect(request).to.include({ accessToken: 't', locale: 'de-CH' });
  });

  it('says isLocal instead of an address on localhost', () => {
    const attributesAt = (pageUrl: string) => encode({ type: 'launch', id }, { pageUrl })?.attributes;
    expect(attributesAt('http://localhost:5173/x')).to.deep.equal({ isLocal: true });
    expect(attributesAt('https://localhost')).to.deep.equal({ isLocal: true });
    expect(attributesAt('https://a.example/localhost')).to.deep.equal({ currentUrl: 'https://a.example/localhost' });
  });

  const email = 'ann@example.com';
  const here = { latitude: 46.9, longitude: 7.4 };
  const permissions: readonly [Permission, boolean, unknown, number, boolean, object][] = [
    ['email', true, email, 0, true, { email }],
    ['email', true, email, 300_000, true, { email }],
    ['email', true, email, 300_001, false, {}],
    ['email', false, email, 0, false, {}],
    ['email', true, 'ann at example', 0, false, {}],
    ['email', true, undefined, 0, false, {}],
    ['phone', true, '+41 31', 0, true, { phone: '+41 31' }],
    ['location', true, here, 0, true, { preciseLocation: { coordinates: here } }],
    ['location', true, { latitude: '46' }, 0, false, {}],
    ['location', true, null, 0, false, {}],
    ['notification', true, undefined, 0, true, { notificationGranted: true }],
    ['list', true, undefined, 0, true, {}],
  ];
  for (const [permission, granted, value, age, expected, profile] of permissions) {
    it(`answers ${permission} ${granted} ${JSON.stringify(value)} after ${age} ms with ${expected}`, () => {
      const asked = { permission, askedAt: now - age };
      expect(encode({ type: 'answer-permission', id, permission, granted, value }, { asked })).to.deep.equal({
        ...common,
        type: 'PERMISSION_GRANT',
        intentId: 'PermissionGrant',
        granted: expected,
        userProfile: { id: 'u-1', ...profile },
      });
    });
  }

  it('grants nothing that was not asked', () => {
    const command = { type: 'answer-permission', id, permission: 'email', granted: true, value: email } as const;
    expect(encode(command)).to.include({ granted: false });
    expect(encode(command, { asked: { permission: 'phone', askedAt: now } })).to.include({ granted: false });
  });
});
