import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeResponse } from './codec.js';
import { decodeShown } from './shown.js';

const heard = (response: unknown) =>
  decodeResponse(response, { id: 'm', now: 7 }, decodeShown).filter(
    ({ type }) => type === 'tool-called' || type === 'message-added',
  );
const call = { type: 'ChatTool', id: 'c', name: 'getTitle', input: { a: 1 } };

describe('a call over stentor’s wire', () => {
  it('comes after the words of its answer, and belongs to them', () => {
    const events = heard({ outputSpeech: { displayText: 'I ask.' }, displays: [call, { ...call, id: 'd' }] });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['message-added', 'tool-called', 'tool-called'],
    );
    assert.deepEqual(events[1], {
      type: 'tool-called',
      call: { id: 'c', name: 'getTitle', input: { a: 1 }, messageId: 'm' },
    });
  });

  it('may be all there is', () =>
    assert.deepEqual(heard({ displays: [call] }), [
      { type: 'tool-called', call: { id: 'c', name: 'getTitle', input: { a: 1 } } },
    ]));

  for (const bad of [{ id: undefined }, { name: '' }, { id: 7 }, { name: {} }])
    it(`is none with ${JSON.stringify(bad)}`, () => assert.deepEqual(heard({ displays: [{ ...call, ...bad }] }), []));

  it('has an input in any case', () => {
    for (const input of [undefined, null, 'x', 7])
      assert.deepEqual(heard({ displays: [{ ...call, input }] }), [
        { type: 'tool-called', call: { id: 'c', name: 'getTitle', input: {} } },
      ]);
  });
});
