import { always, words, type Row } from './vendor.js';

const flipped = words({ true: false, false: true });

/** A content of Airy is a text, or an object that has one. */
const textOf = (content: unknown): unknown =>
  typeof content === 'object' && content !== null && 'text' in content ? content.text : content;

const look: readonly Row[] = [
  ['welcomeMessage', 'initial', textOf],
  ['headerText', 'heading'],
  ['subtitleText', 'subtitle'],
  ['primaryColor', 'theme.primaryColor'],
  ['backgroundColor', 'theme.surface'],
  ['customFont', 'theme.fontFamily'],
  ['width', 'theme.width'],
  ['height', 'theme.height'],
  ['bubbleState', 'open', words({ expanded: true, minimized: false })],
  ['hideAttachments', 'attachments', flipped],
];

/** `window.airy` of the Airy loader, its `config`, and that config by itself. */
export const airy: readonly Row[] = [
  ['cid', 'channelId'],
  ['cid', 'transport', always('airy')],
  ['h', 'url'],
  ['host', 'url'],
  ['host', 'transport', always('airy')],
  ['resumeToken', 'token'],
  ...look,
  ...look.map(([from, ...rest]): Row => [`config.${from}`, ...rest]),
];
