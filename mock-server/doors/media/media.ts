import { Hono } from 'hono';
import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import type { DoorEnv } from '../door.js';
import { bells } from './bells.js';
import { sea } from './sea.js';

const captions = `WEBVTT

00:00.000 --> 00:02.000
Waves, and a low sun.
`;

const decoded = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Each file with the type it always has. */
const files: Readonly<Record<string, () => readonly [body: string | Uint8Array<ArrayBuffer>, type: string]>> = {
  'bells.wav': () => [bells(), 'audio/wav'],
  'sea.webm': () => [decoded(sea), 'video/webm'],
  'sea.vtt': () => [captions, 'text/vtt; charset=utf-8'],
};

/** The few files that the bot's examples play. */
export function media({ control }: Pick<Backend, 'control'>): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  if (!control) return app;
  app.get('/media/:name', (context) => {
    const name = context.req.param('name');
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!file) throw new Problem(404, 'not-found', 'There is no such file.');
    const [body, type] = file();
    return new Response(body, { headers: { 'content-type': type, 'cache-control': 'max-age=3600' } });
  });
  return app;
}
