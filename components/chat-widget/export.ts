import type { Config } from '../../src/config/config.js';
import { writeTranscript, type TranscriptFormat } from '../../src/core/transcript.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import { exportEnglish } from '../../src/i18n/export.en.js';
import { english as interfaceEnglish } from '../../src/i18n/messages.en.js';
import type { AllStrings } from '../../src/i18n/strings.js';
import { knows } from '../../src/protocol/match.js';
import type { Message } from '../../src/protocol/message.js';
import { ChatConversationExported } from '../foundation/events/conversation-notices.js';
import { addressPolicy } from '../parts/address-policy.js';
import { textOf } from '../parts/registry.js';

const files: Readonly<Record<TranscriptFormat, { readonly extension: string; readonly type: string }>> = {
  text: { extension: 'txt', type: 'text/plain' },
  markdown: { extension: 'md', type: 'text/markdown' },
  json: { extension: 'json', type: 'application/json' },
  html: { extension: 'html', type: 'text/html' },
};

/** Longer than any browser takes to begin with a download, in milliseconds. */
const A_WHILE = 60_000;

/** Its tags are nothing to read; what is left of them is escaped like any other words. */
const isHtml = (part: object): part is { readonly text: string } =>
  'format' in part && part.format === 'html' && 'text' in part && typeof part.text === 'string';

export interface ExportOptions {
  readonly format?: TranscriptFormat;
  /** The visitor gets it as a file. */
  readonly download?: boolean;
}

/** The widget, as far as its conversation can be read. */
interface Source extends EventTarget {
  readonly messages: readonly Message[];
  readonly config: Config;
  /** The words that the interface says now. */
  readonly words?: ReadonlyStore<Partial<AllStrings>>;
}

/** The conversation as a document; the page hears of it. */
export function exportFrom(widget: Source, { format = 'text', download = false }: ExportOptions = {}): string {
  const content = exportConversation(widget.messages, format, widget.config, download, Date.now(), widget.words?.get());
  widget.dispatchEvent(new ChatConversationExported(format, content));
  return content;
}

/** Writes the conversation and, if wanted, hands it to the visitor as a file. */
export function exportConversation(
  messages: readonly Message[],
  format: TranscriptFormat,
  config: Config,
  download: boolean,
  now = Date.now(),
  words: Partial<AllStrings> = {},
): string {
  const { heading, assistantName } = config;
  const english = { ...interfaceEnglish, ...exportEnglish, ...words };
  const assistant = assistantName || heading || english['message.assistant'];
  const names: Record<string, string> = { user: english['message.you'], agent: english['message.agent'] };
  const { locale, dir } = english;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const content = writeTranscript[format](messages, {
    title: english['transcript.title'](assistant),
    locale,
    dir,
    exportedAt: now,
    note: english['transcript.exported'](when.format(now)),
    nameOf: ({ author }) => (knows(names, author) && names[author]) || assistant,
    textOf: (part) => (isHtml(part) ? part.text.replace(/<[^<>]*>/g, '') : textOf(part, english)),
    linkOf: addressPolicy(config).link,
  });
  if (download) save(content, format);
  return content;
}

function save(content: string, format: TranscriptFormat): void {
  const { extension, type } = files[format];
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `conversation.${extension}`;
  link.click();
  // Not every browser has read it by now.
  setTimeout(() => URL.revokeObjectURL(url), A_WHILE);
}
