import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { reduceMessage, subjectOf } from '../../core/reduce.js';
import { ChatError, TransportError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { Message } from '../../protocol/message.js';
import { createAnswer } from './codec.js';
import type { StreamType } from './wire.js';

function setUp(offered: readonly string[] = []) {
  const names: (readonly [string, string])[] = [];
  const dropped: (string | undefined)[] = [];
  const lines: string[] = [];
  const answer = createAnswer({
    id: 'c-1',
    now: () => 7,
    called: (channel) => `${channel}.1`,
    dropped: (channel) => dropped.push(channel),
    named: (ours, theirs) => names.push([ours, theirs]),
    isOffered: (name) => offered.includes(name),
    log: (line) => lines.push(line),
  });
  return { answer, names, dropped, lines };
}
/** The messages that events leave behind, as the conversation sees them. */
function messagesAfter(events: readonly ChatEvent[]): readonly Message[] {
  const messages = new Map<string, Message>();
  for (const event of events) {
    const id = subjectOf(event);
    if (id === undefined) continue;
    const next = reduceMessage(messages.get(id), event);
    if (next) messages.set(id, next);
    else messages.delete(id);
  }
  return [...messages.values()];
}
type Line = readonly [type: string, data?: unknown];
function hear(lines: readonly Line[], broken?: ChatError, offered?: readonly string[]) {
  const all = setUp(offered);
  const events = lines.flatMap(([type, data]) => all.answer.take({ type, data }));
  const rest = all.answer.end(broken);
  const said = messagesAfter([...events, ...rest]);
  return { ...all, events: [...events, ...rest], said, texts: said.map(wordsOf) };
}
const wordsOf = ({ parts }: Message): string =>
  parts.map((part) => (part.type === 'text' && 'text' in part ? part.text : '')).join('');
const typesOf = (events: readonly ChatEvent[]): readonly string[] => events.map(({ type }) => type);
const token = (text: string): Line => ['token', { token: text }];
const bot = (text: string): Line => ['message', { type: 'bot', text }];
const result = (text: string, id = 'm-1'): Line => [
  'result',
  { id, text, usage: { token: 1 }, end: { reason: 'stop' } },
];

describe('an answer of ChatBotKit', () => {
  it('grows word by word, and is complete with the last', () => {
    const { said, events, names } = hear([
      ['completeBegin', { instance: 'a', iteration: 1 }],
      token('Hel'),
      token('lo'),
      bot('Hello'),
      result('Hello'),
    ]);
    assert.deepEqual(typesOf(events), ['message-started', 'part-added', 'text-delta', 'message-completed']);
    const [message] = said;
    assert.deepEqual(
      [message?.id, message?.author, message?.streaming, message?.createdAt],
      ['c-1.reply', 'bot', false, 7],
    );
    assert.deepEqual(said.map(wordsOf), ['Hello']);
    assert.deepEqual(names, [['c-1.reply', 'm-1']]);
  });

  const texts: readonly (readonly [what: string, lines: readonly Line[], texts: readonly string[]])[] = [
    ['tokens alone', [token('a'), token('b'), result('ab')], ['ab']],
    ['a result alone', [result('ab')], ['ab']],
    ['a message alone', [bot('ab'), result('ab')], ['ab']],
    ['several rounds', [token('a'), bot('a'), token('b'), bot('b'), result('b')], ['a', 'b']],
    ['a token that came twice', [token('a'), token('a'), token('b'), bot('ab')], ['ab']],
    ['tokens out of order', [token('b'), token('a'), bot('ab')], ['ab']],
    ['receiveResult before result', [token('a'), ['receiveResult', { id: 'm-1', text: 'a' }], result('a')], ['a']],
    ['nothing', [result('')], []],
    ['an empty message after words', [token('a'), bot(''), result('')], []],
    ['white space', [token(' '), token('\n'), bot(' \n'), result('')], []],
    ['white space before words', [token('\n\n'), token('a'), bot('a')], ['\n\na']],
    ['hidden kinds of message', [['message', { type: 'context', text: 'x' }], ['message', { type: 'user', text: 'x' }], result('a')], ['a']],
    ['wrong types all over', [['token', { token: 7 }], ['token', 'x'], ['message', null], ['operationBegin', []], ['progressReport', { step: 'x' }], ['audio', { url: 7 }], result('a')], ['a']],
    ['a result without a text', [token('a'), ['result', { id: 'm-1' }]], ['a']],
    ['an abort', [token('a'), ['abort', { reason: 'x' }]], ['a']],
  ]; // prettier-ignore
  for (const [what, lines, expected] of texts)
    it(`says the right words after ${what}`, () => {
      const all = hear([['sendResult', { id: 'u-1' }], ...lines, ['completeEnd', {}]]);
      assert.deepEqual(all.texts, expected);
      assert.ok(all.said.every(({ streaming, interrupted }) => !streaming && !interrupted));
    });

  it('shows thoughts apart from words', () => {
    const { said } = hear([['reasoningToken', { token: 'Hm' }], ['reasoningToken', { token: '…' }], token('Yes'), ['message', { type: 'reasoning', text: 'Hm…' }], bot('Yes'), result('Yes')]); // prettier-ignore
    assert.deepEqual(
      said[0]?.parts.map((part) => [part.type, 'text' in part ? part.text : '']),
      [
        ['reasoning', 'Hm…'],
        ['text', 'Yes'],
      ],
    );
    const whole = hear([['message', { type: 'reasoning', text: 'Hm' }], bot('Yes'), result('Yes')]);
    assert.deepEqual(
      whole.said[0]?.parts.map(({ type }) => type),
      ['reasoning', 'text'],
    );
  });

  it('shows what is at work, and how far it is', () => {
    const action = { id: 'x', kind: 'skillset', name: 'search', input: { q: 'rooms' }, justification: 'To find some.' };
    const { events, said } = hear([
      ['operationBegin', { id: 'o-1', action }],
      ['operationBegin', { id: 'o-1', action }],
      ['progressReport', { id: 'p', step: 1, total: 4, eta: 3 }],
      ['progressReport', { id: 'p', step: 2, total: 4, eta: 3 }],
      token('Two '),
      ['operationEnd', { id: 'o-1', action }],
      token('rooms'),
      bot('Two rooms'),
      result('Two rooms'),
    ]);
    const part = {
      type: 'tool-call',
      id: 'c-1.reply.o-1',
      name: 'search',
      input: { q: 'rooms' },
      description: 'To find some.',
    };
    assert.deepEqual(said[0]?.parts, [
      { ...part, state: 'done' },
      { type: 'progress', id: 'c-1.reply.p', label: '2 / 4', value: 2, max: 4 },
      { type: 'text', id: 'c-1.reply.text.0', text: 'Two rooms' },
    ]);
    assert.deepEqual(events.filter(({ type }) => type === 'part-added').length, 5);
  });

  it('leaves nothing at work behind', () => {
    const begin: Line = ['operationBegin', { id: 'o', action: { kind: 'dataset', name: 'all' } }];
    const stateAfter = (lines: readonly Line[], broken?: ChatError) =>
      hear(lines, broken).said[0]?.parts.map((part) => 'state' in part && part.state);
    assert.deepEqual(stateAfter([begin, result('')]), ['done']);
    assert.deepEqual(stateAfter([begin], new TransportError('unreachable', 'gone')), ['failed']);
  });

  it('calls functions of the page, and says what belongs to whom', () => {
    const { events, dropped } = hear(
      [
        ['operationBegin', { id: 'o', action: { kind: 'function', name: 'getTime' } }],
        ['waitForChannelMessageBegin', { channel: 'ch', function: { name: 'getTime', args: '{"zone":"UTC"}' } }],
        ['waitForChannelMessageEnd', { channel: 'ch' }],
        token('It is '),
        ['waitForChannelMessageBegin', { channel: 'ch', function: { name: 'getTime', args: { zone: 'CET' } } }],
        ['waitForChannelMessageEnd', {}],
        token('noon'),
        bot('It is noon'),
        result('It is noon'),
      ],
      undefined,
      ['getTime'],
    );
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'tool-called' ? event.call : [])),
      [
        { id: 'ch.1', name: 'getTime', input: { zone: 'UTC' } },
        { id: 'ch.1', name: 'getTime', input: { zone: 'CET' }, messageId: 'c-1.reply' },
      ],
    );
    assert.deepEqual(dropped, ['ch', undefined]);
    assert.deepEqual(messagesAfter(events).map(wordsOf), ['It is noon']);
  });
  for (const args of ['{', 7, null, [1], undefined])
    it(`calls with nothing for ${JSON.stringify(args)}`, () => {
      const { events } = hear([
        ['waitForChannelMessageBegin', { channel: 'c', function: { name: 'f', args } }],
        result(''),
      ]);
      assert.deepEqual(events, [{ type: 'tool-called', call: { id: 'c.1', name: 'f', input: {} } }]);
    });

  it('lets itself be heard', () => {
    const { said } = hear([['audio', { url: 'https://a.example/x.mp3' }], ['audio', { url: 'javascript:alert(1)' }], bot('Hi'), result('Hi')]); // prettier-ignore
    assert.deepEqual(
      said[0]?.parts.map(({ type }) => type),
      ['audio', 'text'],
    );
  });

  it('says one line about what nobody knows', () => {
    const { lines, events } = hear([['toString'], ['newThing', {}], ['newThing', {}], ['message', { type: 'constructor', text: 'x' }], result('')]); // prettier-ignore
    assert.deepEqual(events, []);
    assert.equal(lines.length, 3);
    for (const odd of [null, 7, 'x', [], {}]) assert.deepEqual(setUp().answer.take(odd), []);
  });

  const gone = new TransportError('unreachable', 'gone', { outcome: 'unknown' });
  it('keeps what was said when it breaks off', () => {
    for (const broken of [gone, undefined]) {
      const { said, events } = hear([token('Hel')], broken);
      assert.deepEqual(said.map(wordsOf), ['Hel']);
      assert.equal(said[0]?.interrupted, true);
      assert.equal(
        events.some(({ type }) => type === 'error-raised'),
        false,
      );
    }
  });
  it('says that there will be none, where only that can be said', () => {
    const { events } = hear([['sendResult', { id: 'u' }]], gone);
    assert.deepEqual(events, [{ type: 'error-raised', code: 'unreachable', message: 'gone', retryable: true }]);
    const ill = hear([['result', { end: { reason: 'error' } }]]);
    assert.deepEqual(
      ill.events.map((event) => 'code' in event && event.code),
      ['server-error'],
    );
  });
  it('throws what broke it before anything was heard', () => {
    assert.throws(() => hear([], gone), gone);
    assert.throws(() => hear([['ping']]), { code: 'bad-reply', outcome: 'unknown' });
  });

  const errors: readonly (readonly [code: unknown, expected: string, outcome: string])[] = [
    ['LIMITS_REACHED', 'rate-limited', 'rejected'],
    ['TOO_MANY_REQUESTS', 'rate-limited', 'not-sent'],
    ['NOT_AUTHENTICATED', 'session-expired', 'auth'],
    ['NOT_AUTHORIZED', 'forbidden', 'rejected'],
    ['NO_SUBSCRIPTION', 'forbidden', 'rejected'],
    ['NOT_FOUND', 'not-found', 'rejected'],
    ['BAD_REQUEST', 'rejected', 'rejected'],
    ['CONFLICT', 'rejected', 'rejected'],
    ['toString', 'server-error', 'unknown'],
    [undefined, 'server-error', 'unknown'],
  ];
  for (const [code, expected, outcome] of errors)
    it(`fails with ${expected} for the error ${String(code)}`, () => {
      const error: Line = ['error', { message: 'No. eyJhbGciOi.x.y', code }];
      assert.throws(
        () => hear([error]),
        (thrown: unknown) => {
          assert.ok(ChatError.is(thrown));
          assert.deepEqual([thrown.code, thrown.outcome], [expected, outcome]);
          assert.doesNotMatch(thrown.message, /eyJ/);
          return true;
        },
      );
      const { said, events } = hear([token('Hel'), error]);
      assert.equal(said[0]?.interrupted, true);
      assert.deepEqual(
        events.flatMap((event) => (event.type === 'error-raised' ? event.code : [])),
        [expected],
      );
    });

  it('survives any lines, and ends with every message at rest', () => {
    const types: readonly StreamType[] = ['ping', 'token', 'reasoningToken', 'message', 'operationBegin', 'operationEnd', 'progressReport', 'waitForChannelMessageBegin', 'sendResult', 'receiveResult', 'result', 'abort', 'audio', 'usage', 'completeEnd']; // prettier-ignore
    const word = fc.constantFrom('', ' ', 'a', 'bot', 'b');
    const data = fc.oneof(
      fc.record({ token: word, text: word, type: fc.constantFrom('bot', 'reasoning', 'user'), id: word, step: fc.nat(3), total: fc.nat(3), channel: word, function: fc.record({ name: word }), action: fc.record({ name: word }) }),
      fc.jsonValue(),
    ); // prettier-ignore
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...types), data), { maxLength: 30 }),
        fc.boolean(),
        (lines, ends) => {
          const { said } = hear([['sendResult', {}], ...lines, ...(ends ? [result('end')] : [])] as readonly Line[]);
          for (const message of said) {
            assert.equal(message.streaming, false);
            assert.ok(message.parts.length > 0, 'an empty bubble');
          }
        },
      ),
    );
  });
});
