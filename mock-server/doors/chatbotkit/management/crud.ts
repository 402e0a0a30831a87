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
export interface Resource {
  readonly kind: Kind;
  /** Below the API’s root. */
  readonly path: string;
  readonly fields: Fields;
  /** What its list can be asked for, besides `meta`. */
  readonly filters?: readonly string[];
  /** What its owner gets to see. */
  readonly shown: (row: Row) => JsonObject;
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

/** The five routes that every kind of resource has. */
export function crud(app: Hono<DoorEnv>, backend: Backend, { kind, path, fields, filters, shown }: Resource): void {
  const { store } = backend;
  app.get(`${path}/list`, async (call) => {
    const owner = await accountOf(backend, call.req.header('authorization'));
    return answerList(call, ownRows(store, kind, owner), shown, filters);
  });
  app.get(`${path}/:id/fetch`, rowView(backend, kind, shown));
  app.post(`${path}/create`, async (call) => {
    const owner = await accountOf(backend, call.req.header('authorization'));
    const said = readFields(await bodyOf(call), fields);
    return call.json({ id: addRow(backend, kind, owner, said).id });
  });
  app.post(
    `${path}/:id/update`,
    rowDeed(backend, kind, (row, _, body) => ({ id: changeRow(backend, kind, row, readFields(body, fields)).id })),
  );
  app.post(
    `${path}/:id/delete`,
    rowDeed(backend, kind, (row) => {
      dropRow(backend, kind, row);
      return { id: row.id };
    }),
  );
}
