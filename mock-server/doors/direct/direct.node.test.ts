import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { StentorResponse, StentorSpeech } from '../../../src/transports/direct/wire.js';
import { testServer } from '../../test-server.js';

const server = await testServer();
const { post, say, log } = server;
const locked = await testServer({ apiKey: 'open-sesame' });

const request = (more: object) => ({ sessionId: 's', userId: 'u', ...more });
const ask = async (more: object): Promise<StentorResponse> => (await post('/stentor', request(more))).json();
const hear = async (text: string): Promise<StentorResponse> => (await say(text)).json();
const speech = ({ outputSpeech }: StentorResponse): StentorSpeech =>
  typeof outputSpeech === 'object' ? outputSpeech : {};

describe('POST /stentor', () => {
  beforeEach(server.reset);

  it('greets at a launch', async () => {
    const greeting = speech(await ask({ type: 'LAUNCH_REQUEST', intentId: 'LaunchRequest', isNewSession: true }));
    assert.match(greeting.displayText ?? '', /Northwind/);
    assert.ok(greeting.suggestions?.length);
  });

  it('answers at /stentor/studio too, and quotes', async () => {
    const answer = await post('/stentor/studio', request({ type: 'INTENT_REQUEST', rawQuery: 'opening hours' }));
    assert.match(speech(await answer.json()).displayText ?? '', /> opening hours/);
  });

  it('encodes each kind of answer', async () => {
    const { displays, reprompt } = await hear('show carousel');
    assert.deepEqual(displays?.[0]?.type, 'CAROUSEL');
    assert.ok(reprompt);
    assert.equal((await hear('show list')).displays?.[0]?.type, 'LIST');
    for (const [name, type] of [
      ['card', 'CARD'],
      ['form', 'FORM'],
      ['multi-select', 'MultiSelect'],
      ['schedule button', 'ScheduleButton'],
    ])
      assert.equal((await hear(`show ${name}`)).displays?.[0]?.type, type);
    assert.deepEqual(speech(await hear('suggestions')).suggestions?.at(-1), {
      title: 'Our rooms',
      url: 'https://example.com/rooms',
    });
    assert.match(speech(await hear('html')).html ?? '', /<ul>/);
    const ssml = speech(await hear('ssml'));
    assert.ok(ssml.ssml && ssml.displayText === undefined);
    assert.equal(speech(await hear('greet ja')).defaultLocale, 'ja');
    assert.equal(speech(await hear('html')).defaultLocale, undefined);
    assert.equal((await hear('handoff')).system, 'HANDOFF');
    const call = await hear('transfer call');
    assert.equal(call.system, 'TRANSFER_CALL');
    assert.deepEqual(call.data, { transferPhoneNumber: '+15550100' });
    assert.equal((await hear('no reprompt')).reprompt, undefined);
    assert.deepEqual(await hear('empty'), {});
    assert.ok((speech(await hear('long 20')).displayText ?? '').length >= 20 * 1024);
  });

  it('asks leave, and knows what it asked for when the answer comes', async () => {
    assert.equal((await hear('permission phone')).system, 'PERMISSION_PHONE_NUMBER');
    const grant = { type: 'PERMISSION_GRANT', intentId: 'PermissionGrant' };
    const thanks = await ask({ ...grant, granted: true, userProfile: { phoneNumber: '+1555' } });
    assert.match(speech(thanks).displayText ?? '', /your phone: \+1555/);
    assert.equal((await hear('permission location')).system, 'PERMISSION_LOCATION_PRECISE');
    const refused = await ask({ ...grant, granted: false, userProfile: {} });
    assert.match(speech(refused).displayText ?? '', /without your location/);
  });

  it('names what was selected: by title, by token, several at once', async () => {
    const select = { type: 'OPTION_SELECT_REQUEST', intentId: 'OptionSelect' };
    const chosen = async (more: object) => speech(await ask({ ...select, ...more })).displayText;
    assert.match((await chosen({ token: 'room-sea', title: 'Sea room' })) ?? '', /Sea room/);
    assert.match((await chosen({ token: 'plan' })) ?? '', /plan/);
    assert.match((await chosen({ selected: [{ id: 'a' }, { id: 'b' }] })) ?? '', /a, b/);
  });

  it('acknowledges channel actions, thanks for forms, and lets a session end', async () => {
    const action = { type: 'CHANNEL_ACTION_REQUEST', action: 'OPEN_URL', uri: 'https://example.com' };
    assert.deepEqual(await ask(action), { status: 'complete' });
    const form = { ...action, action: 'FORM_SUBMIT', referenceId: 'booking', attributes: { data: { room: 'sea' } } };
    assert.match(speech(await ask(form)).displayText ?? '', /booking[^]*room: sea/);
    const contact = { ...action, action: 'CONTACT', attributes: { data: { name: 'Ann', company: 'Northwind' } } };
    assert.deepEqual(await ask(contact), { status: 'complete' });
    assert.deepEqual(await ask({ type: 'SESSION_ENDED_REQUEST', reason: 'USER_INITIATED' }), {});
  });

  it('acts once per request id and session, and says the same again', async () => {
    const hi = request({ type: 'INTENT_REQUEST', rawQuery: 'hi', requestId: 'same' });
    const answers = await Promise.all([1, 2, 3].map(async () => (await post('/stentor', hi)).text()));
    assert.equal(new Set(answers).size, 1);
    await post('/stentor', { ...hi, sessionId: 'another' });
    await post('/stentor', { ...hi, requestId: undefined });
    await post('/stentor', { ...hi, requestId: undefined });
    assert.deepEqual(
      (await log()).map(({ committed }) => committed),
      [true, false, false, true, true, true],
    );
  });

  it('breaks when asked to, acts on nothing, and may be tried again', async () => {
    const answer = await say('fail 503');
    assert.equal(answer.status, 503);
    assert.equal((await answer.json()).error.code, 'bot-failed');
    assert.deepEqual(
      (await log()).map(({ status, committed }) => [status, committed]),
      [[503, false]],
    );
  });

  const malformed: readonly (readonly [body: unknown, message: RegExp])[] = [
    ['', /not JSON/],
    ['{', /not JSON/],
    ['[]', /not a JSON object/],
    ['null', /not a JSON object/],
    [{}, /“type”/],
    [{ type: 'toString' }, /“type”/],
    [{ type: 'INTENT_REQUEST', rawQuery: 'x', userId: 'u' }, /“sessionId”/],
    [{ type: 'INTENT_REQUEST', rawQuery: 'x', sessionId: 's' }, /“userId”/],
    [{ type: 'INTENT_REQUEST', rawQuery: 'x', sessionId: '', userId: 'u' }, /“sessionId”/],
    [{ type: 'INTENT_REQUEST', rawQuery: 'x', sessionId: 's'.repeat(201), userId: 'u' }, /“sessionId”/],
    [request({ type: 'INTENT_REQUEST' }), /“rawQuery”/],
    [request({ type: 'INTENT_REQUEST', rawQuery: 7 }), /“rawQuery”/],
    [request({ type: 'INTENT_REQUEST', rawQuery: 'x', requestId: {} }), /“requestId”/],
    [request({ type: 'INTENT_REQUEST', rawQuery: 'x', attachments: 'a' }), /“attachments”/],
    [request({ type: 'INTENT_REQUEST', rawQuery: 'x', attachments: [1] }), /attachment/],
    [request({ type: 'OPTION_SELECT_REQUEST' }), /“token”/],
    [request({ type: 'OPTION_SELECT_REQUEST', selected: {} }), /“selected”/],
    [request({ type: 'PERMISSION_GRANT', granted: 'yes' }), /“granted”/],
    [request({ type: 'CHANNEL_ACTION_REQUEST' }), /“action”/],
    [request({ type: 'CHANNEL_ACTION_REQUEST', action: 'CONTACT' }), /“attributes.data”/],
    [request({ type: 'CHANNEL_ACTION_REQUEST', action: 'CONTACT', attributes: { data: { name: 5 } } }), /“name”/],
    ['{"a":'.repeat(40) + '1' + '}'.repeat(40), /nested/],
  ];
  for (const [body, message] of malformed)
    it(`refuses ${JSON.stringify(body).slice(0, 80)}`, async () => {
      const answer = await post('/stentor', body);
      const { error } = await answer.json();
      assert.equal(answer.status, 400);
      assert.match(error.message, message);
      assert.equal((await log())[0]?.committed, false);
    });

  it('takes only its key where it has one', async () => {
    const hi = request({ type: 'INTENT_REQUEST', rawQuery: 'hi' });
    assert.equal((await locked.post('/stentor', hi)).status, 401);
    assert.equal((await locked.post('/stentor', hi, { authorization: 'Bearer wrong' })).status, 401);
    assert.equal((await locked.post('/stentor', hi, { authorization: 'Bearer open-sesame' })).status, 200);
  });

  it('takes thirty messages of a session at once, and then asks to wait', async () => {
    // A busy machine may need more than the second after which another one may come.
    const { say } = await testServer({ clock: { now: () => 1_760_000_000_000, sleep: async () => {} } });
    const statuses = [];
    for (let n = 0; n < 31; n += 1) statuses.push((await say('hi', { sessionId: 'busy' })).status);
    assert.deepEqual([statuses.slice(0, 30).every((status) => status === 200), statuses[30]], [true, 429]);
    const refused = await say('hi', { sessionId: 'busy' });
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.equal((await refused.json()).error.code, 'rate-limited');
    assert.equal((await say('hi', { sessionId: 'calm' })).status, 200);
  });
});
