import type { Message } from '../protocol/message.js';

export interface TranscriptOptions {
  readonly title: string;
  readonly locale: string;
  /** Who speaks, for a message without a name. */
  readonly nameOf: (message: Message) => string;
}
type Write = (messages: readonly Message[], options: TranscriptOptions) => string;

const plain = (message: Message): string =>
  message.parts
    .map((part) => ('text' in part ? String(part.text) : 'fallback' in part ? String(part.fallback) : ''))
    .filter(Boolean)
    .join('\n\n');
const time = (message: Message, locale: string): string =>
  message.createdAt === undefined
    ? ''
    : new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(message.createdAt);
const head = (message: Message, { nameOf, locale }: TranscriptOptions): string =>
  [message.name ?? nameOf(message), time(message, locale)].filter(Boolean).join(' · ');
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The conversation as a document. Content is escaped: what a bot said never becomes markup of the file. */
export const writeTranscript: Readonly<Record<'text' | 'markdown' | 'json' | 'html', Write>> = {
  text: (messages, options) =>
    [options.title, ...messages.map((message) => `${head(message, options)}\n${plain(message)}`)].join('\n\n') + '\n',
  markdown: (messages, options) =>
    [`# ${options.title}`, ...messages.map((message) => `**${head(message, options)}**\n\n${plain(message)}`)].join(
      '\n\n',
    ) + '\n',
  json: (messages, { title }) => JSON.stringify({ title, messages }, null, 2) + '\n',
  html: (messages, options) =>
    `<!doctype html><html lang="${escapeHtml(options.locale)}"><meta charset="utf-8"><title>${escapeHtml(options.title)}</title>
<style>body{font:16px/1.5 system-ui;max-width:42rem;margin:2rem auto;padding:0 1rem}h2{font-size:.85rem;margin:1.5rem 0 .25rem;color:#555}p{margin:0;white-space:pre-wrap}</style>
<h1>${escapeHtml(options.title)}</h1>
${messages.map((message) => `<h2 dir="auto">${escapeHtml(head(message, options))}</h2><p dir="auto">${escapeHtml(plain(message))}</p>`).join('\n')}
</html>
`,
};
export type TranscriptFormat = keyof typeof writeTranscript;
