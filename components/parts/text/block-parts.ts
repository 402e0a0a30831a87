import { CORE_SCHEMA, FAILSAFE_SCHEMA, load } from 'js-yaml';
import type { Action } from '../../../src/protocol/action.js';
import { knows } from '../../../src/protocol/match.js';
import type { Part, Picture } from '../../../src/protocol/part.js';
import type { Card } from '../card/card.part.js';
import { formFromFields } from '../form/form-from-fields.js';

/** Larger blocks are code. Characters. */
const MAX_SOURCE = 32 * 1024;
const MAX_DEPTH = 12;
const MAX_ITEMS = 50;
const MAX_ACTIONS = 20;
const barred: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

type Fields = Readonly<Record<string, unknown>>;

/** What an author wrote, without names that mean something to the language. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !barred.has(name))
      .map(([name, each]) => [name, plain(each)]),
  );
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
/** The first of the names that says something. Without a schema, all that is no list or map is a string. */
function textIn(fields: Fields, ...names: readonly string[]): string | undefined {
  const said = names.map((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined));
  return said.find((each): each is string => typeof each === 'string' && !/^\s*(?:null|~)?\s*$/i.test(each));
}

/** `{caption, link | href}`, or only a caption. Without an address it is a reply. */
function actionOf(value: unknown): Action | undefined {
  const fields = fieldsOf(typeof value === 'string' ? { caption: value } : value);
  const label = textIn(fields, 'caption', 'label', 'title', 'text', 'name');
  const url = textIn(fields, 'link', 'href', 'url')?.replace(/#(?:button|frame|target=[\w-]*)$/, '');
  if (label === undefined) return undefined;
  return url ? { type: 'link', label, url } : { type: 'reply', label };
}
const actionsOf = (value: unknown): readonly Action[] =>
  listOf(value)
    .slice(0, MAX_ACTIONS)
    .map(actionOf)
    .filter((action) => action !== undefined);

function pictureOf(value: unknown): Picture | undefined {
  const fields = fieldsOf(typeof value === 'string' ? { url: value } : value);
  const url = textIn(fields, 'url', 'src', 'link', 'href');
  const alt = textIn(fields, 'alt', 'caption');
  return url === undefined ? undefined : { url, ...(alt === undefined ? {} : { alt }) };
}

function cardOf(value: unknown): Card | undefined {
  const fields = fieldsOf(value);
  const description = textIn(fields, 'description', 'text');
  const image = pictureOf(fields['image']);
  const title = textIn(fields, 'title', 'caption', 'name') ?? description ?? image?.alt;
  if (title === undefined) return undefined;
  const subtitle = textIn(fields, 'subtitle');
  const url = textIn(fields, 'link', 'href', 'url');
  const actions = actionsOf(fields['buttons'] ?? fields['button']);
  return {
    title,
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(description === undefined || description === title ? {} : { description }),
    ...(image ? { image } : {}),
    ...(url === undefined ? {} : { action: { type: 'link', label: title, url } }),
    ...(actions.length > 0 ? { actions } : {}),
  };
}

function carouselOf(value: unknown): Part | undefined {
  const fields = fieldsOf(value);
  const title = textIn(fields, 'title');
  const items = listOf(Array.isArray(value) ? value : (fields['items'] ?? fields['cards'] ?? value))
    .slice(0, MAX_ITEMS)
    .map(cardOf)
    .filter((item) => item !== undefined);
  return items.length > 0
    ? { type: 'carousel', items, ...(title === undefined || items[0]?.title === title ? {} : { title }) }
    : undefined;
}
function buttonsOf(value: unknown): Part | undefined {
  const actions = actionsOf(value);
  return actions.length > 0 ? { type: 'buttons', actions } : undefined;
}
function formOf(value: unknown): Part | undefined {
  const fields = fieldsOf(value);
  const own = fieldsOf(fields['fields']);
  const form = formFromFields(textIn(fields, 'name', 'title') ?? 'form', Object.keys(own).length > 0 ? own : fields);
  // A form is live only in the last message.
  return form && { ...form, onlyLast: true };
}

/** Everything is a string where it is read; a form's fields have numbers and yes or no. */
const readers: Readonly<
  Record<string, { readonly schema: typeof CORE_SCHEMA; readonly part: (value: unknown) => Part | undefined }>
> = {
  carousel: { schema: FAILSAFE_SCHEMA, part: carouselOf },
  card: {
    schema: FAILSAFE_SCHEMA,
    part(value) {
      const card = cardOf(value);
      return card && { type: 'card', ...card };
    },
  },
  button: { schema: FAILSAFE_SCHEMA, part: buttonsOf },
  buttons: { schema: FAILSAFE_SCHEMA, part: buttonsOf },
  form: { schema: CORE_SCHEMA, part: formOf },
};

/**
 * The part that a fenced block of this name holds in YAML (PROTOCOL.md, “Markdown”); `undefined` for what is no YAML, too
 * much of it, or holds no such part. Aliases are refused: a few of them can unfold to millions.
 */
export function partOfBlock(name: string, source: string): Part | undefined {
  const kind = name.toLowerCase();
  if (source.length > MAX_SOURCE || !knows(readers, kind)) return undefined;
  const reader = readers[kind];
  try {
    return reader?.part(plain(load(source, { schema: reader.schema, maxDepth: MAX_DEPTH, maxAliases: 0 })));
  } catch {
    return undefined;
  }
}
