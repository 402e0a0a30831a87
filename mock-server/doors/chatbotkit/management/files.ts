import type { Hono } from 'hono';
import type { Backend } from '../../../backend.js';
import { Problem } from '../../../problem.js';
import type { Row, Store } from '../../../store.js';
import type { DoorEnv } from '../../door.js';
import { isObject } from '../../json.js';
import { crud, rowDeed, shown } from './crud.js';
import { fields } from './fields.js';
import { mayUse } from './resolve-widget.js';
import { changeRow } from './rows.js';

/** Characters: a page takes 64 KB of settings, this among them. */
const LONGEST = 40_000;
const picture = /^(?:https?:\/\/|data:image\/(?:png|jpeg|gif|webp);base64,)\S+$/i;

/** Files by where they are. Only one of the vendor's ways of bringing one is here: an address, or the picture in one. */
export function files(app: Hono<DoorEnv>, backend: Backend): void {
  const kind = 'files';
  crud(app, backend, { kind, path: '/file', fields: fields.files, filters: ['blueprintId'], shown });
  app.post(
    '/file/:id/upload',
    rowDeed(backend, kind, (row, _, { file }) => {
      if (typeof file !== 'string' || file.length > LONGEST || !picture.test(file))
        throw new Problem(
          400,
          'bad-request',
          `“file” is an http or data address of a picture, of at most ${LONGEST} characters.`,
        );
      return { id: changeRow(backend, kind, row, { source: file }).id };
    }),
  );
}

/** Where the file in a slot of the widget is; undefined where there is none that its owner may use. */
export function attachedFile(store: Store, widget: Row | undefined, slot: string): string | undefined {
  const id = isObject(widget?.['files']) ? widget['files'][slot] : undefined;
  const file = typeof id === 'string' ? store.find('files', id) : undefined;
  if (!widget || !file || !mayUse(widget, file)) return undefined;
  return typeof file['source'] === 'string' ? file['source'] : undefined;
}
