import type { Row, Store } from '../../../store.js';
import { isObject, type JsonObject } from '../../json.js';

/** A widget as it works: what it says itself, over what its blueprint says. */
export interface ResolvedWidget {
  readonly id: string;
  /** Everybody’s where it is undefined. */
  readonly owner: string | undefined;
  readonly settings: JsonObject;
  /** Pages that may use it; undefined means all. */
  readonly origins: readonly string[] | undefined;
}

/** What a resource is, as opposed to how it works: this is never inherited, and no page gets to see it. */
export const identity = [
  'id',
  'owner',
  'alias',
  'name',
  'description',
  'meta',
  'createdAt',
  'updatedAt',
  'files',
] as const;

/** The settings of a row. */
export const settingsOf = (row: Row): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !identity.some((own) => own === name)));

interface Owned {
  readonly owner?: string | undefined;
}
/** Whether whoever owns one resource may use the other. */
export const mayUse = ({ owner }: Owned, used: Owned): boolean => used.owner === undefined || used.owner === owner;

/** Objects add to each other key by key; everything else replaces, as in the widget’s own layers. */
const over = (above: unknown, below: unknown): unknown =>
  isObject(above) && isObject(below)
    ? { ...below, ...Object.fromEntries(Object.entries(above).map(([key, value]) => [key, over(value, below[key])])) }
    : above;

/** What the widget’s blueprint says; nothing where it is gone, or somebody else’s. */
export function inherited(store: Store, widget: Row): JsonObject {
  const { blueprintId } = widget;
  const blueprint = typeof blueprintId === 'string' ? store.find('blueprints', blueprintId) : undefined;
  return blueprint && mayUse(widget, blueprint) ? settingsOf(blueprint) : {};
}

/** The vendor writes a list with commas, semicolons or spaces; an empty one lists nobody and is none. */
function originsOf(origin: unknown): readonly string[] | undefined {
  const list = Array.isArray(origin) ? origin.map(String) : typeof origin === 'string' ? origin.split(/[,;\s]+/) : [];
  const rules = list.filter((rule) => rule !== '').map((rule) => rule.replace(/\/$/, ''));
  return rules.length > 0 ? rules : undefined;
}

/** A widget that works, by its row. A bot that was deleted is none. */
export function resolved(store: Store, row: Row): ResolvedWidget {
  const { botId, ...rest }: JsonObject = over(settingsOf(row), inherited(store, row)) as JsonObject;
  const gone = typeof botId === 'string' && store.find('deleted', botId);
  const settings: JsonObject = { ...rest, ...(botId !== undefined && !gone && { botId }) };
  return { id: row.id, owner: row.owner, settings, origins: originsOf(settings['origin']) };
}

const called = (rows: readonly Row[], key: string): Row | undefined =>
  rows.find(({ id }) => id === key) ?? rows.find(({ alias }) => alias === key);

/** The widget of that id or alias; `deleted` where there was one. */
export function resolveWidget(store: Store, key: string): ResolvedWidget | 'deleted' | undefined {
  const row = called(store.all('widgets'), key);
  if (row) return resolved(store, row);
  return called(store.all('deleted'), key) && 'deleted';
}

/** The settings of the widget of that id or alias; a deleted one is switched off. */
export function settingsFor(store: Store, key: string): JsonObject | undefined {
  const widget = resolveWidget(store, key);
  return widget === 'deleted' ? { disabled: true } : widget?.settings;
}
