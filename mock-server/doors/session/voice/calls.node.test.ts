import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBackend } from '../../../backend.js';
import { Problem } from '../../../problem.js';
import { createCalls } from './calls.js';
import { decodeSample, encodeSample, isVoice, silentPacket, spokenPacket } from './mu-law.js';
import type { Ears, VoicePeer } from './peer.js';

const offer = { sdp: 'v=0 offer', type: 'offer', pc_id: null, restart_pc: false };
const caller = { sessionId: 's', subject: 'agent' };
const voice = spokenPacket(1);

/** Calls over peers that a test holds in its hands, and a clock that waits for nobody. */
function setUp() {
  let now = 0;
  const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
  const backend = createBackend({ clock, report: (error) => assert.fail(String(error)) });
  const peers: { readonly ears: Ears; readonly said: string[]; played: number; closed: boolean }[] = [];
  const calls = createCalls(backend, async (_, ears): Promise<VoicePeer> => {
    const peer = { ears, said: [] as string[], played: 0, closed: false };
    peers.push(peer);
    return {
      answer: async () => 'v=0 answer',
      add: async () => undefined,
      send: (text) => void peer.said.push(text),
      play: () => void (peer.played += 1),
      close: () => void (peer.closed = true),
    };
  });
  const frame = (type: string, data: object = {}) =>
    peers.at(-1)?.ears.frame(JSON.stringify({ id: '1', label: 'rtvi-ai', type, data }));
  return {
    backend,
    calls,
    peers,
    frame,
    said: () =>
      (peers.at(-1)?.said ?? []).map((text) => JSON.parse(text) as { type: string; data?: { text?: string } }),
    /** Waits until something of that type was said so often. */
    async until(type: string, times = 1): Promise<void> {
      while ((peers.at(-1)?.said ?? []).filter((text) => text.includes(`"${type}"`)).length < times)
        await new Promise((resolve) => setTimeout(resolve));
    },
    pass: (ms: number) => void (now += ms),
  };
}
const refused = (status: number) => (error: unknown) => error instanceof Problem && error.status === status;

describe('calls', () => {
  it('hear no more words at once than a session may say', async () => {
    const { backend, calls, frame, said } = setUp();
    await calls.offer(caller, offer);
    for (let word = 0; word < 40; word += 1) frame('send-text', { content: 'hi' });
    const wait = backend.rateLimit.take(`session:${caller.sessionId}`);
    await new Promise(setImmediate);
    assert.equal(said().filter(({ type }) => type === 'error').length, 10);
    assert.equal((await wait) > 0, true);
    calls.end(caller.sessionId);
  });

  it('greet, hear a phrase in enough of a voice, and answer it with the bot’s words', async () => {
    const { backend, calls, peers, frame, said, until } = setUp();
    const { pc_id: id } = (await calls.offer(caller, offer)) as { readonly pc_id: string };
    assert.equal(typeof id, 'string');
    frame('client-ready');
    await until('bot-stopped-speaking');
    assert.equal(said()[0]?.type, 'bot-ready');
    for (let packet = 0; packet < 200; packet += 1) peers[0]?.ears.packet(silentPacket());
    assert.equal(
      said().some(({ type }) => type === 'user-started-speaking'),
      false,
    );
    for (let packet = 0; packet < 12; packet += 1) peers[0]?.ears.packet(voice);
    await until('bot-stopped-speaking', 2);
    const words = said().flatMap(({ type, data }) => (type === 'bot-transcription' ? data?.text : []));
    assert.deepEqual(words, ['Hello.', 'I am listening.', 'You said:', 'Hello, is somebody there?']);
    assert.ok((peers[0]?.played ?? 0) > 60);
    const { transcript } = await backend.conversations.join('session', 's');
    assert.deepEqual(
      transcript.map(({ author }) => author),
      ['bot', 'user', 'bot'],
    );
    calls.end('s');
    assert.ok(backend.usage.of('agent').voiceSeconds > 0);
  });

  it('answer what is sent as text', async () => {
    const { calls, frame, said, until } = setUp();
    await calls.offer(caller, offer);
    frame('send-text', { content: 'in words' });
    await until('bot-stopped-speaking');
    assert.ok(said().some(({ type, data }) => type === 'bot-transcription' && data?.text === 'in words'));
    calls.end('s');
  });

  it('count nothing for previews, and nothing before anybody spoke', async () => {
    const { backend, calls, frame, pass } = setUp();
    await calls.offer({ sessionId: 'preview' }, offer);
    frame('client-ready');
    pass(60_000);
    calls.end('preview');
    await calls.offer(caller, offer);
    pass(60_000);
    calls.end('s');
    assert.equal(backend.usage.of('agent').voiceSeconds, 0);
  });

  it('are one per session: a newer one ends the older, and a restarted one goes on', async () => {
    const { backend, calls, peers, said } = setUp();
    const first = (await calls.offer(caller, offer)) as { readonly pc_id: string };
    await calls.offer(caller, { ...offer, pc_id: first.pc_id, restart_pc: true });
    assert.deepEqual(
      peers.map(({ closed }) => closed),
      [true, false],
    );
    const second = (await calls.offer(caller, offer)) as { readonly pc_id: string };
    assert.notEqual(second.pc_id, first.pc_id);
    assert.match(peers[1]?.said.at(-1) ?? '', /peerLeft/);
    assert.deepEqual(said(), []);
    await assert.rejects(calls.candidates(caller, { pc_id: first.pc_id, candidates: [] }), refused(404));
    await calls.candidates(caller, { pc_id: second.pc_id, candidates: [{ candidate: 'c', sdp_mid: '0' }] });
    backend.reset();
    await assert.rejects(calls.candidates(caller, { pc_id: second.pc_id, candidates: [] }), refused(404));
  });

  it('end with a goodbye, and are so many at most', async () => {
    const { calls, frame } = setUp();
    const { pc_id: id } = (await calls.offer(caller, offer)) as { readonly pc_id: string };
    frame('disconnect-bot');
    await assert.rejects(calls.candidates(caller, { pc_id: id, candidates: [] }), refused(404));
    for (let call = 1; call < 50; call += 1) await calls.offer(caller, offer);
    await assert.rejects(calls.offer(caller, offer), refused(429));
    for (let session = 0; session < 20; session += 1) await calls.offer({ sessionId: `other-${session}` }, offer);
    await assert.rejects(calls.offer({ sessionId: 'last' }, offer), refused(429));
    for (let session = 0; session < 20; session += 1) calls.end(`other-${session}`);
  });

  const bad: Readonly<Record<string, object>> = {
    'no sdp': { type: 'offer' },
    'another type': { ...offer, type: 'answer' },
    'an sdp that is none': { ...offer, sdp: 'hello' },
    'an sdp without end': { ...offer, sdp: `v=0${'x'.repeat(70_000)}` },
    'a number for a name': { ...offer, pc_id: 7 },
    'a word for a flag': { ...offer, restart_pc: 'yes' },
  };
  for (const [what, body] of Object.entries(bad))
    it(`refuse an offer with ${what}`, async () => {
      const { calls, peers } = setUp();
      await assert.rejects(calls.offer(caller, { ...body }), refused(422));
      assert.deepEqual(peers, []);
    });
});

describe('µ-law', () => {
  it('keeps a sample to a few per cent', () => {
    for (const sample of [0, 5, -5, 300, -300, 9000, -9000, 32_000, -32_000]) {
      const kept = decodeSample(encodeSample(sample));
      assert.ok(Math.abs(kept - sample) <= 4 + Math.abs(sample) * 0.04, `${sample} became ${kept}`);
    }
  });
  it('tells a voice from silence', () => assert.deepEqual([isVoice(voice), isVoice(silentPacket())], [true, false]));
});
