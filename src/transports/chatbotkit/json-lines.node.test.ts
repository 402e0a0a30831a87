import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createJsonLines } from './json-lines.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is read when the bytes come in these pieces. */
function read(pieces: readonly Uint8Array[], most?: number) {
  const odd: string[] = [];
  const lines = createJsonLines((line) => odd.push(line), most);
  const said = [...pieces.flatMap((piece) => lines.push(piece)), ...lines.end()];
  return { said, odd };
}
const cutAt = (bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] =>
  [0, ...places].map((from, index) => bytes.subarray(from, places[index]));

describe('lines of JSON', () => {
  const events = [{ type: 'token', data: { token: '👩‍🔬 né\u2028' } }, { type: 'ping' }, [1], null];
  const wire = bytesOf(`\n${events.map((event) => JSON.stringify(event)).join('\r\n\n')}\n  \n`);

  it('are read wherever the bytes are cut', () => {
    for (let place = 0; place <= wire.length; place += 1)
      assert.deepEqual(read(cutAt(wire, [place])), { said: events, odd: [] }, `cut at ${place}`);
    assert.deepEqual(read([...wire].map((byte) => Uint8Array.of(byte))).said, events);
  });

  it('are the same in any pieces', () => {
    const values = fc.array(fc.jsonValue(), { maxLength: 8 });
    const cuts = fc.array(fc.nat(400), { maxLength: 12 });
    fc.assert(
      fc.property(values, cuts, fc.boolean(), (all, places, ends) => {
        const lines = all.map((value) => JSON.stringify(value));
        const bytes = bytesOf(lines.join('\n') + (ends ? '\n' : ''));
        const { said, odd } = read(
          cutAt(
            bytes,
            [...places].sort((a, b) => a - b),
          ),
        );
        assert.deepEqual(
          said.map((value) => JSON.stringify(value)),
          lines,
        );
        assert.deepEqual(odd, []);
      }),
    );
  });

  it('need no line break at the end, and half a line is none', () => {
    assert.deepEqual(read([bytesOf('{"a":1}\n{"b":2}')]).said, [{ a: 1 }, { b: 2 }]);
    const { said, odd } = read([bytesOf('{"a":1}\n{"b":')]);
    assert.deepEqual(said, [{ a: 1 }]);
    assert.equal(odd.length, 1);
  });

  it('that are broken or too long are passed over, and told once each', () => {
    const long = JSON.stringify('x'.repeat(50));
    for (const piece of [1, 7, 1000]) {
      const bytes = bytesOf(`{"a":1}\nno\n${long}\n{"b":2}\n${long}`);
      const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
        bytes.subarray(index * piece, (index + 1) * piece),
      );
      const { said, odd } = read(pieces, 40);
      assert.deepEqual(said, [{ a: 1 }, { b: 2 }], `${piece} bytes at a time`);
      assert.equal(odd.length, 3);
    }
  });
});
