import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fakeClock } from '../net/fakes/clock.js';
import { pageAttention } from '../platform/attention.js';
import { memoryStorage } from '../platform/storage.js';
import type { ChatCommand } from '../protocol/commands.js';
import type { Message } from '../protocol/message.js';
import { createKept, type Restored } from './kept.js';
import { writeTranscript } from './transcript.js';

const HOUR = 3_600_000;

/** What a new page makes of the records that lie there, and what is left of them. */
async function restored(records: Readonly<Record<string, unknown>>) {
  const clock = fakeClock();
  const storage = memoryStorage();
  for (const [key, value] of Object.entries(records)) await storage.set(key, value);
  const warnings: string[] = [];
  const kept = createKept({
    storage,
    scope: 'x',
    sessionDuration: HOUR,
    persist: 'always',
    platform: {
      now: () => 5 * HOUR,
      after: (ms, callback) => {
        const handle: unknown = clock.setTimeout(callback, ms);
        return () => clock.clearTimeout(handle as never);
      },
      warn: (code) => warnings.push(code),
      attention: pageAttention,
    },
  });
  const found = await kept.restore();
  await kept.flush();
  const left = (await storage.entries('')).map(([key]) => key);
  return { found, left, warnings };
}

const session = { id: 's', userId: 'u', startedAt: 1 };
const everyCommand: { readonly [T in ChatCommand['type']]: Extract<ChatCommand, { type: T }> } = {
  launch: { type: 'launch', id: 'i' },
  'send-message': { type: 'send-message', id: 'i', text: 'x', attachments: [{ url: '/1' }], meta: { a: 1 } },
  'select-option': { type: 'select-option', id: 'i', label: 'l', token: 't', tokens: ['t'] },
  'send-postback': { type: 'send-postback', id: 'i', label: 'l', data: 'd' },
  'submit-form': { type: 'submit-form', id: 'i', name: 'n', values: { a: [1] } },
  'answer-permission': { type: 'answer-permission', id: 'i', permission: 'phone', granted: true, value: '+1' },
  'give-feedback': { type: 'give-feedback', id: 'i', messageId: 'm', rating: 'positive', score: 5, reason: 'r' },
  'tool-result': { type: 'tool-result', id: 'i', callId: 'c', name: 'n', result: [1] },
  'report-action': { type: 'report-action', id: 'i', action: 'OPEN_URL', url: 'https://example.com' },
  'share-contact': { type: 'share-contact', id: 'i', contact: { name: 'n', email: 'e' } },
  'erase-data': { type: 'erase-data', id: 'i' },
  'barge-in': { type: 'barge-in', id: 'i', name: 'n' },
  'barge-out': { type: 'barge-out', id: 'i' },
  restart: { type: 'restart', id: 'i', session },
  'end-session': { type: 'end-session', id: 'i', reason: 'r' },
};
const message = {
  id: 'm',
  author: 'bot',
  parts: [
    { type: 'text', text: 'x' },
    { type: 'card', id: 'c', title: 'any field of its own' },
  ],
  delivery: 'delivered',
  streaming: false,
  createdAt: 1,
  order: 2,
  name: 'n',
  avatarUrl: '/a.png',
  language: 'de',
  suggestions: [
    { type: 'reply', label: 'l', text: 't' },
    { type: 'select', label: 'l', token: 't', tokens: ['t'] },
    { type: 'postback', label: 'l', data: 'd' },
    { type: 'link', label: 'l', url: '/' },
    { type: 'call', label: 'l', phone: '1' },
    { type: 'schedule', label: 'l' },
  ],
  attachments: [{ url: '/1', type: 'text/plain', name: 'n', size: 1, state: 'done' }],
  reason: 'offline',
} satisfies Message;
const keptCommand = { sessionId: 's', createdAt: 1, attempts: 0, place: 1 };
const whole = {
  'x/session': { v: 1, session, lastActive: 4 * HOUR, launched: true },
  'x/draft': { v: 1, text: 'd' },
  'x/message/m': { v: 1, place: 1, message },
  'x/command/i': { v: 1, command: everyCommand['send-message'], ...keptCommand },
} as const;

const bad: Readonly<Record<string, readonly [key: string, record: unknown]>> = {
  'no object': ['x/message/m', 'a string'],
  nothing: ['x/session', null],
  'no version': ['x/draft', { text: 'd' }],
  'a newer version': ['x/session', { ...whole['x/session'], v: 2 }],
  'a message under another id': ['x/message/other', whole['x/message/m']],
  'a command under another id': ['x/command/other', whole['x/command/i']],
  'a message without a place': ['x/message/m', { v: 1, message }],
  'a place that is no number': ['x/message/m', { v: 1, place: NaN, message }],
  'parts that are no list': ['x/message/m', { v: 1, place: 1, message: { ...message, parts: { length: 1 } } }],
  'parts with a hole': ['x/message/m', { v: 1, place: 1, message: { ...message, parts: new Array(2) } }],
  'a text that is none': [
    'x/message/m',
    { v: 1, place: 1, message: { ...message, parts: [{ type: 'text', text: {} }] } },
  ],
  'a date that is none': ['x/message/m', { v: 1, place: 1, message: { ...message, createdAt: 1e300 } }],
  'an author that nobody knows': ['x/message/m', { v: 1, place: 1, message: { ...message, author: 'toString' } }],
  'a chip that nobody knows': [
    'x/message/m',
    { v: 1, place: 1, message: { ...message, suggestions: [{ type: '__proto__', label: 'l' }] } },
  ],
  'an attachment without an address': [
    'x/message/m',
    { v: 1, place: 1, message: { ...message, attachments: [{ name: 'n' }] } },
  ],
  'a command that nobody knows': ['x/command/i', { v: 1, ...keptCommand, command: { type: 'constructor', id: 'i' } }],
  'attempts that are no number': ['x/command/i', { ...whole['x/command/i'], attempts: '3' }],
  'a session without an id': ['x/session', { ...whole['x/session'], session: { ...session, id: '' } }],
};

describe('records', () => {
  it('whole ones come back as they are', async () => {
    const { found, warnings } = await restored(whole);
    assert.deepEqual(found, {
      session: { session, lastActive: 4 * HOUR, launched: true },
      messages: [message],
      commands: [{ command: everyCommand['send-message'], ...keptCommand }],
      draft: 'd',
      lastPlace: 1,
    });
    assert.deepEqual(warnings, []);
  });
  for (const command of Object.values(everyCommand))
    it(`a command to ${command.type} comes back as it is`, async () => {
      const { found } = await restored({ 'x/command/i': { v: 1, command, ...keptCommand } });
      assert.deepEqual(found.commands[0]?.command, command);
    });

  for (const [name, [key, record]] of Object.entries(bad))
    it(`${name}: removed, the others stay, and one line says so`, async () => {
      const { [key as keyof typeof whole]: _, ...others } = whole;
      const { left, warnings } = await restored({ ...others, [key]: record });
      assert.deepEqual(left, Object.keys(others).sort());
      assert.deepEqual(warnings, ['bad-record']);
    });

  it('many bad ones are one line', async () => {
    const { left, warnings } = await restored({ 'x/message/a': 1, 'x/message/b': 2, 'x/command/c': 3, 'x/draft': 4 });
    assert.deepEqual([left, warnings], [[], ['bad-record']]);
  });
  it('a file that a storage could not keep is left out, its name stays', async () => {
    const attachments = [{ url: '/1', name: 'n', file: {} }];
    const { found } = await restored({ 'x/message/m': { v: 1, place: 1, message: { ...message, attachments } } });
    assert.deepEqual(found.messages[0]?.attachments, [{ url: '/1', name: 'n' }]);
  });
  it('fields that nobody asked for stay behind, and what others keep beside is left alone', async () => {
    const { found, left } = await restored({
      'x/message/m': { v: 1, place: 1, message: { ...message, toString: 'x', extra: 1 } },
      'x/contact': { whatever: true },
    });
    assert.deepEqual(found.messages, [message]);
    assert.deepEqual(left, ['x/contact', 'x/message/m']);
  });
});

/** What the rest of the house relies on, used as it is used there. */
function use({ session: own, messages, commands, draft }: Restored): void {
  if (own) assert.ok(own.session.id.length > 0 && Number.isFinite(own.lastActive) && typeof own.launched === 'boolean');
  assert.equal(typeof draft, 'string');
  for (const each of messages) {
    assert.ok(each.id.length > 0);
    assert.equal(each.streaming, false);
    for (const part of each.parts) assert.equal(typeof part.type, 'string');
    for (const { label } of each.suggestions ?? []) assert.equal(typeof label, 'string');
    for (const { url } of each.attachments ?? []) assert.equal(typeof url, 'string');
    if (each.createdAt !== undefined) assert.ok(new Date(each.createdAt).toISOString());
  }
  for (const { command, place, attempts, createdAt } of commands) {
    assert.ok(Object.hasOwn(everyCommand, command.type) && command.id.length > 0);
    for (const each of [place, attempts, createdAt]) assert.ok(Number.isFinite(each));
  }
}

describe('arbitrary records', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true });

  it('whatever lies there, nothing throws and what comes back is whole', async () => {
    const records = fc.dictionary(
      fc.constantFrom('x/session', 'x/draft', 'x/message/m', 'x/command/i', 'x/message/', 'x/', 'x/what'),
      fc.oneof(anything, fc.record({ v: fc.constant(1), message: anything, place: anything, command: anything })),
    );
    await fc.assert(
      fc.asyncProperty(records, async (all) => use((await restored(all)).found)),
      { numRuns: 500 },
    );
  });

  const written = { title: 't', locale: 'en', nameOf: () => 'n', linkOf: (url: string) => url };
  it('whole records with one field replaced: nothing throws, what comes back is whole', async () => {
    /** Every place in a value where something else could stand. */
    const paths = (value: unknown): readonly (readonly string[])[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, field]) => [[name], ...paths(field).map((path) => [name, ...path])])
        : [];
    const replaced = (value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown => {
      if (name === undefined) return by;
      const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
      Reflect.set(copy as object, name, replaced(Reflect.get(copy as object, name), rest, by));
      return copy;
    };
    const spots = Object.entries(whole).flatMap(([key, record]) => paths(record).map((path) => ({ key, path })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...spots), anything, async ({ key, path }, by) => {
        const record = replaced(whole[key as keyof typeof whole], path, by);
        const { found } = await restored({ ...whole, [key]: record });
        use(found);
        for (const write of Object.values(writeTranscript)) write(found.messages, written);
      }),
      { numRuns: 1500 },
    );
  });
});
