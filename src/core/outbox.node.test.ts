import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakePlatform, settle } from '../platform/fakes/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import { ChatError, RejectedError, TransportError } from '../protocol/errors.js';
import { createOutbox, type OutboxOptions } from './outbox.js';

const message = (id: string): ChatCommand => ({ type: 'send-message', id, text: id });
const broken = new TransportError('server-error', '500', { outcome: 'unknown' });
const lost = new TransportError('unreachable', 'no road', { outcome: 'unknown' });
const notThere = new TransportError('unreachable', 'no socket yet', { outcome: 'not-sent' });
const refused = new RejectedError('unauthorized', '401', { outcome: 'auth' });

/** What each attempt comes to, in turn; after the last one all is well. */
function stage(outcomes: readonly (ChatError | undefined)[] = [], more: Partial<OutboxOptions> = {}) {
  const platform = fakePlatform();
  const diary: string[] = [];
  const left = [...outcomes];
  const at = (): number => (platform.now() - 1_760_000_000_000) / 1_000;
  const outbox = createOutbox({
    platform,
    backoff: 500,
    idempotent: () => true,
    acquainted: async () => undefined,
    reconcile: async () => undefined,
    precedes: () => false,
    renew: async () => void diary.push('renew'),
    attempting: async ({ command, attempts }) => void diary.push(`write ${command.id} ${attempts}`),
    async send({ id }, signal) {
      diary.push(`send ${id} at ${at()}`);
      const outcome = left.shift();
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) throw new ChatError('aborted', 'Stopped.', { outcome: 'unknown' });
      if (outcome) throw outcome;
    },
    settled: ({ id }, error) => void diary.push(`${id} ${error?.code ?? 'delivered'}`),
    ...more,
  });
  const sent = (): readonly string[] => diary.filter((line) => line.startsWith('send'));
  return { platform, outbox, diary, sent };
}

describe('an outbox', () => {
  it('writes before it sends, sends one after the other, and a failure blocks nothing', async () => {
    const { outbox, diary, platform } = stage([new RejectedError('too-large', 'No.', { outcome: 'rejected' })]);
    for (const id of ['a', 'b']) void outbox.add(message(id));
    await platform.advance(0);
    assert.deepEqual(diary, ['write a 1', 'send a at 0', 'a too-large', 'write b 1', 'send b at 0', 'b delivered']);
  });

  it('sends nothing again unasked that it was sending when it was put to rest, though no record says so', async () => {
    const sent: string[] = [];
    const { outbox, platform, diary } = stage([], {
      idempotent: () => false,
      send: ({ id }) => (sent.push(id), new Promise(() => undefined)),
    });
    void outbox.add(message('a'));
    await platform.advance(0);
    outbox.rest();
    outbox.go();
    void outbox.add(message('a'));
    await platform.advance(0);
    assert.deepEqual([sent, diary.at(-1)], [['a'], 'a unconfirmed']);
    outbox.retry('a');
    await platform.advance(0);
    assert.deepEqual(sent, ['a', 'a']);
  });

  it('sends what is handed over late where it was said', async () => {
    const { outbox, platform, sent } = stage([], { precedes: (id, other) => id < other });
    for (const id of ['a', 'd', 'e', 'b']) void outbox.add(message(id));
    await platform.advance(0);
    assert.deepEqual(sent(), ['send a at 0', 'send b at 0', 'send d at 0', 'send e at 0']);
  });

  it('sends the same id again, later each time, and gives up after five answers', async () => {
    const { outbox, platform, diary, sent } = stage(Array.from({ length: 9 }, () => broken));
    void outbox.add(message('a'));
    await platform.advance(60_000);
    // Half of 0.5 s, 1 s, 2 s and 4 s.
    assert.deepEqual(sent(), ['send a at 0', 'send a at 0.25', 'send a at 0.75', 'send a at 1.75', 'send a at 3.75']);
    assert.equal(diary.at(-1), 'a server-error');
    assert.equal(platform.waiting(), 0);
  });

  it('keeps what nobody could take for as long as there is no road, and the rest behind it in line', async () => {
    const { outbox, platform, diary } = stage(Array.from({ length: 30 }, () => lost));
    for (const id of ['a', 'b']) void outbox.add(message(id));
    await platform.advance(200_000);
    assert.ok(!diary.some((line) => line.endsWith('unreachable')));
    await platform.advance(900_000);
    assert.deepEqual(
      diary.filter((line) => line.endsWith('delivered')),
      ['a delivered', 'b delivered'],
    );
  });

  it('tries at once when the network is back, but not before the server allows it', async () => {
    const busy = new TransportError('rate-limited', '429', { outcome: 'not-sent', retryAfter: 2_000 });
    const first = stage([lost, lost, lost, lost, lost, lost, lost, lost]);
    void first.outbox.add(message('a'));
    await first.platform.advance(20_000);
    const before = first.sent().length;
    first.platform.wake();
    await settle();
    assert.equal(first.sent().length, before + 1);

    const second = stage([busy]);
    void second.outbox.add(message('a'));
    await second.platform.advance(1_000);
    second.platform.wake();
    second.outbox.wake();
    await second.platform.advance(900);
    assert.deepEqual(second.sent(), ['send a at 0']);
    await second.platform.advance(200);
    assert.deepEqual(second.sent(), ['send a at 0', 'send a at 2']);
  });

  it('gets one new token per message, and gives up when that is refused too', async () => {
    const { outbox, platform, diary } = stage([refused, undefined, refused, refused]);
    for (const id of ['a', 'b']) void outbox.add(message(id));
    await platform.advance(0);
    assert.deepEqual(
      diary.filter((line) => !line.startsWith('write')),
      ['send a at 0', 'renew', 'send a at 0', 'a delivered', 'send b at 0', 'renew', 'send b at 0', 'b unauthorized'],
    );
  });

  it('never repeats silently where the same id counts twice: it asks, and leaves the rest to the visitor', async () => {
    const answers = [true, false, undefined];
    const asked: string[] = [];
    const { outbox, platform, diary } = stage([lost, lost, undefined, lost], {
      idempotent: () => false,
      async reconcile(id) {
        asked.push(id);
        return answers.shift();
      },
    });
    for (const id of ['a', 'b', 'c']) void outbox.add(message(id));
    await platform.advance(10_000);
    assert.deepEqual(asked, ['a', 'b', 'c']);
    assert.deepEqual(
      diary.filter((line) => !line.startsWith('write')).map((line) => line.replace(/ at .*/, '')),
      ['send a', 'a delivered', 'send b', 'send b', 'b delivered', 'send c', 'c unconfirmed'],
    );
    assert.equal(outbox.retry('c'), true);
    await platform.advance(0);
    assert.equal(diary.at(-1), 'c delivered');
  });

  it('does not send what an earlier page may have sent, unless the same id counts once', async () => {
    const once = stage();
    void once.outbox.add(message('a'), 1);
    await once.platform.advance(0);
    assert.deepEqual(once.sent().length, 1);
    const twice = stage([], { idempotent: () => false });
    void twice.outbox.add(message('a'), 1);
    await twice.platform.advance(0);
    assert.deepEqual(twice.diary, ['a unconfirmed']);

    // A socket says what it can do once it is there.
    let there = false;
    const later = stage([], {
      idempotent: () => there,
      acquainted: () => (there ? Promise.resolve() : Promise.reject(notThere)),
    });
    void later.outbox.add(message('a'), 1);
    await later.platform.advance(10_000);
    assert.deepEqual(later.diary, []);
    there = true;
    later.platform.wake();
    await later.platform.advance(0);
    assert.equal(later.diary.at(-1), 'a delivered');
  });

  it('sends what an earlier page may have sent as soon as the backend says that it does not have it', async () => {
    const answers = [false, true];
    const { outbox, platform, diary } = stage([], { idempotent: () => false, reconcile: async () => answers.shift() });
    for (const id of ['a', 'b']) void outbox.add(message(id), 1);
    await platform.advance(10_000);
    assert.deepEqual(
      diary.map((line) => line.replace(/ at .*/, '')),
      ['write a 2', 'send a', 'a delivered', 'b delivered'],
    );
  });

  it('takes the same command once, however many hand it over, and tells all of them when it has an end', async () => {
    const { outbox, platform, sent } = stage();
    const ends: string[] = [];
    void outbox.add(message('a')).then(() => ends.push('first'));
    void outbox.add(message('a')).then(() => ends.push('second'));
    await platform.advance(0);
    void outbox.add(message('a')).then(() => ends.push('third'));
    await settle();
    assert.equal(sent().length, 1);
    assert.deepEqual(ends, ['first', 'second', 'third']);
  });

  it('rests without ending anything: whoever sends now takes it from there, or it is handed over again', async () => {
    const { outbox, platform, diary, sent } = stage([lost]);
    const ends: string[] = [];
    for (const id of ['a', 'b']) void outbox.add(message(id)).then(() => ends.push(id));
    await platform.advance(0);
    outbox.rest();
    await platform.advance(60_000);
    assert.equal(sent().length, 1);
    assert.equal(platform.waiting(), 0);
    outbox.go();
    await platform.advance(60_000);
    assert.deepEqual(ends, []);
    assert.deepEqual(
      diary.filter((line) => line.endsWith('delivered')),
      [],
    );
    void outbox.add(message('a'), 1);
    await platform.advance(0);
    assert.equal(diary.at(-1), 'a delivered');
  });

  it('lets go of one that waits for its next attempt when it is removed', async () => {
    const { outbox, platform, diary } = stage([lost]);
    for (const id of ['a', 'b']) void outbox.add(message(id));
    await platform.advance(100);
    assert.equal(outbox.pause.get()?.error, lost);
    outbox.remove('a');
    await platform.advance(0);
    assert.deepEqual(
      diary.filter((line) => line.startsWith('b')),
      ['b delivered'],
    );
    assert.ok(!diary.some((line) => line.startsWith('a ')));
    assert.equal(platform.waiting(), 0);
  });

  it('leaves no timer when it is cleared while the backend is asked about a command', async () => {
    let answer = (_: boolean): void => {};
    const { outbox, platform } = stage([lost], {
      idempotent: () => false,
      reconcile: () => new Promise((resolve) => (answer = resolve)),
    });
    void outbox.add(message('a'));
    await platform.advance(0);
    outbox.clear();
    answer(false);
    await settle();
    assert.equal(platform.waiting(), 0);
    assert.equal(outbox.pause.get(), undefined);
  });

  it('leaves no timer and no listener when it is cleared in the middle', async () => {
    const { outbox, platform } = stage([lost]);
    void outbox.add(message('a'));
    await platform.advance(100);
    assert.ok(platform.waiting() > 0);
    outbox.clear();
    await settle();
    assert.equal(platform.waiting(), 0);
    assert.equal(outbox.current.get(), undefined);
  });
});
