import type { Hono } from 'hono';
import type { Backend } from '../../../backend.js';
import type { Kind, Row } from '../../../store.js';
import type { DoorEnv } from '../../door.js';
import type { JsonObject } from '../../json.js';
import { bodyOf, type Call } from '../call.js';
import { accountOf } from './account.js';
import { answerList } from './answer-list.js';
import { type Fields, readFields } from './read-fields.js';
import { addRow, changeRow, dropRow, ownRow, ownRows } from './rows.js';

/** A kind of resource at its address. */
export interface Readable {
  readonly kind: Kind;
  /** Below the API’s root. */
  readonly path: string;
  /** What its list can be asked for, besides `meta`. */
  readonly filters?: readonly string[];
  /** What its owner gets to see. */
  readonly shown: (row: Row) => JsonObject;
}

/** A kind of resource that can be made and changed as well. */
export interface Resource extends Readable {
  readonly fields: Fields;
}

/** Something done to one resource of the caller’s: its row, the account, and the body. */
export type RowDeed = (row: Row, owner: string, body: JsonObject, call: Call) => object;

/** A `POST` that does something to one resource. Nothing comes between looking it up and doing it. */
export const rowDeed =
  (backend: Backend, kind: Kind, deed: RowDeed) =>
  async (call: Call): Promise<Response> => {
    const owner = await accountOf(backend, call.req.header('authorization'));
    const body = await bodyOf(call);
    const row = ownRow(backend.store, kind, owner, call.req.param('id') ?? '');
    return call.json(deed(row, owner, body, call));
  };

/** A `GET` of one resource. */
export const rowView =
  (backend: Backend, kind: Kind, view: (row: Row) => object) =>
  async (call: Call): Promise<Response> => {
    const owner = await accountOf(backend, call.req.header('authorization'));
    return call.json(view(ownRow(backend.store, kind, owner, call.req.param('id') ?? '')));
  };

/** What an owner sees of most things. */
export const shown = ({ id, owner: _, ...row }: Row): JsonObject => ({ id, ...row });

/** How an account looks at its resources: `list` and `fetch`. */
export function readable(app: Hono<DoorEnv>, backend: Backend, { kind, path, filters, shown }: Readable): void {
  app.get(`${path}/list`, async (call) => {
    const owner = await accountOf(backend, call.req.header('authorization'));
    return answerList(call, ownRows(backend.store, kind, owner), shown, filters);
  });
  app.get(`${path}/:id/fetch`, rowView(backend, kind, shown));
}

/** How an account takes one away. */
export function deletable(app: Hono<DoorEnv>, backend: Backend, { kind, path }: Pick<Readable, 'kind' | 'path'>): void {
  const drop: RowDeed = (row) => {
    dropRow(backend, kind, row);
    return { id: row.id };
  };
  app.post(`${path}/:id/delete`, rowDeed(backend, kind, drop));
}

/** The five routes that most kinds of resources have. */
export function crud(app: Hono<DoorEnv>, backend: Backend, resource: Resource): void {
  const { kind, path, fields } = resource;
  readable(app, backend, resource);
  deletable(app, backend, resource);
  app.post(`${path}/create`, async (call) => {
    const owner = await accountOf(backend, call.req.header('authorization'));
    const said = readFields(await bodyOf(call), fields);
    return call.json({ id: addRow(backend, kind, owner, said).id });
  });
  const change: RowDeed = (row, _, body) => ({ id: changeRow(backend, kind, row, readFields(body, fields)).id });
  app.post(`${path}/:id/update`, rowDeed(backend, kind, change));
}
