import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from './check.js';
import type { Commit, Word } from '../../mock-server/journal.js';
import type { Bubble, History } from './history.js';

const bubble = (id: string, text: string, more: Partial<Bubble> = {}): Bubble => ({
  id,
  text,
  author: 'user',
  delivery: 'delivered',
  ...more,
});
const bot = (id: string, text: string): Bubble => bubble(id, text, { author: 'bot' });
const commit = (id: string, text: string, place: number, more: Partial<Commit> = {}): Commit => ({
  at: 100 * place,
  transport: 'direct',
  sessionId: 's',
  id,
  text,
  place,
  epoch: 0,
  ...more,
});
const word = (messageId: string, text: string, more: Partial<Word> = {}): Word => ({
  at: 150,
  messageId,
  sessionId: 's',
  text,
  epoch: 0,
  ...more,
});
const quiet = { sockets: 0, streams: 0, mostSockets: 0, mostStreams: 0 } as const;

/** Two messages and their answers, as it should be. */
const good: History = {
  at: 1000,
  idempotent: true,
  submitted: [
    { text: 'one', at: 50, id: 'a' },
    { text: 'two', at: 60 },
  ],
  journal: {
    commits: [commit('a', 'one', 1), commit('b', 'two', 2)],
    words: [word('a.reply', '**One** it is'), word('b.reply', 'Two', { at: 250 })],
  },
  requests: [{ at: 90, method: 'POST', path: '/stentor', search: '', body: { requestId: 'a' } }],
  connections: quiet,
  sights: [
    { at: 50, page: 'tab', bubbles: [bubble('a', 'one', { delivery: 'pending' })] },
    {
      at: 60,
      page: 'tab',
      bubbles: [bubble('a', 'one', { delivery: 'pending' }), bubble('b', 'two', { delivery: 'pending' })],
    },
    {
      at: 300,
      page: 'tab',
      bubbles: [bubble('a', 'one'), bot('a.reply', 'One it is'), bubble('b', 'two'), bot('b.reply', 'Two')],
    },
  ],
  open: ['tab'],
  secrets: ['s3cret'],
  traces: [{ where: 'localStorage', text: '{"text":"one"}' }],
};
const last = good.sights[2]?.bubbles ?? [];
/** The good history with another end. */
const ending = (bubbles: readonly Bubble[], more: Partial<History> = {}): History => ({
  ...good,
  sights: [...good.sights.slice(0, 2), { at: 300, page: 'tab', bubbles }],
  ...more,
});
const journal = (more: Partial<History['journal']>) => ({ journal: { ...good.journal, ...more } });
const without = (id: string) => last.filter((each) => each.id !== id);
const changed = (id: string, more: Partial<Bubble>) =>
  last.map((each) => (each.id === id ? { ...each, ...more } : each));

describe('the history checker', () => {
  it('finds nothing in a history as it should be', () => assert.deepEqual(check(good), []));

  const fine: readonly (readonly [string, History])[] = [
    ['a visible failure with its text', ending(changed('b', { delivery: 'failed' }))],
    [
      'a failure whose answer was said, and is not asked for again',
      ending(changed('b', { delivery: 'failed' }).filter(({ id }) => id !== 'b.reply')),
    ],
    [
      'the same words twice, where they were submitted twice',
      ending([...last, bubble('c', 'two')], {
        submitted: [...good.submitted, { text: 'two', at: 70 }],
        ...journal({ commits: [...good.journal.commits, commit('c', 'two', 3, { at: 290 })] }),
      }),
    ],
    ['nothing on screen of what was before a new beginning', ending([], { restarts: [270] })],
    [
      'the same id committed again after the server forgot it',
      ending(last, journal({ commits: [...good.journal.commits, commit('b', 'two', 3, { epoch: 1 })] })),
    ],
    [
      'a repeated id on a transport that cannot know it',
      ending(last, { idempotent: false, ...journal({ commits: [...good.journal.commits, commit('b', 'two', 3)] }) }),
    ],
    ['a long wait while nobody could be reached', { ...good, patience: 100, away: [{ from: 55, to: 295 }] }],
    [
      'words of somebody else’s session',
      ending(last, {
        sessions: ['s'],
        ...journal({ words: [...good.journal.words, word('x', 'Hi', { sessionId: 'other' })] }),
      }),
    ],
    ['a page that is gone', { ...ending([]), open: [] }],
    ['an answer that was dismissed', ending(without('b.reply'), { dismissed: ['b.reply'] })],
    [
      'a late delivery after a failure',
      {
        ...good,
        sights: [{ at: 40, page: 'tab', bubbles: [bubble('a', 'one', { delivery: 'failed' })] }, ...good.sights],
      },
    ],
  ];
  for (const [name, history] of fine) it(`allows ${name}`, () => assert.deepEqual(check(history), []));

  const bad: readonly (readonly [string, History, RegExp])[] = [
    ['a lost text', ending(without('b')), /^L: “two” in tab was submitted and is not there/],
    ['a text that changed', ending(changed('a', { text: 'on' })), /^L: “one” in tab reads “on”/],
    ['an answer that never came', ending(without('b.reply')), /^L: “Two” was said and is not in tab/],
    ['a bubble that never settles', ending(changed('b', { delivery: 'pending' })), /^L: “two” in tab is still PENDING/],
    [
      'a text lost in one of two tabs',
      { ...good, open: ['tab', 'other'], sights: [...good.sights, { at: 310, page: 'other', bubbles: without('a') }] },
      /^L: “one” in other/,
    ],
    ['a doubled bubble', ending([...last, bubble('b', 'two')]), /^D: two bubbles are b in tab/],
    [
      'a bubble doubled for one frame',
      {
        ...good,
        sights: [
          {
            at: 55,
            page: 'tab',
            bubbles: [bubble('a', 'one', { delivery: 'pending' }), bubble('a', 'one', { delivery: 'pending' })],
          },
          ...good.sights,
        ],
      },
      /^D: two bubbles are a/,
    ],
    [
      'an echo under another id',
      ending(
        [...last, bubble('echo', 'two')],
        journal({ commits: [...good.journal.commits, commit('echo', 'x', 3, { at: 290 })] }),
      ),
      /^D: “two” has more bubbles than it was submitted/,
    ],
    ['an answer shown twice', ending([...last, bot('z', 'Two')]), /^D: “Two” has more bubbles than it was said/],
    [
      'a doubled commit of one id',
      ending(last, journal({ commits: [...good.journal.commits, commit('b', '', 3)] })),
      /^D: two commits have the id s b/,
    ],
    [
      'a new id for each try',
      ending(last, journal({ commits: [...good.journal.commits, commit('b2', 'two', 3)] })),
      /^D: “two” was committed more often than submitted/,
    ],
    [
      'an answer said twice',
      ending(last, journal({ words: [...good.journal.words, word('b.reply', 'Two')] })),
      /^D: b.reply of epoch 0 was said twice/,
    ],
    [
      'own words out of order',
      ending(
        [last[2], last[3], last[0], last[1]].flatMap((each) => each ?? []),
        journal({ words: [] }),
      ),
      /^O: “one” stands below “two”/,
    ],
    [
      'answers out of order',
      ending([last[0], last[2], last[3], last[1]].flatMap((each) => each ?? [])),
      /^O: “One it is” stands below “Two”/,
    ],
    [
      'an answer above its question',
      ending([last[0], last[1], last[3], last[2]].flatMap((each) => each ?? [])),
      /^O: “Two” stands above its question/,
    ],
    [
      'commits out of order',
      ending(last, journal({ commits: [commit('b', 'two', 1), commit('a', 'one', 2)] })),
      /^O: the bot acted on “two” before “one”/,
    ],
    [
      'DELIVERED without a commit',
      ending(last, journal({ commits: [commit('a', 'one', 1)] })),
      /^T: “two” was DELIVERED in tab before/,
    ],
    [
      'DELIVERED before the commit',
      ending(last, journal({ commits: [commit('a', 'one', 1), commit('b', 'two', 2, { at: 900 })] })),
      /^T: “two” was DELIVERED in tab before/,
    ],
    ['PENDING for too long', { ...good, patience: 200 }, /^T: “one” was PENDING for more than 200 ms/],
    [
      'DELIVERED that was taken back',
      { ...good, sights: [...good.sights, { at: 400, page: 'tab', bubbles: changed('b', { delivery: 'failed' }) }] },
      /^T: “two” was DELIVERED and became failed/,
    ],
    ['two sockets', { ...good, connections: { ...quiet, sockets: 2, mostSockets: 2 } }, /^K: 2 sockets are open/],
    ['two streams', { ...good, connections: { ...quiet, streams: 2, mostStreams: 2 } }, /^K: 2 streams are open/],
    ['a pile of sockets', { ...good, connections: { ...quiet, mostSockets: 3 } }, /^K: 3 sockets were open at once/],
    ['a socket that outlives its page', { ...good, open: [], connections: { ...quiet, sockets: 1 } }, /^K: 1 sockets/],
    [
      'a hot loop',
      {
        ...good,
        requests: Array.from({ length: 21 }, (_, n) => ({
          at: n * 100,
          method: 'POST',
          path: '/stentor',
          search: '',
          body: { requestId: 'a' },
        })),
      },
      /^K: \/stentor a was tried more than 20 times/,
    ],
    [
      'a socket knocked at in a loop',
      {
        ...good,
        requests: Array.from({ length: 21 }, (_, n) => ({
          at: n,
          method: 'GET',
          path: '/stentor/ws',
          search: `?n=${n}`,
          body: null,
        })),
      },
      /^K: GET \/stentor\/ws was tried/,
    ],
    [
      'a token in the storage',
      { ...good, traces: [{ where: 'localStorage session', text: '{"token":"s3cret"}' }] },
      /^K: a secret is in localStorage session/,
    ],
    [
      'a token in an address',
      { ...good, requests: [{ at: 1, method: 'GET', path: '/ws', search: '?token=s3cret', body: null }] },
      /^K: a secret is in the address of a GET/,
    ],
    [
      'a token in a bubble',
      ending(changed('a.reply', { text: 'One it is: s3cret' })),
      /^K: a secret is in a bubble in tab/,
    ],
  ];
  for (const [name, history, violation] of bad)
    it(`finds ${name}`, () => {
      const found = check(history);
      assert.ok(
        found.some((each) => violation.test(each)),
        `${violation} is not in ${JSON.stringify(found)}`,
      );
    });
});
