import type {
  AnswerPermission,
  ChatCommand,
  ReportAction,
  SelectOption,
  SendMessage,
  SendPostback,
  SubmitForm,
} from '../../src/protocol/commands.js';
import { match, type Table } from '../../src/protocol/match.js';
import type { Attachment } from '../../src/protocol/message.js';
import type { PartMap } from '../../src/protocol/part.js';
import type { Answer } from './answer.js';
import { examples } from './examples.js';
import { escapeMarkdown, quote } from './markdown.js';
import { cues } from './script.js';

const silent = (): Answer => ({ silent: true });

const greet = (): Answer => ({
  text: 'Hello, and welcome to **Northwind**. How can I help? Say `help` to see what I know.',
  suggestions: [
    { type: 'reply', label: 'help' },
    { type: 'reply', label: 'show carousel' },
    { type: 'reply', label: 'suggestions' },
  ],
});

/** The longest cue whose name starts the words, so that `transfer call` is not read as something shorter. */
const names = Object.keys(cues).sort((a, b) => b.length - a.length);

function cued(text: string, id: string): Answer | undefined {
  const written = text.trim().replace(/\s+/g, ' ');
  const words = written.toLowerCase();
  if (Object.hasOwn(examples, words)) return examples[words];
  const name = names.find((each) => words === each || words.startsWith(`${each} `));
  if (name === undefined) return undefined;
  const rest = (all: string): string => all.slice(name.length).trim();
  return cues[name]?.say(rest(words), { id, written: rest(written) });
}

/** Stentor's wire carries no names: the end of the address has to do. */
function nameOf({ name, url }: Attachment): string {
  const end = /\/([^/?#]+)(?:[?#]|$)/.exec(url)?.[1];
  try {
    return name ?? (end === undefined ? url : decodeURIComponent(end));
  } catch {
    return url;
  }
}
const shownBack = (file: Attachment): PartMap['attachment'] => ({
  type: 'attachment',
  url: file.url,
  name: nameOf(file),
  ...(file.type !== undefined && { mediaType: file.type }),
});

function hear({ id, text, attachments = [] }: SendMessage): Answer {
  const answer = cued(text, id);
  if (answer) return answer;
  const files = attachments.map((file) => `- ${escapeMarkdown(nameOf(file))}`);
  const said = text.trim() === '' ? [] : ['You said:', '', quote(text.trim())];
  const sent = files.length === 0 ? [] : ['You sent:', '', ...files];
  return {
    text: [...said, ...(said.length > 0 && sent.length > 0 ? [''] : []), ...sent].join('\n'),
    ...(attachments.length > 0 && { parts: attachments.map(shownBack) }),
  };
}

const chosen = ({ label, token, tokens }: SelectOption): Answer => ({
  text: `You chose **${escapeMarkdown(tokens?.join(', ') ?? (label || token))}**.`,
});

const submitted = ({ name, values }: SubmitForm): Answer => ({
  text: [`Thank you, **${escapeMarkdown(name)}** has arrived.`, '']
    .concat(Object.entries(values).map(([key, value]) => `- ${escapeMarkdown(`${key}: ${String(value)}`)}`))
    .join('\n'),
});

const permitted = ({ permission, granted, value }: AnswerPermission): Answer => ({
  text: granted
    ? `Thank you, I noted your ${permission}${value === undefined ? '' : `: ${escapeMarkdown(typeof value === 'string' ? value : JSON.stringify(value))}`}.`
    : `Fine, I can do without your ${permission}.`,
});

const turns: Table<ChatCommand, [], Answer> = {
  launch: greet,
  'send-message': hear,
  'select-option': chosen,
  'send-postback': ({ data }: SendPostback) => ({ text: `You sent back:\n\n${quote(data)}` }),
  'submit-form': submitted,
  'answer-permission': permitted,
  // The visitor is thanked where they gave it.
  'give-feedback': silent,
  'tool-result': ({ name, result, error }) => ({
    text:
      error === undefined
        ? `\`${name}\` said:\n\n${quote(JSON.stringify(result))}`
        : `\`${name}\` failed: ${escapeMarkdown(error)}`,
  }),
  'report-action': (_: ReportAction) => ({ silent: true }),
  'barge-in': silent,
  'barge-out': silent,
  restart: silent,
  'end-session': silent,
  'share-contact': silent,
  'erase-data': silent,
};

/** The one brain behind every door. Pure: the same command gets the same answer. */
export const answer = (command: ChatCommand): Answer => match(turns, command);
