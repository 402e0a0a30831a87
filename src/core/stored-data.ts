/** One kind of thing that may be kept on the visitor's device, or said between its tabs. */
export interface StoredData {
  readonly name: string;
  readonly where: 'memory' | 'sessionStorage' | 'localStorage' | 'IndexedDB' | 'BroadcastChannel' | 'Web Lock';
  /**
   * The key as it is. `SCOPE` stands for `chat-widget:TRANSPORT:BACKEND:KEY:USER`, `ID` for any id. In IndexedDB: keys of
   * the one store in the database `chat-widget`.
   */
  readonly key: string;
  readonly what: string;
  readonly why: string;
  readonly until: string;
  /** The settings under which it is kept at all. */
  readonly when: string;
  /** It says something about the visitor. */
  readonly personal: boolean;
}

const kept = 'persist="session" or "always"';
const session = 'session-duration after the last activity; with persist="always" until it is erased';
const conversation = `${session}, and where the visitor chose that`;
const erased = 'a new conversation, another user, eraseData() or withdrawn consent end it at once';

/**
 * Everything that this widget keeps, complete: a test compares it with what a browser really holds. With
 * `consent="gate"` none of it is there before the visitor agreed.
 */
export const storedData = [
  {
    name: 'memory',
    where: 'memory',
    key: '',
    what: 'The conversation, the settings, tokens, and what is being written.',
    why: 'To show the chat.',
    until: 'The page is left.',
    when: 'always',
    personal: true,
  },
  {
    name: 'session',
    where: 'IndexedDB',
    key: 'SCOPE/session',
    what: 'The ids of the conversation and of the visitor in it, when it began and when something last happened.',
    why: 'To go on with the same conversation after a reload and in other tabs.',
    until: `${conversation}; ${erased}.`,
    when: kept,
    personal: true,
  },
  {
    name: 'messages',
    where: 'IndexedDB',
    key: 'SCOPE/message/ID',
    what: 'What was said, by both sides: the newest thousand messages.',
    why: 'To show the conversation after a reload and in other tabs.',
    until: `${conversation}; ${erased}.`,
    when: kept,
    personal: true,
  },
  {
    name: 'outbox',
    where: 'IndexedDB',
    key: 'SCOPE/command/ID',
    what: 'What the visitor said or chose and the backend has not confirmed yet, with how often it was tried. No tokens.',
    why: 'So that nothing is lost when the connection or the page goes.',
    until: `The backend has it, the visitor removes it, or a day has passed; ${erased}.`,
    when: kept,
    personal: true,
  },
  {
    name: 'questions',
    where: 'IndexedDB',
    key: 'SCOPE/question/ID',
    what: 'What the backend wants done on the page, from the question to its end; and the ids of what it wanted before.',
    why: 'So that the visitor can still answer after a reload, what was at work is not forgotten, and nothing is done twice.',
    until: `It is done or refused, and the backend has heard of it; ${conversation}; ${erased}.`,
    when: `tools, and ${kept}`,
    personal: true,
  },
  {
    name: 'draft',
    where: 'IndexedDB',
    key: 'SCOPE/draft',
    what: 'What the visitor has written and not sent.',
    why: 'So that a reload loses nothing.',
    until: `It is sent or emptied; ${conversation}; ${erased}.`,
    when: kept,
    personal: true,
  },
  {
    name: 'contact',
    where: 'IndexedDB',
    key: 'SCOPE/contact',
    what: 'Name, email, phone and other answers that the visitor gave about themselves.',
    why: 'So that nobody is asked twice.',
    until: `${session}; ${erased}.`,
    when: `contact-collection, and ${kept}`,
    personal: true,
  },
  {
    name: 'parts',
    where: 'sessionStorage',
    key: 'SCOPE/parts',
    what: 'What the visitor has put into forms and choices, and which were sent.',
    why: 'So that a reload loses nothing.',
    until: `The tab is closed; ${erased}.`,
    when: kept,
    personal: true,
  },
  {
    name: 'consent',
    where: 'localStorage',
    key: 'SCOPE/consent',
    what: 'Which text the visitor agreed to (as a checksum), and when.',
    why: 'So that nobody is asked at every page. A refusal is not kept.',
    until: `${session}; until the text changes; ${erased}.`,
    when: `consent="gate", and ${kept}`,
    personal: false,
  },
  {
    name: 'comforts',
    where: 'localStorage',
    key: 'SCOPE/comforts',
    what: 'What the visitor set for themselves: text size, contrast, motion, sound, Enter key, announcements, how long the conversation is kept, language.',
    why: 'So that nobody has to set it again. There is no record where nothing was set.',
    until: 'It is reset; another user, eraseData() or withdrawn consent end it at once.',
    when: kept,
    personal: false,
  },
  {
    name: 'token',
    where: 'sessionStorage',
    key: 'SCOPE/token/ID',
    what: 'Tokens that a backend gave for this conversation. Those of the settings and of the page stay in memory.',
    why: 'To go on with the same conversation after a reload.',
    until: `The tab is closed, or the backend takes it back; ${erased}.`,
    when: `transports with sessions of their own, and ${kept}`,
    personal: true,
  },
  {
    name: 'lasting-token',
    where: 'localStorage',
    key: 'SCOPE/token/ID',
    what: 'Tokens by which a backend finds the conversation or the visitor again (resume and contact tokens).',
    why: 'To go on with the same conversation another day.',
    until: `It is erased, or the backend takes it back; ${erased}.`,
    when: 'transports with such tokens, and persist="always"',
    personal: true,
  },
  {
    name: 'channel',
    where: 'BroadcastChannel',
    key: 'SCOPE',
    what: 'What happens in the conversation, from tab to tab of this browser.',
    why: 'So that all tabs show the same.',
    until: 'It is heard; nothing is kept.',
    when: kept,
    personal: true,
  },
  {
    name: 'lock',
    where: 'Web Lock',
    key: 'SCOPE',
    what: 'Which of the tabs talks to the backend.',
    why: 'So that nothing is sent twice.',
    until: 'The tab is closed.',
    when: kept,
    personal: false,
  },
  {
    name: 'sound',
    where: 'Web Lock',
    key: 'SCOPE/sound',
    what: 'Which of the tabs sounds for a new message.',
    why: 'So that it sounds once.',
    until: 'The sound is over.',
    when: 'sound, or the visitor turned it on',
    personal: false,
  },
] as const satisfies readonly StoredData[];

/** The row that a key belongs to, if it is one of ours: the scope may be any. */
export const rowOf = (where: StoredData['where'], key: string): StoredData | undefined =>
  storedData.find((row) => row.where === where && patternOf(row).test(key));

const patternOf = ({ key }: StoredData): RegExp =>
  new RegExp(`^${key.replace('SCOPE', 'chat-widget:[^:]*:.*:[^:/]*:[^:/]*').replace('/ID', '/.+')}$`);
