import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Backend } from '../../backend.js';
import { allowsOrigin } from '../../origin.js';
import { Problem } from '../../problem.js';
import { resolveWidget } from '../chatbotkit/management/resolve-widget.js';
import type { DoorEnv } from '../door.js';
import { published } from './published.js';

const FRESH = 'max-age=60, stale-while-revalidate=86400';

/** A widget's settings by its id or alias. The browser's own cache revalidates them by their ETag. */
export function config({ store }: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  app.use('/config/:key', etag());
  app.get('/config/:key', (context) => {
    const key = context.req.param('key');
    const widget = resolveWidget(store, key);
    if (!widget) throw new Problem(404, 'unknown-key', `There is no widget with the key “${key}”.`);
    if (widget === 'deleted') return context.json({ disabled: true }, 200, { 'cache-control': FRESH });
    if (widget.origins && !allowsOrigin(widget.origins, context.req.header('origin') ?? ''))
      throw new Problem(403, 'bad-origin', 'This widget is not for that origin.');
    return context.json(published(store, widget), 200, { 'cache-control': FRESH });
  });
  return app;
}
