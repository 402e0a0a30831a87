import { Hono } from 'hono';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { checkCaller } from '../caller.js';
import type { DoorEnv } from '../door.js';
import { createPageFinder } from './find-page.js';

const KEPT = 'private, max-age=600';

/** What a link leads to: `{url, title, description?, siteName?, image?}`, 204 where there is nothing to tell. */
export function unfurl(backend: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  const find = createPageFinder(backend);
  app.on('GET', ['/unfurl', '/stentor/unfurl'], async (context) => {
    await checkCaller(backend, (name) => context.req.header(name));
    const address = context.req.query('url') ?? '';
    if (!URL.canParse(address)) throw new Problem(400, 'bad-address', 'The parameter “url” is not an address.');
    const found = await find(address);
    if (found === 'refused') throw new Problem(403, 'refused-address', 'This server does not ask for that address.');
    return found ? context.json(found, 200, { 'cache-control': KEPT }) : context.body(null, 204);
  });
  return app;
}
