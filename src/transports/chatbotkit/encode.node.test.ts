import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { ChatCommand } from '../../protocol/commands.js';
import { contactOf, offered, reachable, retold, turnOf, voteOf } from './encode.js';
import { toYaml } from './yaml.js';

describe('a turn', () => {
  const turns: readonly (readonly [what: string, command: ChatCommand, turn: unknown])[] = [
    ['a launch lets the bot begin', { type: 'launch', id: 'c' }, { to: 'receive' }],
    ['words', { type: 'send-message', id: 'c', text: 'hi' }, { to: 'complete', text: 'hi' }],
    ['words that want no answer', { type: 'send-message', id: 'c', text: 'hi', meta: { respond: false } }, { to: 'send', text: 'hi' }],
    ['words with a file', { type: 'send-message', id: 'c', text: 'hi', attachments: [{ url: 'https://a', name: 'a.png' }] }, { to: 'complete', text: 'hi' }],
    ['a file alone', { type: 'send-message', id: 'c', text: ' ', attachments: [{ url: 'https://a/b', name: 'a.png' }, { url: 'https://a/c' }] }, { to: 'complete', text: 'a.png\nhttps://a/c' }],
    ['a choice says its label', { type: 'select-option', id: 'c', label: 'One', token: 't' }, { to: 'complete', text: 'One' }],
    ['a form', { type: 'submit-form', id: 'c', name: 'f', values: { guests: 2, email: 'a@b.example' } }, { to: 'complete', text: 'guests: 2\nemail: a@b.example' }],
    ['a vote', { type: 'give-feedback', id: 'c', rating: 'positive' }, undefined],
  ]; // prettier-ignore
  for (const [what, command, turn] of turns) it(what, () => assert.deepEqual(turnOf(command), turn));
});

describe('a form as YAML', () => {
  it('means what was put in', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('yes', 'null', '1', '0x1', '- a', 'a: b', '#', ' a ', '2026-12-01', '~', 'é'), fc.integer(), fc.boolean(), fc.constant(null)); // prettier-ignore
    const field = fc.oneof(value, fc.array(value), fc.record({ from: value, to: value }, { noNullPrototype: true }));
    const name = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('yes', 'a b', 'é', '1')).filter((each) => each !== '__proto__' && each !== '<<'); // prettier-ignore
    fc.assert(
      fc.property(fc.dictionary(name, field, { minKeys: 1, noNullPrototype: true }), (values) => {
        assert.deepEqual(load(toYaml(values), { schema: CORE_SCHEMA }), { ...values });
      }),
    );
  });
  it('is one line for each field, readable where it can be', () => {
    const values = {
      name: 'Ann Lee',
      arrival: '2026-12-01',
      dogs: true,
      extras: ['sauna', 'late: yes'],
      note: undefined,
      stay: { from: '1' },
    };
    assert.equal(
      toYaml(values),
      'name: Ann Lee\narrival: "2026-12-01"\ndogs: true\nextras:\n  - sauna\n  - "late: yes"\nstay: {"from":"1"}',
    );
  });
});

describe('what was said before', () => {
  const user = (text: string) => ({ author: 'user', text }) as const;
  it('is the visitor’s own, in their order', () => {
    assert.deepEqual(
      retold([user('a'), { author: 'bot', text: 'b' }, user(' '), { author: 'agent', text: 'x' }, user('c')]),
      [
        { type: 'user', text: 'a' },
        { type: 'user', text: 'c' },
      ],
    );
  });
  it('is cut, message by message and as a whole, the newest kept', () => {
    const [long] = retold([user('x'.repeat(40_000))]);
    assert.equal(long?.text.length, 32_768);
    assert.equal(retold([user(`${'x'.repeat(32_767)}👩`)])[0]?.text.length, 32_767);
    const many = retold(Array.from({ length: 300 }, (_, index) => user(`${index}`)));
    assert.deepEqual([many.length, many[0]?.text, many.at(-1)?.text], [100, '200', '299']);
    const heavy = retold(Array.from({ length: 9 }, (_, index) => user(`${index}${'x'.repeat(30_000)}`)));
    assert.deepEqual(
      heavy.map(({ text }) => text[0]),
      ['5', '6', '7', '8'],
    );
  });
});

describe('a vote', () => {
  const votes = [
    [{ rating: 'positive' }, 'upvote', 100],
    [{ rating: 'negative' }, 'downvote', -100],
    [{ score: 5 }, 'upvote', 100],
    [{ score: 4 }, 'upvote', 50],
    [{ score: 3 }, 'upvote', 1],
    [{ score: 2 }, 'downvote', -50],
    [{ score: 1 }, 'downvote', -100],
  ] as const;
  for (const [given, route, value] of votes)
    it(`for ${JSON.stringify(given)} is ${value}`, () =>
      assert.deepEqual(voteOf({ type: 'give-feedback', id: 'c', ...given, reason: 'so' }), {
        route,
        body: { value, reason: 'so' },
      }));
});

describe('a contact', () => {
  it('has the fields of its own in meta', () => {
    assert.deepEqual(contactOf({ name: 'Ann', phone: undefined, email: '', plan: 'pro' }), {
      name: 'Ann',
      meta: { plan: 'pro' },
    });
  });
  it('goes with a new session only where it reaches somebody', () => {
    assert.equal(reachable({ name: 'Ann' }), undefined);
    assert.equal(reachable({ name: 'Ann', email: 'ann', phone: '030' }), undefined);
    assert.deepEqual(reachable({ name: 'Ann', email: 'a@b.example', phone: '030' }), {
      name: 'Ann',
      email: 'a@b.example',
    });
    assert.deepEqual(reachable({ phone: '+4930901820' }), { phone: '+4930901820' });
  });
});

describe('functions of the page', () => {
  it('are offered with a channel each, under names that can be called', () => {
    const parameters = { properties: { zone: { type: 'string' } }, required: ['zone'] };
    assert.deepEqual(
      offered([{ name: 'a-b' }, { name: 'time$', description: 'Tells it.', parameters }, { name: 'x' }], 'c-1'),
      [
        {
          name: 'time$',
          description: 'Tells it.',
          parameters: { ...parameters, type: 'object' },
          result: { channel: 'c-1.0' },
        },
        { name: 'x', description: '', parameters: { type: 'object', properties: {} }, result: { channel: 'c-1.1' } },
      ],
    );
  });
});
