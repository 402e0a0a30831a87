// Writes docs/api.md from the element's sources; with --check it only says whether the page is up to date.
// Runs under tsx: `node --import tsx scripts/api-docs.mjs`.
import { docsPage } from './docs-page.mjs';
import { events, methods, parts, properties, shapeOf, slots } from './page-api.mjs';

/** Types that this page shows, by the files that they are in. */
const shown = {
  'src/protocol/message.ts': ['Message', 'Author', 'Delivery', 'Attachment', 'UploadState'],
  'components/chat-widget/page-messages.ts': ['PageMessage'],
  'components/foundation/events/requests.ts': ['Draft'],
  'src/protocol/session.ts': ['Session'],
  'components/chat-widget/page-gifts.ts': ['User'],
  'src/protocol/contact.ts': ['Contact'],
  'components/chat-widget/page-functions.ts': ['PageFunctions'],
  'src/core/tool-host.ts': ['Tool', 'ToolHandler'],
  'src/protocol/tool.ts': ['ToolCall'],
  'src/protocol/commands.ts': ['GiveFeedback'],
  'src/protocol/permission.ts': ['Permission'],
  'src/protocol/connection.ts': ['ConnectionState'],
  'components/foundation/events/voice-notices.ts': ['VoiceKind'],
  'src/protocol/voice.ts': ['CallEnd', 'ListeningEnd'],
  'src/protocol/errors.ts': ['ChatErrorCode'],
  'components/chat-widget/export.ts': ['ExportOptions'],
  'components/chat-widget/rights.ts': ['Erased'],
  'components/chat-widget/describe-storage.ts': ['StorageDescription', 'StoredThing'],
  'src/platform/storage.ts': ['KeyValueStorage'],
  'src/core/store.ts': ['ReadonlyStore'],
};
/** Types that are told of elsewhere, and where. */
const elsewhere = {
  Action: '[What a bot can say](parts.md)',
  Part: '[What a bot can say](parts.md)',
  UnknownPart: 'a part of a kind that this version does not know',
  Suggestion: 'the same as `Action`',
  Config: 'all [settings](settings.md), by their JSON names',
  TranscriptFormat: "`'text' | 'markdown' | 'json' | 'html'`",
  AllStrings: 'all words of the interface ([languages](languages.md))',
  Vocabulary: 'the same, as many as there are yet',
  Chat: 'the conversation itself ([plugins](plugins.md))',
  Plugin: '[plugins](plugins.md)',
  Transport: '[a chat that you draw yourself](headless.md#another-backend)',
  StoredData: 'a row of [the table of what is kept](privacy.md)',
};
const builtIn = new Set([
  'Promise',
  'Partial',
  'Omit',
  'Pick',
  'Readonly',
  'Record',
  'Extract',
  'Event',
  'File',
  'Blob',
  'AbortSignal',
]);

const cell = (text) => text.replaceAll('|', '\\|');
const code = (text) => `\`${text}\``;
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const parameters = (list) =>
  list.map(({ name, optional, type }) => `${name}${optional ? '?' : ''}: ${type.text}`).join(', ');
const signature = (method) => `${method.name}(${parameters(method.parameters)}): ${method.return.type.text}`;

/** What an event carries. */
const detail = ({ members }) =>
  members
    .map((member) => {
      const { name, optional, type, description, kind } = member;
      const said = kind === 'method' ? signature(member) : `${name}${optional ? '?' : ''}: ${type.text}`;
      return code(said) + (description ? ` ${description}` : '');
    })
    .join('<br>');

const wishes = events.filter(({ cancelable }) => cancelable);
const notices = events.filter(({ cancelable }) => !cancelable);
const shapes = Object.entries(shown).flatMap(([path, names]) => names.map((name) => shapeOf(path, name)));

// No type is left unexplained.
const said = [
  ...shapes.map((shape) => shape.replace(/\/\*\*[^]*?\*\//g, '').replace(/'[^'\n]*'/g, '')),
  ...events.map((event) =>
    event.members
      .map(({ type }) => type?.text ?? '')
      .join(' ')
      .replace(/'[^'\n]*'/g, ''),
  ),
  ...methods.map((method) => signature(method).replace(/'[^'\n]*'/g, '')),
  ...properties.map(({ type }) => type.text.replace(/'[^'\n]*'/g, '')),
].join('\n');
const known = new Set([...builtIn, ...Object.keys(elsewhere), ...Object.values(shown).flat()]);
for (const [name] of said.matchAll(/\b[A-Z]\w+/g))
  if (!known.has(name)) throw new Error(`docs/api.md does not say what ${name} is: see scripts/api-docs.mjs.`);

await docsPage(
  'api.md',
  `# The element, for pages

Made from the sources by \`npm run docs\`; do not edit. The same is in \`custom-elements.json\`, for editors.

What a page can hear of \`<chat-widget>\`, call, set and dress. [Settings](settings.md) have a page of their own; each is an
attribute and a property.

\`\`\`js
const widget = document.querySelector('chat-widget');
await widget.whenReady; // only where something has to wait: methods wait for the settings by themselves
\`\`\`

With the classic script: \`ChatWidget('METHOD', …)\` and \`ChatWidget('on', 'EVENT', listener)\`, also before it has loaded.

## Some things to do with it

**Speak to a visitor who is not looking.** It becomes a message, counts as unread, and stands beside the launcher. Once for each
\`id\`.

\`\`\`js
await widget.notify({ id: 'spring-sale', text: 'Questions about the sale? I am here.' });
widget.addEventListener('chat-unread-changed', ({ count }) => (badge.textContent = count || ''));
\`\`\`

**Follow the language of the page.** Everything that is seen says itself anew, the conversation stays
([languages](languages.md)).

\`\`\`js
picker.addEventListener('change', () => widget.setLanguage(picker.value));
widget.addEventListener('chat-language-changed', ({ language }) => (picker.value = language));
\`\`\`

**Let the bot look at the page, or do something on it.** The visitor is asked before each call, unless \`consent\` is \`'always'\`;
the setting \`tools\` turns it on ([plugins](plugins.md)).

\`\`\`js
widget.tools = true;
widget.registerFunctions({
  getCart: { title: 'Look into your cart', handler: async () => cart.items },
  addToCart: {
    title: 'Put something into your cart',
    parameters: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
    handler: ({ sku }, { signal }) => cart.add(sku, { signal }),
  },
});
\`\`\`

**Bring the token of a visitor who is logged in.** It is asked for when it is needed, and again whenever the backend refused one.

\`\`\`js
widget.getToken = async (reason) => {
  const response = await fetch('/chat-token', { method: reason === 'refused' ? 'POST' : 'GET' });
  return response.ok ? response.text() : undefined;
};
\`\`\`

**Have a say before it happens.**

\`\`\`js
widget.addEventListener('chat-send-request', (event) => {
  if (looksLikeACardNumber(event.draft.text)) event.preventDefault(); // the composer keeps the text
});
\`\`\`

## Events

They are events of their own classes: what they carry is on them (\`event.message\`), not in a \`detail\`. All bubble and leave
shadow trees, so one listener on \`document\` hears every chat of a page. \`widget.on(name, listener)\` returns its undo.

### Wishes

They come before the deed, and \`preventDefault()\`, called at once, refuses it.

${table(
  ['event', 'when', 'carries', 'refused'],
  wishes.map((event) => [code(event.name), event.description, detail(event), event.refused]),
)}

### Notices

They come after it, and cannot be refused.

${table(
  ['event', 'when', 'carries'],
  notices.map((event) => [code(event.name), event.description, detail(event)]),
)}

## Methods

None rejects because the backend cannot be reached: \`chat-error\`, the message and the chat itself say what went wrong.
What is seldom needed fetches its code when it is first called, and rejects where that does not come; nothing is done then:
\`notify\`, \`addMessage\`, \`exportConversation\`, \`setComposerValue\` with files, \`describeStorage\`, \`eraseData\`, \`setConsent\`.

${table(
  ['method', 'what it does'],
  methods.map((method) => [code(signature(method)), method.description]),
)}

## Properties

Besides these every setting is a property (\`widget.sessionDuration = 600_000\`), and \`widget.config = {…}\` sets
several. \`open\`, \`maximize\`, \`restartConversation\` and \`exportConversation\` are read as the methods, and set as the settings.

${table(
  ['property', 'type', '', 'what it is'],
  properties.map(({ name, type, readonly, description }) => [
    code(name),
    code(type.text),
    readonly ? 'read only' : '',
    description,
  ]),
)}

## Slots

\`<p slot="footer">…</p>\` inside the element ([theming](theming.md#slots)).

${table(
  ['slot', 'where'],
  slots.map(({ name, description }) => [code(name), description]),
)}

## Parts

\`chat-widget::part(NAME)\` reaches each from the page's style sheet ([theming](theming.md)). In brackets: what draws it.

${table(
  ['part', 'what it is'],
  parts.map(({ name, places }) => [
    code(name),
    places.map(({ tag, description }) => `${description} (\`<${tag}>\`)`).join('<br>'),
  ]),
)}

The layout can be asked for too: \`chat-widget:state(bubble)\`, \`inline\`, \`fullscreen\`, \`sidebar\`; and \`chat-widget[open]\`.

CSS custom properties are in [settings](settings.md#custom-properties), with their defaults, and in [theming](theming.md).

## Types

\`chat-widget\` exports the classes of the events and most of these types.

\`\`\`ts
${shapes.join('\n\n')}
\`\`\`

${table(
  ['type', 'is'],
  Object.entries(elsewhere).map(([name, where]) => [code(name), where]),
)}
`,
);
