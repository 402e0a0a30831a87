import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Backend, createBackend } from '../backend.js';
import type { Family } from '../conversations.js';
import { createDoors } from '../doors/doors.js';
import { wireAt } from './sockets.js';

const origin = 'http://localhost';
const sender = { deviceId: 'Widget', userId: 'u' };

/** How each socket comes into a conversation: its path, what is said, and whose conversation it is. */
const entrances: Readonly<
  Record<string, (backend: Backend) => Promise<{ says: readonly string[]; family: Family; id: string }>>
> = {
  '/stentor/ws': async () => ({
    says: [JSON.stringify({ event: 'user joined', sender, sessionId: 'mine', timeMs: 1 })],
    family: 'stentor',
    id: 'mine',
  }),
  '/socket.io/': async () => ({
    says: ['40/stentor,', `42/stentor,${JSON.stringify(['add user', { userId: 'u', token: 'mine' }])}`],
    family: 'stentor',
    id: 'mine',
  }),
  '/ws.chatplugin': async (backend) => {
    const body = JSON.stringify({ channel_id: 'demo' });
    const headers = { 'content-type': 'application/json' };
    const request = new Request(`${origin}/chatplugin.authenticate`, { method: 'POST', headers, body });
    const { token } = (await (await createDoors(backend)(request)).json()) as { readonly token: string };
    const [room] = await backend.conversations.all();
    const connect = `CONNECT\naccept-version:1.2\nAuthorization:Bearer ${token}\n\n\0`;
    return { says: [connect], family: 'airy', id: String(room?.id) };
  },
};

describe('a socket that is in a conversation', { timeout: 10_000 }, () => {
  for (const [path, entrance] of Object.entries(entrances))
    it(`holds it until it leaves: ${path}`, async () => {
      const backend = createBackend();
      const { says, family, id } = await entrance(backend);
      const isInUse = () => backend.conversations.isInUse(family, id);
      const peer = { send: () => {}, close: () => {}, reset: () => {} };
      const seat = wireAt(path)?.seat(backend, peer, new URL(path, origin.replace('http', 'ws')), new Headers());
      assert.ok(seat);
      assert.equal(isInUse(), false);
      for (const text of says) seat.hear(text);
      while (!isInUse()) await new Promise(setImmediate);
      seat.leave();
      assert.equal(isInUse(), false);
      await backend.close();
    });
});
