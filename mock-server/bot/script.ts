import type { Party } from '../../src/protocol/message.js';
import type { Suggestion } from '../../src/protocol/part.js';
import type { Permission } from '../../src/protocol/permission.js';
import type { Answer } from './answer.js';
import { examples } from './examples.js';
import { longText } from './long-text.js';

const SECOND = 1000;
const MAX_WAIT = 60;

/** One thing the bot understands: words that start with its name, and what may follow them. */
export interface Cue {
  /** As `help` lists it. */
  readonly usage: string;
  readonly about: string;
  /** `rest` is what followed the name, in small letters; undefined means "these words are not for me". */
  readonly say: (rest: string, asked: Asked) => Answer | undefined;
}
/** What else is known of the visitor's words. */
interface Asked {
  /** The id of the message. */
  readonly id: string;
  /** The rest as it was written. */
  readonly written: string;
}

const reply = (label: string): Suggestion => ({ type: 'reply', label });
const exactly =
  (answer: Answer) =>
  (rest: string): Answer | undefined =>
    rest === '' ? answer : undefined;
const number = (rest: string, otherwise: number): number | undefined =>
  rest === '' ? otherwise : /^\d{1,6}$/.test(rest) ? Number(rest) : undefined;

const permissions: Readonly<Record<string, Permission>> = { email: 'email', phone: 'phone', location: 'location' };
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const person = (name: string): Party => ({ id: `person:${name.toLowerCase()}`, author: 'agent', name });
const PERSON = 'Mara';

/** What the bot can say in other languages than its own. */
const greetings: Readonly<Record<string, string>> = {
  ar: 'أهلًا بك في Northwind. كيف يمكنني مساعدتك؟',
  de: 'Willkommen bei Northwind. Wie kann ich helfen?',
  fr: 'Bienvenue chez Northwind. Comment puis-je vous aider ?',
  ja: 'Northwindへようこそ。ご用件をお聞かせください。',
};

/** `call NAME` or `call NAME {"json": "input"}`. */
function callOf(written: string, id: string): Answer | undefined {
  const [, names = '', json = '{}'] = /^([\w.,-]+)\s*(\{.*\})?$/.exec(written) ?? [];
  const input: unknown = json && safelyParsed(json);
  if (!names || typeof input !== 'object' || input === null) return undefined;
  return {
    text: 'I ask this page.',
    calls: names.split(',').map((name, index) => ({ id: `${id}.call.${index}`, name, input: { ...input } })),
  };
}
function safelyParsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const help = (): Answer => ({
  text: ['Say one of these, or anything else and I quote it:', '']
    .concat(Object.values(cues).map(({ usage, about }) => `- \`${usage}\` ${about}`))
    .join('\n'),
  suggestions: [reply('show carousel'), reply('suggestions'), reply('long 4')],
});

/** Everything the bot knows by name. */
export const cues: Readonly<Record<string, Cue>> = {
  help: { usage: 'help', about: 'lists all this', say: (rest) => (rest === '' ? help() : undefined) },
  show: {
    usage: 'show NAME',
    about: `shows an example: ${Object.keys(examples).join(', ')}`,
    say: (rest) => own(examples, rest),
  },
  suggestions: {
    usage: 'suggestions',
    about: 'offers quick replies and a link',
    say: exactly({
      text: 'What would you like to know?',
      suggestions: [
        reply('Opening hours'),
        reply('Prices'),
        { type: 'link', label: 'Our rooms', url: 'https://example.com/rooms' },
      ],
    }),
  },
  greet: {
    usage: `greet ${Object.keys(greetings).join('|')}`,
    about: 'greets in another language, and says which',
    say: (language) => {
      const text = own(greetings, language);
      return text === undefined ? undefined : { text, language };
    },
  },
  html: {
    usage: 'html',
    about: 'answers in HTML',
    say: exactly({
      text: 'Breakfast is served from seven to eleven.',
      html: '<p>Breakfast is served from <b>seven</b> to <b>eleven</b>.</p><ul><li>indoors</li><li>on the terrace</li></ul>',
    }),
  },
  ssml: {
    usage: 'ssml',
    about: 'answers in speech markup only',
    say: exactly({ ssml: '<speak>We are open <emphasis>all day</emphasis> &amp; all night.</speak>' }),
  },
  link: {
    usage: 'link',
    about: 'answers with a link',
    say: exactly({ text: 'All rooms are on [our page](https://example.com/rooms), prices too.' }),
  },
  handoff: {
    usage: 'handoff',
    about: 'asks for a person',
    say: exactly({ text: 'One moment, I ask a colleague to join.', handoff: {} }),
  },
  'transfer call': {
    usage: 'transfer call',
    about: 'offers a phone call',
    say: exactly({ text: 'Please call the front desk.', handoff: { phone: '+15550100' } }),
  },
  permission: {
    usage: `permission ${Object.keys(permissions).join('|')}`,
    about: 'asks for leave to know it',
    say: (rest) => {
      const permission = own(permissions, rest);
      return permission && { text: `May I have your ${rest}?`, permission };
    },
  },
  long: {
    usage: 'long N',
    about: 'answers with N kB of markdown',
    say: (rest) => {
      const kilobytes = number(rest, 4);
      return kilobytes === undefined ? undefined : { text: longText(kilobytes) };
    },
  },
  slow: {
    usage: 'slow N',
    about: 'thinks for N seconds',
    say: (rest) => {
      const seconds = number(rest, 3);
      return seconds === undefined
        ? undefined
        : { text: 'Good things take time.', delay: Math.min(seconds, MAX_WAIT) * SECOND };
    },
  },
  fail: {
    usage: 'fail N',
    about: 'breaks with HTTP status N',
    say: (rest) => {
      const status = number(rest, 500);
      return status !== undefined && status >= 400 && status <= 599 ? { fail: status } : undefined;
    },
  },
  'no reprompt': {
    usage: 'no reprompt',
    about: 'answers and expects nothing more',
    say: exactly({ text: 'That is all from me.', ended: true }),
  },
  think: {
    usage: 'think',
    about: 'thinks aloud first',
    say: exactly({
      thoughts:
        'The guest wants to know what I can do. I could list everything, but a short answer is kinder.\n\n- one sentence\n- no adjectives\n- an offer to go on\n\nThat will do.',
      text: 'I thought about it, and the answer is **yes**.',
    }),
  },
  steps: {
    usage: 'steps',
    about: 'shows how far it is',
    say: exactly({
      text: 'I ask all our houses.',
      steps: [0, 1, 2, 3, 4, 5].map((value) => ({
        type: 'progress',
        id: 'houses',
        label: 'Asking all houses',
        value,
        max: 5,
      })),
    }),
  },
  call: {
    usage: 'call NAME {JSON}',
    about: 'calls a function of the page, or several: call getPageTitle,getTime',
    say: (_, { id, written }) => callOf(written, id),
  },
  queue: {
    usage: 'queue',
    about: 'puts you in line for a person, who comes',
    say: exactly({
      text: 'I ask a colleague.',
      happens: [
        { type: 'handoff-changed', handoff: 'requested' },
        { type: 'queue-changed', position: 2 },
        { type: 'queue-changed', position: 1 },
        { type: 'queue-changed', position: 0 },
        { type: 'party-changed', party: person(PERSON), present: true },
        { type: 'queue-changed' },
        { type: 'handoff-changed', handoff: 'active' },
      ],
    }),
  },
  join: {
    usage: 'join NAME',
    about: 'lets a person come in',
    say: (_, { written }) => ({
      silent: true,
      happens: [
        { type: 'party-changed', party: person(written || PERSON), present: true },
        { type: 'handoff-changed', handoff: 'active' },
      ],
    }),
  },
  leave: {
    usage: 'leave NAME',
    about: 'lets the person go',
    say: (_, { written }) => ({
      silent: true,
      happens: [
        { type: 'party-changed', party: person(written || PERSON), present: false },
        { type: 'handoff-changed', handoff: 'none' },
      ],
    }),
  },
  empty: { usage: 'empty', about: 'answers with nothing at all', say: exactly({ silent: true }) },
};
