import type { Config } from '../../../../src/config/config.js';
import { isPlain } from '../../../../src/config/plain.js';
import { ChatCommandRequest } from '../../../foundation/events/command-request.js';
import { ChatExportRequest } from '../../../foundation/events/part-requests.js';
import { ChatRestartRequest, ChatSendRequest } from '../../../foundation/events/requests.js';
import { ChatSearchRequest } from '../../../foundation/events/search-request.js';
import type { ComfortWords, Writing } from '../comfort.js';

/** Something that a text with a slash before it does. */
export interface Command {
  readonly name: string;
  readonly description: string;
  /** `rest` is what was written behind the name. False: it is to be said as it was written. */
  readonly run: (rest: string) => boolean;
}

const formats = ['text', 'markdown', 'html', 'json'] as const;
/** What a page may call a command, and so what is taken for one. */
const named = /^[\p{L}\p{N}_-]{1,40}$/u;

/** What the menu asks about first, this asks about, too: the wish goes by the header, as the menu's do. */
function askFirst(composer: Writing): true {
  const root = composer.getRootNode() as ParentNode;
  (root.querySelector('chat-header') ?? composer).dispatchEvent(new ChatRestartRequest());
  return true;
}

async function search(composer: Writing, words: string): Promise<void> {
  const found = await import('../../search/open-search.js').catch(() => undefined);
  found?.openSearch(composer, words, () => void composer.focus());
}

function ownCommands(composer: Writing, config: Config, strings: ComfortWords): readonly Command[] {
  const own: readonly (readonly [Command, boolean])[] = [
    [
      { name: 'restart', description: strings['command.restart'], run: () => askFirst(composer) },
      config.restartConversation,
    ],
    [
      {
        name: 'export',
        description: strings['command.export'],
        run(rest) {
          const format = formats.find((each) => each === rest.trim()) ?? 'text';
          composer.dispatchEvent(new ChatExportRequest(format));
          return true;
        },
      },
      config.exportConversation,
    ],
    [
      {
        name: 'search',
        description: strings['command.search'],
        run(rest) {
          const words = rest.trim();
          if (composer.dispatchEvent(new ChatSearchRequest(words))) void search(composer, words);
          return true;
        },
      },
      true,
    ],
  ];
  return own.flatMap(([command, isOn]) => (isOn ? command : []));
}

function pageCommand(composer: Writing, name: string, given: unknown): Command[] {
  const { description = '', text } = isPlain(given) ? given : { description: given };
  if (!named.test(name) || typeof description !== 'string') return [];
  const run = (rest: string): boolean => {
    if (typeof text === 'string') return composer.dispatchEvent(new ChatSendRequest({ text })) || true;
    return !composer.dispatchEvent(new ChatCommandRequest(name, rest.trim()));
  };
  return [{ name, description, run }];
}

/** All there are, the page's before ours; of one name the page's. */
export function commandsFor(composer: Writing, config: Config, strings: ComfortWords): readonly Command[] {
  const theirs = Object.entries(config.commands).flatMap(([name, given]) => pageCommand(composer, name, given));
  const taken = new Set(theirs.map(({ name }) => name));
  return [...theirs, ...ownCommands(composer, config, strings).filter(({ name }) => !taken.has(name))];
}

/** A text that begins with a slash and a name: `/export html`. */
export function commandIn(text: string): { readonly name: string; readonly rest: string } | undefined {
  const [, name, rest = ''] = /^\/([^\s/]+)(?:\s+([^]*))?$/u.exec(text.trim()) ?? [];
  return name === undefined ? undefined : { name, rest };
}
