import { Hono } from 'hono';
import type { Backend } from '../../../backend.js';
import type { DoorEnv } from '../../door.js';
import { conversations } from './conversations.js';
import { crud, deletable, readable, rowDeed, shown } from './crud.js';
import { fields } from './fields.js';
import { files } from './files.js';
import { addRow } from './rows.js';
import { mockTranslate, type Translate } from './translate.js';
import { usage } from './usage.js';
import { widgets } from './widgets.js';

/** ChatBotKit's API for those who have a key: what there is, and who may do what with it (PROTOCOL.md, “Management API”). */
export function management(backend: Backend, translate: Translate = mockTranslate): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  widgets(app, backend, translate);
  crud(app, backend, { kind: 'blueprints', path: '/blueprint', fields: fields.blueprints, shown });
  crud(app, backend, { kind: 'bots', path: '/bot', fields: fields.bots, filters: ['blueprintId'], shown });
  app.post(
    '/blueprint/:id/clone',
    rowDeed(backend, 'blueprints', ({ alias: _, ...same }, owner) => ({
      id: addRow(backend, 'blueprints', owner, same).id,
    })),
  );
  files(app, backend);
  const contacts = { kind: 'contacts', path: '/contact', shown } as const;
  readable(app, backend, contacts);
  deletable(app, backend, contacts);
  conversations(app, backend);
  usage(app, backend);
  const doors = new Hono<DoorEnv>();
  for (const root of ['/v1', '/api/v1']) doors.route(root, app);
  return doors;
}
