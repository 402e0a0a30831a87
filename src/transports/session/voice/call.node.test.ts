import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SessionError } from '../../../protocol/errors.js';
import type { ChatEvent } from '../../../protocol/events.js';
import type { CallEnd, CallState } from '../../../protocol/voice.js';
import type { Grant } from '../grant.js';
import { createCall } from './call.js';
import { fakeLine, fakeTime, flushed, like, type FakePeer } from './fakes/fake-line.js';

type Answer = (body: Record<string, unknown>) => Response | Promise<Response>;
const accepted: Answer = () => Response.json({ sdp: 'v=0 answer', type: 'answer', pc_id: 'pc-1' });

interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

/** A call on a fake line; `answers` are those of the signalling, one after another, the last one for ever. */
function setUp(
  answers: readonly Answer[] = [accepted],
  more: Parameters<typeof fakeLine>[0] = {},
  tokens = ['t1', 't2'],
) {
  const line = fakeLine(more);
  const time = fakeTime();
  const events: ChatEvent[] = [];
  const asked: Asked[] = [];
  let token = 0;
  let ids = 0;
  let left = answers;
  const grant = (): Grant => ({
    id: 's',
    token: tokens[token] ?? '',
    webrtcUrl: 'https://backend.example/webrtc',
    iceServers: [{ urls: ['stun:stun.example'] }],
  });
  const call = createCall({
    ...time,
    seams: line.seams,
    emit: (event) => events.push(event),
    newId: () => `id-${(ids += 1)}`,
    timeout: 5000,
    tokenHeader: 'X-Visitor',
    grants: {
      current: async () => grant(),
      async renew() {
        token += 1;
        if (token >= tokens.length) throw new SessionError('unauthorized', 'None left.');
      },
    },
    fetch: async (_, { method = '', headers, body } = {}) => {
      const said = JSON.parse(String(body)) as Record<string, unknown>;
      asked.push({ method, headers: { ...(headers as Record<string, string>) }, body: said });
      if (method === 'PATCH') return Response.json({});
      const [answer = accepted, ...rest] = left;
      if (rest.length) left = rest;
      return answer(said);
    },
  });
  const states: CallState[] = [];
  call.state.subscribe((state) => states.push(state));
  const peer = (): FakePeer => line.peers.at(-1) ?? assert.fail('There is no peer.');
  return {
    ...line,
    call,
    time,
    events,
    asked,
    states,
    peer,
    phases: () => states.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1]),
    offers: () => asked.filter(({ method }) => method === 'POST'),
    async start() {
      void call.start();
      await flushed();
    },
    async live() {
      void call.start();
      await flushed();
      peer().become('connected');
      peer().openChannel();
      peer().say('bot-ready');
    },
    /** Over, for this reason, with nothing left behind. */
    over(end: CallEnd) {
      assert.deepEqual([call.state.get().phase, call.state.get().end], ['idle', end]);
      assert.deepEqual(
        line.peers.filter(({ closed }) => !closed),
        [],
      );
      assert.equal(line.audio.srcObject, null);
      assert.equal(time.pending(), 0);
    },
  };
}
const refuse =
  (status: number): Answer =>
  () =>
    new Response('{}', { status });
const broken: Answer = () => Promise.reject(new TypeError('Failed to fetch'));
const named = (name: string) => () => Promise.reject(new DOMException('', name));

describe('a call', () => {
  it('asks, connects, is live once somebody answers, and says goodbye', async () => {
    const { call, live, phases, peer, time, track, over } = setUp();
    await live();
    assert.deepEqual(peer().places, ['sound', 'video', 'chat']);
    assert.deepEqual(peer().configuration.iceServers, [{ urls: ['stun:stun.example'] }]);
    assert.match(peer().channel.sent[0] ?? '', /"type":"client-ready"/);
    await time.pass(65_000);
    assert.match(peer().channel.sent[1] ?? '', /^ping: \d+$/);
    assert.equal(peer().channel.sent.length, 66);
    await call.end();
    assert.equal(track.stopped, true);
    assert.match(peer().channel.sent.at(-1) ?? '', /"type":"disconnect-bot"/);
    await time.pass(200);
    assert.deepEqual(phases(), ['asking', 'connecting', 'live', 'ending', 'idle']);
    assert.equal(call.duration(), 65_000);
    over('hung-up');
  });

  it('offers with the token in its header, and takes the answer', async () => {
    const { start, peer, offers } = setUp();
    await start();
    const [{ headers, body } = assert.fail()] = offers();
    assert.equal(headers['X-Visitor'], 't1');
    assert.deepEqual(body, { sdp: 'v=0 offer', type: 'offer', pc_id: null, restart_pc: false });
    assert.deepEqual(peer().remote, { type: 'answer', sdp: 'v=0 answer' });
  });

  it('keeps candidates until the answer is in, then sends them together', async () => {
    let answer = (_: Response): void => {};
    const { start, peer, asked, time } = setUp([() => new Promise((resolve) => (answer = resolve))]);
    const candidate = (text: string) => ({ candidate: { candidate: text, sdpMid: '0', sdpMLineIndex: 0 } });
    await start();
    peer().onicecandidate?.(candidate('one'));
    peer().onicecandidate?.(candidate('two'));
    peer().onicecandidate?.({ candidate: null });
    await time.pass(1000);
    assert.equal(asked.length, 1);
    answer(await accepted({}));
    await flushed();
    peer().onicecandidate?.(candidate('three'));
    await time.pass(200);
    assert.deepEqual(asked[1]?.body, {
      pc_id: 'pc-1',
      candidates: ['one', 'two', 'three'].map((text) => ({ candidate: text, sdp_mid: '0', sdp_mline_index: 0 })),
    });
  });

  const microphones: Readonly<Record<string, CallEnd>> = {
    NotAllowedError: 'denied',
    NotFoundError: 'no-microphone',
    NotReadableError: 'microphone-failed',
    OddError: 'microphone-failed',
  };
  for (const [name, end] of Object.entries(microphones))
    it(`says ${end} where the browser says ${name}, and asks nobody`, async () => {
      const { start, asked, over } = setUp([accepted], { getUserMedia: named(name) });
      await start();
      assert.deepEqual(asked, []);
      over(end);
    });
  it('does not ask on an insecure page, or in a browser without calls', async () => {
    const insecure = setUp([accepted], { isSecure: false });
    await insecure.start();
    insecure.over('insecure');
    const old = fakeLine().seams;
    const { makePeer: _, ...without } = old;
    const time = fakeTime();
    const call = createCall({
      seams: without,
      emit: () => {},
      newId: () => '',
      timeout: 1,
      grants: { current: () => Promise.reject(new Error()), renew: () => Promise.resolve() },
      setTimeout: time.setTimeout,
    });
    await call.start();
    assert.equal(call.state.get().end, 'unsupported');
  });

  const refusals: readonly (readonly [number, CallEnd])[] = [
    [403, 'refused'],
    [404, 'refused'],
    [409, 'busy'],
    [422, 'refused'],
    [429, 'busy'],
  ];
  for (const [status, end] of refusals)
    it(`is over at once with ${end} when the offer is answered with ${status}`, async () => {
      const { start, offers, track, over } = setUp([refuse(status)]);
      await start();
      assert.equal(offers().length, 1);
      assert.equal(track.stopped, true);
      over(end);
    });
  it('renews a refused token once, and goes on', async () => {
    const { start, offers, call } = setUp([refuse(401), accepted]);
    await start();
    assert.deepEqual(
      offers().map(({ headers }) => headers['X-Visitor']),
      ['t1', 't2'],
    );
    assert.equal(call.state.get().phase, 'connecting');
  });
  it('is over when the new token is refused, too, or when there is none', async () => {
    for (const tokens of [['t1', 't2'], ['t1']]) {
      const { start, offers, over } = setUp([refuse(401)], {}, tokens);
      await start();
      assert.equal(offers().length, tokens.length);
      over('unauthorized');
    }
  });

  it('tries again two seconds after the network or the server failed', async () => {
    const { start, offers, time, call } = setUp([broken, refuse(503), accepted]);
    await start();
    await time.pass(1999);
    assert.equal(offers().length, 1);
    await time.pass(2001);
    assert.equal(offers().length, 3);
    assert.equal(call.state.get().phase, 'connecting');
  });
  it('gives up after three more attempts', async () => {
    const { start, offers, time, over } = setUp([broken]);
    await start();
    await time.pass(10_000);
    assert.equal(offers().length, 4);
    over('unreachable');
  });
  it('gives up when nobody can be reached, and says silent when somebody is there and does not speak', async () => {
    for (const [met, end] of [
      [false, 'unreachable'],
      [true, 'silent'],
    ] as const) {
      const { start, peer, time, over, track } = setUp();
      await start();
      if (met) peer().become('connected');
      await time.pass(20_000);
      assert.equal(track.stopped, true);
      over(end);
    }
  });

  it('connects a lost line again at once, under the name it had', async () => {
    const { live, peer, peers, offers, call } = setUp();
    await live();
    peer().become('failed');
    assert.equal(call.state.get().reconnecting, true);
    await flushed();
    assert.deepEqual(offers()[1]?.body, { sdp: 'v=0 offer', type: 'offer', pc_id: 'pc-1', restart_pc: true });
    assert.deepEqual(
      peers.map(({ closed }) => closed),
      [true, false],
    );
    peer().become('connected');
    assert.deepEqual([call.state.get().phase, call.state.get().reconnecting], ['live', false]);
  });
  it('gives a line that stutters five seconds to come back by itself', async () => {
    const { live, peer, offers, time, call } = setUp();
    await live();
    peer().become('disconnected');
    await time.pass(4999);
    peer().become('connected');
    await time.pass(5000);
    assert.deepEqual([offers().length, call.state.get().reconnecting], [1, false]);
    peer().become('disconnected');
    await time.pass(5000);
    assert.equal(offers().length, 2);
  });
  it('is lost when the line does not come back, and what was being said is marked', async () => {
    const { live, peer, time, events, over } = setUp([accepted, broken]);
    await live();
    peer().say('bot-transcription', { text: 'We have' });
    peer().become('failed');
    await time.pass(20_000);
    assert.equal(events.at(-1)?.type, 'message-interrupted');
    over('lost');
  });
  it('offers again when the other side wants to, on the same peer', async () => {
    const { live, peer, peers, offers } = setUp();
    await live();
    peer().signal('renegotiate');
    await flushed();
    assert.deepEqual(offers()[1]?.body, { sdp: 'v=0 offer', type: 'offer', pc_id: 'pc-1', restart_pc: false });
    assert.equal(peers.length, 1);
  });
  it('is over when the other side hangs up', async () => {
    const { live, peer, over } = setUp();
    await live();
    peer().signal('peerLeft');
    over('left');
  });

  it('lets go of a microphone that was allowed too late', async () => {
    let allow = (_: MediaStream): void => {};
    const { call, track, asked } = setUp([accepted], {
      getUserMedia: () => new Promise((resolve) => (allow = resolve)),
    });
    const starting = call.start();
    await call.end();
    allow(like<MediaStream>({ getTracks: () => [track] }));
    await starting;
    assert.equal(track.stopped, true);
    assert.deepEqual(asked, []);
  });
  it('is over when the microphone is unplugged', async () => {
    const { live, track, over } = setUp();
    await live();
    track.onended?.();
    over('microphone-failed');
  });
  it('mutes the microphone, and not the next call', async () => {
    const { call, live, track, time } = setUp();
    await live();
    call.mute(true);
    assert.deepEqual([track.enabled, call.state.get().muted], [false, true]);
    await call.end();
    await time.pass(200);
    await live();
    assert.deepEqual([track.enabled, call.state.get().muted], [true, false]);
  });
  it('says that the sound is blocked until the visitor lets it be heard', async () => {
    let blocked = true;
    const play = () => (blocked ? Promise.reject(new DOMException('', 'NotAllowedError')) : Promise.resolve());
    const audio = { srcObject: null, play, pause() {}, setAttribute() {} };
    const { call, live, peer } = setUp([accepted], { makeAudio: () => like<HTMLAudioElement>(audio) });
    await live();
    peer().ontrack?.({ track: { kind: 'audio' }, streams: [{}] });
    await flushed();
    assert.equal(call.state.get().soundBlocked, true);
    blocked = false;
    call.resume();
    await flushed();
    assert.equal(call.state.get().soundBlocked, false);
  });
});

describe('what is said in a call', () => {
  const texts = (events: readonly ChatEvent[]) =>
    events.map((event) =>
      event.type === 'message-added'
        ? `${event.message.author}: ${JSON.stringify(event.message.parts)}`
        : event.type === 'text-delta'
          ? event.delta
          : event.type,
    );

  it('becomes messages: the visitor’s when they are final, the other side’s as they are spoken', async () => {
    const { live, peer, events, call } = setUp();
    await live();
    peer().say('user-transcription', { text: 'Is there', final: false });
    assert.deepEqual(call.state.get().caption, { author: 'user', text: 'Is there' });
    peer().say('user-transcription', { text: 'Is there a lift?', final: true });
    peer().say('bot-started-speaking');
    assert.equal(call.state.get().speaking, 'bot');
    peer().say('bot-transcription', { text: 'There is.' });
    peer().say('bot-transcription', { text: 'Over there.' });
    peer().say('bot-stopped-speaking');
    assert.equal(call.state.get().speaking, undefined);
    assert.deepEqual(texts(events), [
      'user: [{"type":"text","text":"Is there a lift?"}]',
      'message-started',
      'There is.',
      ' Over there.',
      'message-completed',
    ]);
  });
  it('is not said twice by backends that say it by two names, nor word by word', async () => {
    const { live, peer, events } = setUp();
    await live();
    peer().say('bot-output', { text: 'There is.', aggregated_by: 'sentence', spoken: false });
    for (const text of ['There', 'is.']) peer().say('bot-output', { text, aggregated_by: 'word', spoken: true });
    peer().say('bot-transcription', { text: 'There is.' });
    assert.deepEqual(texts(events), ['message-started', 'There is.']);
  });
  it('may be anything: what is no frame of RTVI changes nothing', async () => {
    const { live, peer, events, call } = setUp();
    await live();
    const before = call.state.get();
    const frames = ['', '{', '[]', 'null', '7', '{"type":"__proto__","label":"rtvi-ai"}', 'x'.repeat(100_000)];
    const odd = [{}, { text: 7 }, { text: '   ', final: true }, { text: null }];
    for (const data of [...frames, new ArrayBuffer(3)]) peer().channel.onmessage?.({ data });
    for (const type of ['user-transcription', 'bot-transcription', 'bot-output', 'constructor', 'server-message'])
      for (const data of odd) peer().say(type, data);
    peer().signal('toString');
    assert.deepEqual([events, call.state.get()], [[], before]);
  });
});
