import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../bot/answer.js';
import type { Brain } from '../bot/brain.js';
import { systemClock } from '../clock.js';
import { createJournal } from '../journal.js';
import { ownMemory, type Memory, type MemoryNeeds } from '../memory.js';
import { memoryStore } from '../store.js';
import { connect } from './connection.js';
import { redisServer, type RedisServer } from './redis-server.js';
import { redisStore } from './redis-store.js';

const say = (id: string, text = `I say ${id}`) => ({ type: 'send-message', id, text }) as const;

/** Echoes, and counts how often it was asked. */
function echo() {
  const asked: string[] = [];
  const brain: Brain = ({ command }) => {
    asked.push(command.id);
    return (async function* () {
      yield { type: 'text', delta: `You said ${command.id}` } as const;
    })();
  };
  return { asked, brain };
}
const needsOf = (brain: Brain): MemoryNeeds => ({
  house: {
    brain,
    clock: systemClock,
    journal: createJournal(systemClock),
    report: (error) => assert.fail(String(error)),
  },
  secret: undefined,
  rateLimit: 4,
  arrivals: 4,
});
const soon = async <T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> => {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** What every memory does, whether its processes are one or two. */
function itIsAMemory(name: string, make: (needs: MemoryNeeds) => readonly [Memory, Memory]): void {
  describe(name, () => {
    const { asked, brain } = echo();
    let one: Memory;
    let other: Memory;
    before(() => ([one, other] = make(needsOf(brain))));
    after(async () => {
      await one.close();
      if (other !== one) await other.close();
    });

    it('acts once per id, and gives the first answer again', async () => {
      const room = await one.conversations.join('stentor', 'once');
      const first = await room.act(say('a'), 'a');
      assert.equal(first.committed, true);
      const again = await (await other.conversations.join('stentor', 'once')).act(say('a'), 'a');
      assert.equal(again.committed, false);
      assert.deepEqual(
        [(await first.reply.whole()).text, (await again.reply.whole()).text],
        ['You said a', 'You said a'],
      );
      assert.equal(asked.filter((id) => id === 'a').length, 1);
    });
    it('acts once for two who ask at the same time', async () => {
      const rooms = await Promise.all([one, other].map(({ conversations }) => conversations.join('stentor', 'race')));
      const turns = await Promise.all(rooms.map((room) => room.act(say('b'), 'b')));
      assert.deepEqual(turns.map(({ committed }) => committed).sort(), [false, true]);
      for (const { reply } of turns) assert.equal((await reply.whole()).text, 'You said b');
      assert.equal(asked.filter((id) => id === 'b').length, 1);
    });
    it('knows what was said, in one order and with one clock', async () => {
      const room = await one.conversations.join('stentor', 'said');
      const turn = await room.act(say('c'), 'c', '', { wire: { from: 'page' } });
      await turn.utter({ id: 'c.reply', author: 'bot', answer: await turn.reply.whole() });
      await room.utter({ author: 'agent', name: 'Ann', answer: { text: 'And I am Ann.' } });
      const { transcript, epoch } = await other.conversations.join('stentor', 'said');
      assert.equal(epoch, room.epoch);
      assert.deepEqual(transcript, room.transcript);
      assert.deepEqual(
        transcript.map(({ author, text, place, wire }) => [author, text, place, wire?.['from']]),
        [
          ['user', 'I say c', 0, 'page'],
          ['bot', 'You said c', 1, undefined],
          ['agent', 'And I am Ann.', 2, undefined],
        ],
      );
      const times = transcript.map(({ at }) => at);
      assert.deepEqual(
        times,
        [...new Set(times)].sort((a, b) => a - b),
      );
    });
    it('says what a turn came to once, whoever says it', async () => {
      const room = await one.conversations.join('stentor', 'turn');
      const turn = await room.act(say('d'), 'd');
      const answer = await turn.reply.whole();
      await turn.utter({ author: 'bot', answer });
      const elsewhere = await other.conversations.join('stentor', 'turn');
      const same = await elsewhere.turn('d');
      assert.ok(same);
      assert.equal((await same.reply.whole()).text, 'You said d');
      assert.deepEqual((await elsewhere.turn('never')) ?? 'none', 'none');
    });
    it('tells those who listen, and carries signs', async () => {
      const here = await one.conversations.join('stentor', 'ears');
      const there = await other.conversations.join('stentor', 'ears');
      const heard: string[] = [];
      const signs: unknown[] = [];
      there.listen(({ text }) => heard.push(text));
      there.heed((sign) => signs.push(sign['typing']));
      here.signal({ typing: true });
      await here.utter({ author: 'agent', answer: { text: 'Hello there' } });
      await soon(() => (heard.length > 0 && signs.length > 0 ? true : undefined));
      assert.deepEqual([heard, signs], [['Hello there'], [true]]);
    });
    it('remembers who took over, and what was asked', async () => {
      const room = await one.conversations.join('stentor', 'state');
      await room.assign('Ann');
      assert.equal((await other.conversations.join('stentor', 'state')).person, 'Ann');
      await room.assign(undefined);
      assert.equal((await other.conversations.join('stentor', 'state')).person, undefined);
    });
    it('keeps the conversations of one family from another', async () => {
      await (await one.conversations.join('chatbotkit', 'id')).utter({ author: 'agent', answer: { text: 'A secret' } });
      assert.equal(await one.conversations.find('stentor', 'id'), undefined);
      assert.deepEqual((await one.conversations.join('stentor', 'id')).transcript, []);
    });
    it('forgets everywhere', async () => {
      const room = await one.conversations.join('stentor', 'erased');
      await room.act(say('e'), 'e');
      await other.conversations.forget(await soon(() => other.conversations.find('stentor', 'erased')));
      assert.equal(await one.conversations.find('stentor', 'erased'), undefined);
      const anew = await one.conversations.join('stentor', 'erased');
      assert.notEqual(anew.epoch, room.epoch);
      assert.deepEqual(anew.transcript, []);
    });
    it('lists all conversations', async () => {
      await one.conversations.join('opencx', 'listed');
      const keys = (await other.conversations.all()).map(({ key }) => key);
      assert.ok(keys.includes('opencx:listed'));
      assert.equal(new Set(keys).size, keys.length);
    });
    it('counts messages together', async () => {
      const waits: number[] = [];
      for (const { rateLimit } of [one, other, one]) waits.push(await rateLimit.take('stentor:pace'));
      assert.deepEqual(
        waits.map((wait) => wait > 0),
        [false, false, true],
      );
      assert.ok(Number(waits[2]) <= 15_000);
    });

    it('counts what an address begins', async () => {
      const waits: number[] = [];
      for (const { arrivals } of [one, other, one]) waits.push(await arrivals.take('address 192.0.2.1'));
      assert.deepEqual(waits.slice(0, 2), [0, 0]);
      assert.ok((waits[2] ?? 0) > 0);
    });
    it('admits a token everywhere, until it is ended anywhere', async () => {
      const about = { audience: 'stentor', conversation: 'tokens', origin: undefined, seconds: 60 } as const;
      const { token } = await one.sessions.open(about);
      const session = await other.sessions.admit('stentor', token, null);
      assert.equal(other.sessions.lasts(session), true);
      await one.sessions.end('chatbotkit', 'tokens');
      assert.equal((await other.sessions.admit('stentor', token, null)).id, session.id, 'another family’s');
      await one.sessions.end('stentor', 'tokens');
      await assert.rejects(other.sessions.admit('stentor', token, null), { status: 401 });
      await soon(() => (other.sessions.lasts(session) ? undefined : true));
    });
    it('forgets everything when it is erased, in every process, and is there for what comes', async () => {
      const room = await one.conversations.join('stentor', 'erased');
      await (await room.act(say('erased'), 'erased')).reply.whole();
      await one.shelves.shelf('erased').put('thing', 'is there');
      await one.shelves.lists('erased', 9).add('list', 'is there');
      await one.files.put({ id: 'erased', name: 'a', type: 'b', bytes: new Uint8Array(9) });
      const about = { audience: 'stentor', conversation: 'erased', origin: undefined, seconds: 60 } as const;
      const { token } = await one.sessions.open(about);
      const session = await other.sessions.admit('stentor', token, null);
      await one.erase();
      assert.deepEqual([await one.conversations.all(), await other.conversations.all()], [[], []]);
      assert.equal(await other.shelves.shelf('erased').get('thing'), undefined);
      assert.deepEqual(await other.shelves.lists('erased', 9).get('list'), []);
      assert.equal(await other.files.get('erased'), undefined);
      await soon(() => (other.sessions.lasts(session) ? undefined : true));
      await assert.rejects(other.sessions.admit('stentor', token, null), { status: 401 });
      const anew = await other.conversations.join('stentor', 'erased');
      assert.notEqual(anew.epoch, room.epoch);
      assert.deepEqual(anew.transcript, []);
      assert.equal((await anew.act(say('erased'), 'erased')).committed, true);
      const { token: next } = await one.sessions.open(about);
      assert.equal((await other.sessions.admit('stentor', next, null)).conversation, 'erased');
    });
    it('has files, whatever their bytes are, and removes them', async () => {
      const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 7) % 256);
      const file = { id: 'file', name: 'a “b”\u2028.png', type: 'image/png', bytes };
      await one.files.put(file);
      assert.deepEqual(await other.files.get('file'), file);
      await one.files.put({ ...file, id: 'empty', bytes: new Uint8Array() });
      assert.equal((await other.files.get('empty'))?.bytes.length, 0);
      await other.files.put({ ...file, bytes: bytes.slice(500) });
      assert.equal((await one.files.get('file'))?.bytes.length, 500);
      await other.files.remove('file');
      assert.equal(await one.files.get('file'), undefined);
      assert.equal(await one.files.get('never'), undefined);
    });
    it('has one first of many, and one who takes it away', async () => {
      const shelves = [one, other].map((memory) => memory.shelves.shelf<string>('races'));
      const [first, second] = one === other ? [shelves[0], shelves[0]] : shelves;
      const won = await Promise.all([first?.first('x', 'one'), second?.first('x', 'other')]);
      assert.equal(won[0], won[1]);
      assert.equal(await first?.get('x'), won[0]);
      const removed = await Promise.all([first?.remove('x'), second?.remove('x')]);
      assert.deepEqual(removed.sort(), [false, true]);
      assert.equal(await second?.first('x', 'again'), 'again');
    });
    it('has lists, of what came last', async () => {
      const both = [one, other].map((memory) => memory.shelves.lists<{ readonly n: number }>('numbers', 3));
      const [here, there] = one === other ? [both[0], both[0]] : both;
      assert.deepEqual(await here?.get('x'), []);
      for (const n of [1, 2, 3, 4]) await (n % 2 ? here : there)?.add('x', { n });
      assert.deepEqual(await here?.get('x'), [{ n: 2 }, { n: 3 }, { n: 4 }]);
      await here?.drop('x', 2);
      assert.deepEqual(await there?.get('x'), [{ n: 4 }]);
      await there?.drop('x', 1);
      assert.deepEqual(await here?.get('x'), []);
    });
    it('has shelves', async () => {
      const things = [one, other].map(({ shelves }) => shelves.shelf<{ readonly a: number }>('things'));
      await things[0]?.put('x', { a: 1 });
      const shelf = one === other ? things[0] : things[1];
      assert.deepEqual(await shelf?.get('x'), { a: 1 });
      assert.equal(await shelf?.get('y'), undefined);
      assert.deepEqual([...((await shelf?.all()) ?? [])], [['x', { a: 1 }]]);
      assert.deepEqual([await one.shelves.count('n'), await other.shelves.count('n')], [1, 2]);
    });
    it('lets a broken answer be tried again', async () => {
      const broken: Answer = { fail: 500 };
      let tries = 0;
      const made = make(needsOf(() => ((tries += 1) === 1 ? broken : { text: 'Now it works' })));
      const room = await made[0].conversations.join('stentor', 'broken');
      const first = await room.act(say('f'), 'f');
      assert.equal(first.committed, false);
      const second = await soon(async () => {
        const turn = await room.act(say('f'), 'f');
        return turn.committed ? turn : undefined;
      });
      assert.equal((await second.reply.whole()).text, 'Now it works');
      for (const memory of new Set(made)) await memory.close();
    });
  });
}

let redis: RedisServer;
let count = 0;
describe('memories', () => {
  before(async () => {
    redis = await redisServer();
  });
  after(() => redis.end());
  itIsAMemory('of a process of its own', (needs) => {
    const memory = (memoryStore({}).memory ?? ownMemory)(needs);
    return [memory, memory];
  });
  it('in Redis have two connections, however many rooms they know', async () => {
    const memory = redisStore(redis.url, { prefix: 'connections:' }).memory?.(needsOf(echo().brain));
    assert.ok(memory);
    const asking = connect(redis.url, (error) => assert.fail(String(error)));
    const connections = async () =>
      String(await asking.send('CLIENT', 'LIST'))
        .trim()
        .split('\n').length;
    const own = await soon(async () => ((await connections()) === 4 ? 4 : undefined));
    for (let room = 0; room < 50; room += 1) {
      const joined = await memory.conversations.join('stentor', String(room));
      joined.listen(() => {});
      await joined.act(say(`n-${room}`), `n-${room}`);
      await memory.files.put({ id: `n-${room}`, name: 'a', type: 'b', bytes: new Uint8Array(room) });
      await memory.shelves.lists('list', 9).add(`n-${room}`, 'thing');
    }
    assert.equal(await connections(), own);
    const kept = (await asking.send('KEYS', '*')) as readonly string[];
    const times = await Promise.all(kept.map((key) => asking.send('PTTL', key)));
    const forever = kept.filter((key, index) => key.startsWith('connections:') && Number(times[index]) < 0);
    assert.deepEqual(forever, ['connections:rooms'], 'all but the list, which is swept, has a time to live');
    await memory.close();
    await asking.close();
  });
  itIsAMemory('of two processes, in Redis', (needs) => {
    const prefix = `test-${(count += 1)}:`;
    const [one, other] = [1, 2].map(() => redisStore(redis.url, { prefix }).memory?.(needs));
    assert.ok(one && other);
    return [one, other];
  });
});
