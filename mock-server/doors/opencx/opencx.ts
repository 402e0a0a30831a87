import { Hono } from 'hono';
import type { Backend } from '../../backend.js';
import type { DoorEnv } from '../door.js';
import { createAccess } from './access.js';
import { besides } from './besides.js';
import { entrance } from './entrance.js';
import { talking } from './talking.js';

/** OpenCX's widget API in both generations (PROTOCOL.md, “opencx”). */
export function opencx(backend: Backend): Hono<DoorEnv> {
  const access = createAccess(backend);
  const app = new Hono<DoorEnv>();
  for (const routes of [entrance, talking, besides]) app.route('/', routes(backend, access));
  return app;
}
