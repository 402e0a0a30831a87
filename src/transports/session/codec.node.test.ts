import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatEvent } from '../../protocol/events.js';
import { createTurnReader, type TurnReader } from './codec.js';

/** An answer in which a tool is at work. */
function atWork(): {
  readonly reader: TurnReader;
  readonly say: (event: string, data?: object) => readonly ChatEvent[];
} {
  const reader = createTurnReader({ id: 'a-1', sessionId: 's-1', now: () => 0 });
  const say = (event: string, data: object = {}) => reader.read({ event, data: JSON.stringify(data) });
  say('turn_start', { turn_id: 't-1' });
  say('tool_call', { call_id: 'c-1', name: 'lookUp', arguments_partial: '{"q":1}' });
  return { reader, say };
}
const states = (events: readonly ChatEvent[]) =>
  events.flatMap((event) => (event.type === 'part-added' && 'state' in event.part ? [event.part.state] : []));

describe('the tools of a session’s answer', () => {
  it('have done their work when the answer is complete', () => {
    const events = atWork().say('turn_end');
    assert.deepEqual(states(events), ['done']);
    assert.equal(events.at(-1)?.type, 'message-completed');
  });

  it('have failed when the answer breaks off, is stopped, or ends with an error', () => {
    assert.deepEqual(states(atWork().reader.close('interrupted')), ['failed']);
    assert.deepEqual(states(atWork().reader.close('completed')), ['failed']);
    assert.deepEqual(states(atWork().say('error', { detail: 'Out.' })), ['failed']);
  });

  it('keep what they were asked', () => {
    const [event] = atWork().reader.close('interrupted');
    assert.deepEqual(event, {
      type: 'part-added',
      id: 's-1:t-1',
      part: { type: 'tool-call', id: 'c-1', name: 'lookUp', input: { q: 1 }, state: 'failed' },
    });
  });

  it('are left alone when they have said their result, or other words took their place', () => {
    const told = atWork();
    told.say('tool_result', { call_id: 'c-1', name: 'lookUp', result: 7 });
    assert.deepEqual(states(told.say('turn_end')), []);
    const guarded = atWork();
    guarded.say('guard', { action: 'redirect', replacement: 'Not that.' });
    assert.deepEqual(states(guarded.say('turn_end')), []);
  });
});
