import type { Hono } from 'hono';
import type { Backend } from '../../../backend.js';
import { Problem } from '../../../problem.js';
import type { Row, Store } from '../../../store.js';
import type { DoorEnv } from '../../door.js';
import { isObject, type JsonObject } from '../../json.js';
import { crud, rowDeed } from './crud.js';
import { fields } from './fields.js';
import { reference } from './read-fields.js';
import { inherited, resolved } from './resolve-widget.js';
import { addRow, changeRow } from './rows.js';
import { createSetup } from './setup.js';
import type { Translate } from './translate.js';

const PATH = '/integration/widget';
const slots = ['bar', 'user', 'bot', 'button'];

/** A widget as its owner sees it: everything that counts, and which of it its blueprint says. */
function shown(store: Store, row: Row): JsonObject {
  const { id, owner: _, ...own } = row;
  const names = Object.keys(inherited(store, row)).filter((name) => !Object.hasOwn(own, name));
  return { id, ...own, ...resolved(store, row).settings, ...(names.length > 0 && { inherited: names }) };
}

const filesOf = ({ files }: Row): JsonObject => (isObject(files) ? files : {});

function slotOf({ type }: JsonObject): string {
  if (typeof type !== 'string' || !slots.includes(type))
    throw new Problem(400, 'bad-request', `“type” is one of ${slots.join(', ')}.`);
  return type;
}

function fileOf(id: string): string {
  if (!reference.fits(id)) throw new Problem(400, 'bad-request', 'That is no id of a file.');
  return id;
}

/** Widget integrations. What they refer to (bots, blueprints, files) is not looked for: what is not there has no effect. */
export function widgets(app: Hono<DoorEnv>, backend: Backend, translate: Translate): void {
  const { store } = backend;
  const setUp = createSetup(backend, translate);
  const kind = 'widgets';
  const show = (row: Row) => shown(store, row);
  crud(app, backend, { kind, path: PATH, fields: fields.widgets, filters: ['blueprintId', 'botId'], shown: show });

  app.post(
    `${PATH}/:id/clone`,
    rowDeed(backend, kind, (row, account) => {
      const { alias: _, ...same } = row;
      const { id } = addRow(backend, kind, account, same);
      const map = store.find('languages', row.id);
      if (map) store.put('languages', { ...map, id });
      return { id };
    }),
  );
  app.post(
    `${PATH}/:id/setup`,
    rowDeed(backend, kind, ({ id }) => {
      setUp(id);
      return { id };
    }),
  );
  app.post(
    `${PATH}/:id/file/:file/attach`,
    rowDeed(backend, kind, (row, _, body, call) => {
      const type = slotOf(body);
      const id = fileOf(call.req.param('file') ?? '');
      changeRow(backend, kind, row, { files: { ...filesOf(row), [type]: id } });
      return { id, type, widgetIntegrationId: row.id };
    }),
  );
  app.post(
    `${PATH}/:id/file/:file/detach`,
    rowDeed(backend, kind, (row, _, body, call) => {
      const id = fileOf(call.req.param('file') ?? '');
      const asked = body['type'] === undefined ? slots : [slotOf(body)];
      const type = asked.find((slot) => filesOf(row)[slot] === id);
      if (type === undefined) throw new Problem(404, 'not-found', 'That file is not attached there.');
      const { [type]: _file, ...files } = filesOf(row);
      changeRow(backend, kind, row, { files });
      return { id, type, widgetIntegrationId: row.id };
    }),
  );
}
