import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measure } from './measure.js';
import { wires, type Wire } from './wires.js';

describe('a server under load', () => {
  for (const wire of Object.keys(wires) as Wire[])
    it(`answers fifty conversations by ${wire} at once: everything once, in order, to the last word`, async () => {
      const load = { wire, conversations: 50, messages: 2, tokens: 10, pace: 2, pause: 50, slowEvery: 0 };
      const { wrong, messages } = await measure(load);
      assert.deepEqual(wrong, []);
      assert.deepEqual(messages, { sent: 100, right: 100 });
    });
});
