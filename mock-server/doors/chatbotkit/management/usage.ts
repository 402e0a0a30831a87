import type { Hono } from 'hono';
import type { Backend } from '../../../backend.js';
import type { DoorEnv } from '../../door.js';
import { accountOf } from './account.js';
import { rowView } from './crud.js';
import { ownRows } from './rows.js';

const SECONDS = 60;

/** What a widget, or all of an account's, were used for. Messages and minutes of speech are counted apart. */
export function usage(app: Hono<DoorEnv>, backend: Backend): void {
  const { store } = backend;
  const of = (id: string) => {
    const { voiceSeconds, ...counts } = backend.usage.of(id);
    return { ...counts, voiceMinutes: voiceSeconds / SECONDS };
  };
  app.get(
    '/integration/widget/:id/usage/fetch',
    rowView(backend, 'widgets', ({ id }) => ({ id, ...of(id) })),
  );
  app.get('/usage/fetch', async (call) => {
    const owner = await accountOf(backend, call.req.header('authorization'));
    const counts = ownRows(store, 'widgets', owner).map(({ id }) => of(id));
    const sum = (what: keyof (typeof counts)[number]) => counts.reduce((total, each) => total + each[what], 0);
    return call.json({
      conversations: sum('conversations'),
      messages: sum('messages'),
      upvotes: sum('upvotes'),
      downvotes: sum('downvotes'),
      voiceMinutes: sum('voiceMinutes'),
      // Nobody counts these here; the vendor's clients expect numbers.
      tokens: 0,
      database: {
        datasets: 0,
        records: 0,
        skillsets: 0,
        abilities: 0,
        files: ownRows(store, 'files', owner).length,
        users: 0,
      },
    });
  });
}
