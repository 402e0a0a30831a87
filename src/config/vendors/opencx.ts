import { always, words, type Row } from './vendor.js';

/** A message is a text, or an object that has one. */
const textOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'message' in message ? message.message : message;

const inMilliseconds = (seconds: unknown): unknown => (typeof seconds === 'number' ? seconds * 1000 : undefined);

/** What `createConfig` and `initOpenScript` of OpenCX take. */
export const opencx: readonly Row[] = [
  ['apiUrl', 'url'],
  ['apiUrl', 'transport', always('opencx')],
  ['collectUserData', 'contactCollection'],
  [
    'extraDataCollectionFields',
    'contactFields',
    (list) => (Array.isArray(list) ? ['name', 'email', ...(list as unknown[])] : undefined),
  ],
  ['debug', 'verbose'],
  ['isOpen', 'open'],
  ['openAfterNSeconds', 'autoOpen.after', inMilliseconds],
  ['inline', 'layout', words({ true: 'inline' })],
  ['settings.persistSession', 'persist', words({ true: 'always', false: 'session' })],
  ['settings.useSoundEffects', 'sound'],
  ['initialMessages', 'initial', (list) => (Array.isArray(list) ? list.map(textOf).join('\n\n') : undefined)],
  ['initialQuestions', 'starters'],
  ['bot.name', 'assistantName'],
  ['bot.avatarUrl', 'avatarUrl'],
  ['bot.avatar', 'avatarUrl'],
  ['cssOverrides', 'customCss'],
  ['theme.widgetTrigger.offset.bottom', 'theme.triggerOffset'],
];
