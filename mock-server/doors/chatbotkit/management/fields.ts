import { either, type Field, type Fields, flag, form, list, object, reference, text } from './read-fields.js';

const LINE = 200;
const PARAGRAPHS = 10_000;
const HOUR = 3_600_000;
const LANGUAGES = 40;

const languages: Field = {
  fits: (value) => typeof value === 'string' && splitLanguages(value).length <= LANGUAGES && isLanguageList(value),
  type: `a list of at most ${LANGUAGES} language tags, divided by commas`,
};

const splitLanguages = (value: string): readonly string[] => value.split(/[,;\s]+/).filter((tag) => tag !== '');

function isLanguageList(value: string): boolean {
  try {
    return Intl.getCanonicalLocales([...splitLanguages(value)]).length >= 0;
  } catch {
    return false;
  }
}

/** The languages that a widget names, each once, in their one spelling. */
export const languagesOf = (language: unknown): readonly string[] =>
  typeof language === 'string' && isLanguageList(language)
    ? Intl.getCanonicalLocales([...splitLanguages(language)])
    : [];

const fieldsOf = (names: readonly string[], field: Field): Fields =>
  Object.fromEntries(names.map((name) => [name, field]));

/** What every resource can say of itself. */
const common: Fields = {
  name: text(LINE),
  description: text(PARAGRAPHS),
  meta: object,
};
/** The vendor’s switches. */
const switches = [
  'stream',
  'verbose',
  'tools',
  'unfurl',
  'math',
  'carousel',
  'form',
  'attachments',
  'autoScroll',
  'startFirst',
  'contactCollection',
  'exportConversation',
  'restartConversation',
  'maximize',
  'messagePeek',
  'voiceIn',
  'voiceOut',
  'poweredBy',
];
/** What only our widget knows. */
const ours: Fields = {
  ...fieldsOf(['disabled', 'sound', 'unreadBadge', 'feedback', 'contactOptional', 'mathDollar'], flag),
  ...fieldsOf(['subtitle', 'assistantName', 'position', 'transport', 'contactWhen', 'persist', 'mode'], text(LINE)),
  ...fieldsOf(['avatarUrl', 'url', 'uploadUrl', 'unfurlUrl'], text(2000)),
  ...fieldsOf(['starters', 'contactFields'], list(50)),
};
/** How a widget works; a blueprint says it for many of them. */
const settings: Fields = {
  botId: reference,
  theme: either(text(PARAGRAPHS), object),
  layout: text(LINE),
  title: text(LINE),
  intro: text(PARAGRAPHS),
  initial: text(PARAGRAPHS),
  placeholder: text(LINE),
  origin: either(text(PARAGRAPHS), list(100)),
  sessionDuration: {
    fits: (value) => typeof value === 'number' && value >= 0 && value <= HOUR,
    type: `a number of milliseconds from 0 to ${HOUR}`,
  },
  language: languages,
  plugins: either(text(PARAGRAPHS), list(100)),
  ...fieldsOf(switches, flag),
  ...ours,
};
const alias = form(/^[a-z\d][\w.-]{0,63}$/i, 'up to 64 letters, digits, dots, dashes and underscores');
const visibility = form(/^(?:private|protected|public)$/, 'private, protected or public');

/** What a request may say of each kind of resource. */
export const fields = {
  widgets: { ...common, alias, blueprintId: reference, ...settings },
  blueprints: { ...common, alias, visibility, ...settings },
  bots: {
    ...common,
    alias,
    visibility,
    blueprintId: reference,
    model: text(LINE),
    backstory: text(PARAGRAPHS),
    datasetId: reference,
    skillsetId: reference,
    privacy: flag,
    moderation: flag,
  },
  files: { ...common, alias, visibility, blueprintId: reference },
} satisfies Readonly<Record<string, Fields>>;
