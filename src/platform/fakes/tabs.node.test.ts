import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '../../net/fakes/clock.js';
import type { Tabs } from '../tabs.js';
import { tabsHub } from './tabs.js';

function setUp() {
  const clock = fakeClock();
  const hub = tabsHub({
    after(ms, callback) {
      const handle: unknown = clock.setTimeout(callback, ms);
      return () => clock.clearTimeout(handle as never);
    },
  });
  /** So many tabs, opened one after the other. */
  const open = (count: number): readonly Tabs[] =>
    Array.from({ length: count }, () => {
      const tab = hub.open();
      clock.advance(1);
      return tab;
    });
  return { clock, hub, open };
}
const leaders = (...tabs: readonly Tabs[]) => tabs.filter((tab) => tab.leads()).map(({ id }) => id);
const heardBy = (tab: Tabs) => {
  const heard: (readonly [unknown, string])[] = [];
  tab.onMessage((message, from) => heard.push([message, from]));
  return heard;
};

describe('the hub of tabs in memory', () => {
  it('has one leader: the first, and after each the one that waited longest', async () => {
    const { clock, hub, open } = setUp();
    const [a, b, c] = open(3) as [Tabs, Tabs, Tabs];
    await Promise.all([a.decided, b.decided, c.decided]);
    assert.deepEqual(leaders(a, b, c), ['tab-1']);
    let changes = 0;
    b.onChange(() => changes++);
    a.close();
    clock.advance(1);
    assert.deepEqual(leaders(a, b, c), ['tab-2']);
    assert.equal(changes, 1);
    hub.crash(b);
    clock.advance(1);
    assert.deepEqual(leaders(a, b, c), ['tab-3']);
  });

  it('knows of others until they say goodbye', () => {
    const { clock, open } = setUp();
    const [a] = open(1) as [Tabs];
    assert.equal(a.others(), false);
    const [b] = open(1) as [Tabs];
    assert.deepEqual([a.others(), b.others()], [true, true]);
    b.close();
    clock.advance(1);
    assert.equal(a.others(), false);
  });

  it('delivers copies, a turn later, to all others', () => {
    const { clock, open } = setUp();
    const [a, b, c] = open(3) as [Tabs, Tabs, Tabs];
    const [atA, atB, atC] = [heardBy(a), heardBy(b), heardBy(c)];
    const message = { words: ['one'] };
    a.post(message);
    message.words.push('two');
    assert.deepEqual(atB, []);
    clock.advance(1);
    assert.deepEqual([atA, atB, atC], [[], [[{ words: ['one'] }, 'tab-1']], [[{ words: ['one'] }, 'tab-1']]]);
    assert.notEqual(atB[0]?.[0], atC[0]?.[0]);
    assert.throws(() => a.post(() => {}), { name: 'DataCloneError' });
  });

  it('takes the lead from a tab that freezes; thawed, it follows and has missed what was said', () => {
    const { clock, hub, open } = setUp();
    const [a, b] = open(2) as [Tabs, Tabs];
    const atA = heardBy(a);
    hub.freeze(a);
    assert.equal(a.leads(), false);
    clock.advance(1);
    assert.deepEqual(leaders(a, b), ['tab-2']);
    assert.equal(b.others(), false);
    b.post('missed');
    clock.advance(1);
    let changes = 0;
    a.onChange(() => changes++);
    hub.thaw(a);
    clock.advance(1);
    b.post('heard');
    clock.advance(1);
    assert.deepEqual(atA, [['heard', 'tab-2']]);
    assert.deepEqual([leaders(a, b), b.others(), changes], [['tab-2'], true, 1]);
  });

  it('steals from a tab that stalls; until it thaws it believes to lead, and hears late', () => {
    const { clock, hub, open } = setUp();
    const [a, b] = open(2) as [Tabs, Tabs];
    const atA = heardBy(a);
    hub.stall(a);
    b.post('late');
    clock.advance(3_999);
    assert.deepEqual(leaders(a, b), ['tab-1']);
    clock.advance(2);
    assert.deepEqual(leaders(a, b), ['tab-1', 'tab-2']);
    assert.deepEqual(atA, []);
    hub.thaw(a);
    clock.advance(1);
    assert.deepEqual(leaders(a, b), ['tab-2']);
    assert.deepEqual(atA, [['late', 'tab-2']]);
    assert.equal(b.others(), true);
  });

  it('gives the lead to a tab in sight that asks a stuck one in the background, and no other', () => {
    const { clock, hub, open } = setUp();
    const [a, b, c] = open(3) as [Tabs, Tabs, Tabs];
    let stuck = false;
    a.yieldWhen(() => stuck);
    for (const change of [() => hub.hide(a), () => (stuck = true)]) {
      hub.ask(c);
      clock.advance(1);
      assert.deepEqual(leaders(a, b, c), ['tab-1']);
      change();
    }
    hub.ask(c);
    clock.advance(1);
    assert.deepEqual(leaders(a, b, c), ['tab-3']);
    c.close();
    clock.advance(1);
    assert.deepEqual(leaders(a, b, c), ['tab-2'], 'who gave it stands behind');
  });

  it('decides within a second, even behind a leader that stalls', async () => {
    const { clock, hub, open } = setUp();
    const [a] = open(1) as [Tabs];
    hub.stall(a);
    const b = hub.open();
    clock.advance(1_000);
    await b.decided;
    assert.equal(b.leads(), false);
    clock.advance(3_001);
    assert.equal(b.leads(), true);
  });

  it('leaves no timer behind', () => {
    const { clock, open } = setUp();
    for (const tab of open(2)) tab.close();
    clock.advance(1);
    assert.equal(clock.waiting(), 0);
  });
});
