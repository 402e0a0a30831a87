import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BEAT, StompError, writeFrame, type StompFrame, type StompVersion } from './frame.js';
import { createStompReader } from './reader.js';

const read = (pieces: readonly string[], version: StompVersion = '1.2') => {
  const reader = createStompReader(() => version);
  return pieces.flatMap((piece) => reader.feed(piece));
};
const frames = (...pieces: string[]) => read(pieces).filter((each) => each !== BEAT);

/** Texts that can be a name or a value, with everything that has to be escaped. */
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const someFrame = fc.record({
  command: fc.constantFrom('SEND', 'MESSAGE', 'SUBSCRIBE', 'ERROR'),
  headers: fc.dictionary(
    word.filter((name) => name !== 'content-length' && name !== '__proto__'),
    word,
    { maxKeys: 4, noNullPrototype: true },
  ),
  body: fc.string({ unit: 'grapheme', maxLength: 60 }),
});

/** The text in pieces, cut at those places; a sign is never cut in two, as on a socket. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const signs = Array.from(text);
  const at = [...new Set(places.map((place) => place % (signs.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => signs.slice(from, at[index] ?? signs.length).join(''));
}

describe('frames of STOMP', () => {
  it('come out as they went in, however they are cut and packed', () => {
    fc.assert(
      fc.property(
        fc.array(someFrame, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.nat({ max: 3 }),
        (sent, places, beats) => {
          const text = sent.map((frame) => writeFrame(frame, '1.2') + BEAT.repeat(beats)).join('');
          const heard = read(cut(text, places));
          const known = heard.filter((each): each is StompFrame => each !== BEAT);
          assert.deepEqual(
            known.map(({ command, body }) => [command, body]),
            sent.map(({ command, body }) => [command, body]),
          );
          for (const [index, { headers }] of sent.entries()) {
            const { 'content-length': _, ...rest } = known[index]?.headers ?? {};
            assert.deepEqual(rest, headers);
          }
          assert.equal(heard.length - known.length, sent.length * beats);
        },
      ),
    );
  });

  it('never hang or break in another way, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (pieces) => {
        try {
          read(pieces);
        } catch (error) {
          assert.ok(error instanceof StompError);
        }
      }),
    );
  });

  it('count a body in bytes, and may have a NUL in it', () => {
    const body = 'ä\0😀';
    const [frame] = frames(`SEND\ncontent-length:${Buffer.byteLength(body)}\n\n${body}\0`);
    assert.equal(frame?.body, body);
  });

  it('end at the NUL where nothing is counted', () => {
    assert.deepEqual(
      frames('SEND\na:1\n\nhi\0SEND\n\n\0').map(({ body }) => body),
      ['hi', ''],
    );
  });

  it('have the first of two equal headers, and lines that end in two signs', () => {
    assert.deepEqual(frames('SEND\r\na:1\r\na:2\r\n\r\n\0'), [{ command: 'SEND', headers: { a: '1' }, body: '' }]);
  });

  it('are escaped, but for those before a version is agreed on', () => {
    assert.deepEqual(frames('SEND\na\\cb:\\n\\\\\\r\n\n\0')[0]?.headers, { 'a:b': '\n\\\r' });
    assert.deepEqual(frames('CONNECT\na:\\n\n\n\0')[0]?.headers, { a: '\\n' });
    assert.deepEqual(read(['SEND\na:\\t\n\n\0'], '1.0'), [{ command: 'SEND', headers: { a: '\\t' }, body: '' }]);
  });

  const broken: readonly (readonly [string, string])[] = [
    ['an escape that there is none', 'SEND\na:\\t\n\n\0'],
    ['a header without a colon', 'SEND\nabc\n\n\0'],
    ['a header without a name', 'SEND\n:x\n\n\0'],
    ['a length that is no number', 'SEND\ncontent-length:x\n\n\0'],
    ['a length below nothing', 'SEND\ncontent-length:-1\n\n\0'],
    ['a length that ends elsewhere', 'SEND\ncontent-length:1\n\nabc\0'],
    ['a length that nobody has room for', 'SEND\ncontent-length:999999999\n\n'],
    ['a frame without an end', `SEND\n\n${'x'.repeat(300_000)}`],
    ['too many headers', `SEND\n${'a:b\n'.repeat(101)}\n\0`],
  ];
  for (const [name, text] of broken)
    it(`refuses ${name}`, () => {
      assert.throws(() => read([text]), StompError);
    });
});
