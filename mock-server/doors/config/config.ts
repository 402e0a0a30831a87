import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Backend } from '../../backend.js';
import { allowsOrigin } from '../../origin.js';
import { Problem } from '../../problem.js';
import type { DoorEnv } from '../door.js';

const FRESH = 'max-age=60, stale-while-revalidate=86400';

/** A widget's settings by its key. The browser's own cache revalidates them by their ETag. */
export function config({ store }: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  app.use('/config/:key', etag());
  app.get('/config/:key', (context) => {
    const key = context.req.param('key');
    const settings = store.config(key);
    if (!settings) throw new Problem(404, 'unknown-key', `There is no widget with the key “${key}”.`);
    if (settings.origin && !allowsOrigin(settings.origin, context.req.header('origin') ?? ''))
      throw new Problem(403, 'bad-origin', 'This widget is not for that origin.');
    return context.json(settings, 200, { 'cache-control': FRESH });
  });
  return app;
}
