// What a page can hear of <chat-widget>, call, set and dress, read from the sources: the manifest and docs/api.md are made
// of it. Runs under tsx: whether an event can be refused, the event itself says.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { partNames } from '../components/foundation/part-names.ts';
import { attributeOf, fields, keys, otherNames } from '../src/config.ts';

const root = new URL('../', import.meta.url);
const parse = (path) =>
  ts.createSourceFile(path, readFileSync(new URL(path, root), 'utf8'), ts.ScriptTarget.Latest, true);

const classesIn = (path) => parse(path).statements.filter(ts.isClassDeclaration);

const flat = (text = '') => text.replace(/\s+/g, ' ').trim();
const textOf = (comment) => flat(ts.getTextOfJSDocComment(comment));
const docOf = (node) => textOf(ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1)?.comment);
const tagOf = (node, name) => ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
const is = (node, ...kinds) => node.modifiers?.some(({ kind }) => kinds.includes(kind)) ?? false;

/** Types that are said by the place they stand in, of which a reader learns nothing. */
const places = {
  PageGifts: 'components/chat-widget/page-gifts.ts',
  TransportOptions: 'src/protocol/transport.ts',
  HandoffChanged: 'src/protocol/events.ts',
};
function typeAt(place, name) {
  const found = parse(places[place]).statements.find(
    (each) => ts.isInterfaceDeclaration(each) && each.name.text === place,
  );
  const type = found?.members.find((each) => each.name.getText() === name)?.type;
  if (!type) throw new Error(`${places[place]} has no type ${place}['${name}'].`);
  return spelled(ts.isFunctionTypeNode(type) ? `(${type.getText()})` : type.getText());
}
const spelled = (type) =>
  flat(type)
    .replace(new RegExp(`(${Object.keys(places).join('|')})\\['(\\w+)'\\]`, 'g'), (_, place, name) =>
      typeAt(place, name),
    )
    .replace(/\breadonly (?=\w+\??:)/g, '')
    .replace(/\( /g, '(')
    .replace(/,? \)/g, ')');

/** What the widget's own base leaves to it, and has promised the type of. */
const promised = new Map(
  classesIn('components/chat-widget/conversation-element.ts')
    .flatMap(({ members }) => members.filter((node) => is(node, ts.SyntaxKind.AbstractKeyword)))
    .map(({ name, type }) => [name.getText(), type]),
);
const guessed = {
  [ts.SyntaxKind.TrueKeyword]: 'boolean',
  [ts.SyntaxKind.FalseKeyword]: 'boolean',
  [ts.SyntaxKind.PrefixUnaryExpression]: 'boolean',
  [ts.SyntaxKind.StringLiteral]: 'string',
};
function typeOf(node) {
  const { name, type, initializer } = node;
  const said = type ?? (ts.isPropertyDeclaration(node) ? promised.get(name.getText()) : undefined);
  const text = said ? spelled(said.getText()) : guessed[initializer?.kind];
  if (!text) throw new Error(`${node.getSourceFile().fileName}: write down the type of ${name.getText()}.`);
  return { text };
}

const isOptional = ({ questionToken, initializer }) => Boolean(questionToken ?? initializer);
const fieldOf = (node) => ({
  kind: 'field',
  name: node.name.getText(),
  type: typeOf(node),
  description: docOf(node),
  ...(ts.isParameter(node) && node.questionToken ? { optional: true } : {}),
});
const parameterOf = (node) => ({
  // What is taken apart at once has no name of its own.
  name: ts.isIdentifier(node.name) ? node.name.text : node.initializer ? 'options' : 'value',
  type: typeOf(node),
  ...(isOptional(node) ? { optional: true } : {}),
});
const methodOf = (node) => ({
  kind: 'method',
  name: node.name.getText(),
  parameters: node.parameters.map(parameterOf),
  return: { type: typeOf(node) },
  description: docOf(node),
});

const isForPages = (node) =>
  node.name !== undefined &&
  !ts.isPrivateIdentifier(node.name) &&
  !tagOf(node, 'internal') &&
  !is(
    node,
    ts.SyntaxKind.PrivateKeyword,
    ts.SyntaxKind.ProtectedKeyword,
    ts.SyntaxKind.StaticKeyword,
    ts.SyntaxKind.AbstractKeyword,
  );

const folder = 'components/foundation/events';
const fieldsOfEvent = ({ members }) => [
  ...members
    .filter(ts.isConstructorDeclaration)
    .flatMap(({ parameters }) => parameters.filter(({ modifiers }) => modifiers)),
  ...members.filter((node) => isForPages(node) && node.name.getText() !== 'type'),
];

async function eventsIn(file) {
  const path = `${folder}/${file}`;
  const classes = await import(new URL(path, root).href);
  return classesIn(path).map((node) => {
    const className = node.name.text;
    const { type, cancelable, bubbles, composed } = new classes[className]();
    const refused = textOf(tagOf(node, 'refused')?.comment);
    const description = docOf(node);
    if (!bubbles || !composed) throw new Error(`${path}: the page does not hear ${type}.`);
    if (!description) throw new Error(`${path}: say in a comment when ${className} comes.`);
    if (cancelable !== Boolean(refused))
      throw new Error(`${path}: @refused says what becomes of a refused ${className}.`);
    const members = fieldsOfEvent(node).map((each) => (ts.isMethodDeclaration(each) ? methodOf(each) : fieldOf(each)));
    return { name: type, className, description, cancelable, refused, members };
  });
}

/** Everything that the widget tells a page: `refused` is what `preventDefault()` does. */
export const events = (
  await Promise.all(
    readdirSync(new URL(folder, root))
      .filter((file) => file.endsWith('.ts'))
      .map(eventsIn),
  )
)
  .flat()
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** What browsers call. */
const callbacks = ['connectedCallback', 'disconnectedCallback', 'attributeChangedCallback'];
const ofClass = (path) =>
  classesIn(path).flatMap(({ members }) =>
    members.filter((node) => isForPages(node) && !callbacks.includes(node.name.getText())),
  );

function membersOf(nodes) {
  const setters = new Set(nodes.filter(ts.isSetAccessor).map(({ name }) => name.text));
  return nodes.flatMap((node) => {
    if (ts.isMethodDeclaration(node)) return methodOf(node);
    if (ts.isSetAccessor(node)) return [];
    const fixed = ts.isGetAccessor(node) ? !setters.has(node.name.text) : is(node, ts.SyntaxKind.ReadonlyKeyword);
    return { ...fieldOf(node), ...(fixed ? { readonly: true } : {}) };
  });
}

const all = ['components/chat-widget/chat-widget.ts', 'components/chat-widget/conversation-element.ts'].flatMap(
  (path) => membersOf(ofClass(path)),
);
for (const { name, description } of all) if (!description) throw new Error(`Say in a comment what ${name} is for.`);
const byName = (a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);

/** What a page calls. */
export const methods = all.filter(({ kind }) => kind === 'method').sort(byName);
/** What it sets and reads besides settings. */
export const properties = all.filter(({ kind }) => kind === 'field').sort(byName);

const taken = new Set(all.map(({ name }) => name));
/** Settings by the names of their properties; those of which a method has the name are set, and not read, by it. */
export const settings = keys
  .filter((key) => !taken.has(key))
  // The other name of one, `title`, stays the native tooltip.
  .flatMap((key) => [key, otherNames[key]].filter((name) => name && name !== 'title').map((name) => [name, key]))
  .map(([name, key]) => ({
    kind: 'field',
    name,
    attribute: attributeOf(key),
    type: { text: fields[key].type },
    default: JSON.stringify(fields[key].default),
    description: fields[key].doc,
  }));

const described = (text, tag) =>
  [...text.matchAll(new RegExp(`^ \\* @${tag} ([\\w-]+) - (.*)$`, 'gm'))].map(([, name, description]) => ({
    name,
    description,
  }));

/** Places for what the page wants to say in the chat. */
export const slots = described(parse('components/chat-widget/chat-widget.ts').text, 'slot');

const drawn = new Map();
for (const file of readdirSync(new URL('components', root), { recursive: true }).sort()) {
  if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
  const text = readFileSync(new URL(`components/${file}`, root), 'utf8');
  const [, tag] = /^ \* @tag ([\w-]+)$/m.exec(text) ?? [];
  for (const { name, description } of tag ? described(text, 'csspart') : [])
    drawn.set(name, [...(drawn.get(name) ?? []), { tag, description }]);
}

/** Every part in the order of the list, with the elements that draw it, each of which says what it is there. */
export const parts = partNames.split(', ').map((name) => {
  const places = drawn.get(name);
  if (!places) throw new Error(`No element says what its part “${name}” is (@csspart).`);
  return { name, places };
});

/** A type as it stands in the source, with its comments. */
export function shapeOf(path, name) {
  const node = parse(path).statements.find((each) => each.name?.getText() === name);
  if (!node) throw new Error(`${path} has no type ${name}.`);
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1)?.getText();
  return [comment, node.getText().replace(/^export |^( +)readonly /gm, '$1')].filter(Boolean).join('\n');
}
