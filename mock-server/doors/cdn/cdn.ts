import { Hono } from 'hono';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import type { DoorEnv } from '../door.js';

const ENTRIES = ['/embed.js', '/chat-widget.js', '/snippets.js'] as const;
/** One plain name: no folders, no dot in front. */
const chunk = /^[\w-]+(?:\.[\w-]+)*$/;
/** Of the formulas; their names carry no hash. */
const font = /^[\w-]+\.woff2$/;

/** The built widget, as a CDN would serve it: entries are asked for again each time, chunks carry a hash and stay. */
export function cdn({ asset }: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  const serve = async (name: string, caching: string): Promise<Response> => {
    const file = await asset?.(name);
    if (!file) throw new Problem(404, 'not-built', `There is no ${name}: “npm run build” makes it.`);
    return new Response(file.body, { headers: { 'content-type': file.type, 'cache-control': caching } });
  };
  for (const path of ENTRIES) app.get(path, () => serve(path.slice(1), 'no-cache'));
  app.get('/chunks/:name', (context) => {
    const name = context.req.param('name');
    if (!chunk.test(name)) throw new Problem(404, 'not-found', 'There is no such chunk.');
    return serve(`chunks/${name}`, 'max-age=31536000, immutable');
  });
  app.get('/chunks/fonts/:name', (context) => {
    const name = context.req.param('name');
    if (!font.test(name)) throw new Problem(404, 'not-found', 'There is no such font.');
    return serve(`chunks/fonts/${name}`, 'max-age=86400');
  });
  return app;
}
