import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bit, Brain } from './bot/brain.js';
import { scriptedBrain } from './bot/brain.js';
import { systemClock } from './clock.js';
import { createJournal } from './journal.js';
import { ownMemory } from './memory.js';

const MOST = 10;
const PIECE = 'x'.repeat(20_000);

function memoryWith(brain: Brain = scriptedBrain) {
  const house = { journal: createJournal(systemClock), clock: systemClock, brain, report: assert.ifError };
  const memory = ownMemory({ house, secret: undefined, rateLimit: 0, arrivals: 0 }, MOST);
  const { conversations, sessions, shelves } = memory;
  const talks = shelves.shelf<string>('talks', 'chatbotkit');
  /** A conversation with a session and a record of its own. */
  async function begin(id: string) {
    const room = await conversations.join('chatbotkit', id);
    await talks.put(id, `about ${id}`);
    const opening = { audience: 'chatbotkit', conversation: id, origin: undefined, seconds: 60 } as const;
    return { room, session: await sessions.open(opening) };
  }
  /** More than there is space for, and none of them in use. */
  async function flood(): Promise<void> {
    for (let number = 0; number < 8 * MOST; number += 1) await begin(`flood ${number}`);
  }
  const isKnown = async (id: string) => (await conversations.find('chatbotkit', id)) !== undefined;
  return { ...memory, talks, begin, flood, isKnown };
}
const message = (text: string) => ({ type: 'send-message', id: text, text }) as const;

describe('of too many conversations', () => {
  it('those that are quiet are forgotten, with their sessions and records', async () => {
    const { begin, flood, isKnown, sessions, talks, conversations } = memoryWith();
    const { session } = await begin('quiet');
    await flood();
    assert.equal(await isKnown('quiet'), false);
    assert.equal(await talks.get('quiet'), undefined);
    assert.equal(sessions.lasts(session), false);
    assert.equal((await conversations.all()).length, MOST);
  });

  it('none is forgotten that somebody is in, until they leave', async () => {
    const { begin, flood, isKnown, sessions, talks } = memoryWith();
    const { room, session } = await begin('mine');
    const leave = room.hold();
    await flood();
    assert.equal(sessions.lasts(session), true);
    assert.equal(await isKnown('mine'), true);
    assert.equal(await talks.get('mine'), 'about mine');
    leave();
    await flood();
    assert.equal(await isKnown('mine'), false);
    assert.equal(await talks.get('mine'), undefined);
    assert.equal(sessions.lasts(session), false);
  });

  it('none is forgotten whose command runs, nor one whose answer is being taken', async () => {
    let finish = () => {};
    async function* slow(): AsyncGenerator<Bit> {
      yield { type: 'text', delta: 'one' };
      await new Promise<void>((resolve) => (finish = resolve));
      yield { type: 'text', delta: ' two' };
    }
    const { begin, flood, isKnown } = memoryWith(slow);
    const { room } = await begin('thinking');
    const { reply } = await room.act(message('hello'), 'a');
    await flood();
    assert.equal(await isKnown('thinking'), true);
    const taken = reply.bits()[Symbol.asyncIterator]();
    await taken.next();
    finish();
    await reply.over();
    await flood();
    assert.equal(await isKnown('thinking'), true);
    await taken.return?.();
    await flood();
    assert.equal(await isKnown('thinking'), false);
  });

  it('none is forgotten whose ready answer is being said', async () => {
    const { begin, flood, isKnown } = memoryWith();
    const { room } = await begin('told');
    const { reply } = await room.act(message('hello'), 'a');
    const taken = reply.bits()[Symbol.asyncIterator]();
    await taken.next();
    await flood();
    assert.equal(await isKnown('told'), true);
    await taken.return?.();
    await flood();
    assert.equal(await isKnown('told'), false);
  });

  it('an answer that nobody takes keeps nothing: it is held back, and may go', async () => {
    let said = 0;
    async function* endless(): AsyncGenerator<Bit> {
      for (;;) {
        said += 1;
        yield { type: 'text', delta: PIECE };
      }
    }
    const { begin, flood, isKnown } = memoryWith(endless);
    const { room } = await begin('abandoned');
    await room.act(message('hello'), 'a');
    await flood();
    assert.equal(await isKnown('abandoned'), false);
    assert.ok(said < 5, String(said));
  });
});
