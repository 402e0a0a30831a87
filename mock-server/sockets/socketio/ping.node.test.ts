import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createBackend } from '../../backend.js';
import { takeIoSeat } from './socketio.js';

it('socket.io: whoever answers no ping loses the seat, and may come back', async () => {
  let wake = () => {};
  const clock = { now: () => 0, sleep: () => new Promise<void>((resolve) => (wake = resolve)) };
  const said: string[] = [];
  const codes: number[] = [];
  const peer = {
    send: (text: string) => void said.push(text),
    close: (code: number) => void codes.push(code),
    reset() {},
  };
  const seat = takeIoSeat(createBackend({ clock }), peer, new URL('ws://127.0.0.1/socket.io/'), new Headers());
  for (const _ of ['the ping', 'its answer']) {
    wake();
    await new Promise(setImmediate);
  }
  seat.leave();
  assert.deepEqual([said.at(-1), codes], ['2', [1001]]);
});
