import { withoutDeceit } from '../protocol/deceit.js';
import { languageTag } from '../protocol/language.js';
import type { Message } from '../protocol/message.js';
import type { Part, UnknownPart } from '../protocol/part.js';

export interface TranscriptOptions {
  readonly title: string;
  readonly locale: string;
  /** Where lines begin, `rtl` or else at the left. */
  readonly dir?: string;
  /** When it was written, in milliseconds since 1970 … */
  readonly exportedAt?: number;
  /** … and the line that says so. */
  readonly note?: string;
  /** Who speaks, for a message without a name. */
  readonly nameOf: (message: Message) => string;
  /** A part in words; absent means its text, or what it says for those who do not know it. */
  readonly textOf?: (part: Part | UnknownPart) => string;
  /** An address as a link may carry it, or nothing; absent means that files are named and not linked. */
  readonly linkOf?: (url: string) => string | undefined;
}
type Write = (messages: readonly Message[], options: TranscriptOptions) => string;

/** One message, ready to be written: nothing in it is anybody's but its author's, and nothing is markup yet. */
interface Entry {
  readonly head: string;
  /** What it is said in, where that is known. */
  readonly language: string | undefined;
  readonly blocks: readonly Block[];
  readonly files: readonly { readonly name: string; readonly url: string | undefined }[];
}
interface Block {
  readonly text: string;
  readonly isMarkdown: boolean;
}

const line = (text: string): string => withoutDeceit(text).replace(/\s+/g, ' ').trim();

/** Of a part that nobody has checked, what is words. */
function wordsAt(field: string, part: object): string {
  const value: unknown = Reflect.get(part, field);
  return typeof value === 'string' ? value : '';
}
const ownWords = (part: Part | UnknownPart): string => wordsAt('text', part) || wordsAt('fallback', part);
const time = (message: Message, locale: string): string =>
  !Number.isFinite(new Date(message.createdAt ?? NaN).getTime())
    ? ''
    : new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(message.createdAt);

function isMarkdown(part: Part | UnknownPart, { author }: Message): boolean {
  const format = 'format' in part ? part.format : undefined;
  return part.type === 'text' && (format === 'markdown' || (!format && (author === 'bot' || author === 'agent')));
}

function entryOf(message: Message, { nameOf, locale, textOf = ownWords, linkOf }: TranscriptOptions): Entry {
  const name = line(message.name ?? '') || nameOf(message);
  const blocks = message.parts.flatMap((part) => {
    if (part.type === 'attachment') return [];
    const text = withoutDeceit(textOf(part)).replace(/\r\n?/g, '\n').trim();
    return text ? { text, isMarkdown: isMarkdown(part, message) } : [];
  });
  const named = message.parts.filter((part) => part.type === 'attachment');
  const files = [...named, ...(message.attachments ?? [])].map((file) => ({
    name: line(wordsAt('name', file)),
    url: linkOf?.(wordsAt('url', file)),
  }));
  const head = [name, time(message, locale)].filter(Boolean).join(' · ');
  return { head, language: languageTag(message.language), blocks, files };
}
const entriesOf = (messages: readonly Message[], options: TranscriptOptions): readonly Entry[] =>
  messages.map((message) => entryOf(message, options));

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** In an address that a renderer makes a link by itself, a backslash is part of the address: these are safe there too. */
const numbers: Record<string, string> = { '<': '&lt;', '[': '&#91;', ']': '&#93;', '\\': '&#92;' };

/** Words of which a reader of markdown makes nothing but words. */
const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()<>#+\-.!|~&:@$=]/g, (sign) => numbers[sign] ?? `\\${sign}`).replace(/^( {4,}|\t)/gm, '');

const linkOn = (name: string, url: string): string =>
  `[${escapeMarkdown(name)}](<${url.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;

const link = /!?\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s()<>]{1,500})\)/g;

/** A line in which nothing begins but what we write: plain links as links, pictures as links to them, no tags. */
function tameLine(text: string, linkOf: TranscriptOptions['linkOf']): string {
  let done = 0;
  let out = '';
  const tame = (words: string) =>
    words.replace(/\S+/g, (run) =>
      /:\/\/|www\.|@/i.test(run)
        ? run.replace(/[\\<[\]]/g, (sign) => numbers[sign] ?? sign)
        : run.replace(/[\\<[\]]/g, '\\$&'),
    );
  for (const { 0: whole, 1: name = '', 2: raw = '', index } of text.matchAll(link)) {
    const url = linkOf?.(raw);
    out += tame(text.slice(done, index)) + (url ? linkOn(name, url) : tame(whole));
    done = index + whole.length;
  }
  return out + tame(text.slice(done));
}

const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]{0,30})[ \t]*$/;

/**
 * Markdown whose emphasis, lists, headings and code stay, and in which no picture or tag can begin. Code gets a fence of
 * ours, longer than any run in it, so that it ends where we say.
 */
function tameMarkdown(text: string, linkOf: TranscriptOptions['linkOf']): string {
  const out: string[] = [];
  let box: { marks: string; language: string; lines: string[] } | undefined;
  const close = () => {
    if (!box) return;
    const longest = Math.max(2, ...(box.lines.join('\n').match(/`+/g) ?? []).map(({ length }) => length));
    const marks = '`'.repeat(longest + 1);
    out.push('', `${marks}${box.language}`, ...box.lines, marks, '');
    box = undefined;
  };
  for (const each of text.split('\n')) {
    const [, marks, language = ''] = fence.exec(each) ?? [];
    if (box) {
      if (marks?.startsWith(box.marks) && !language) close();
      else box.lines.push(each);
    } else if (marks) box = { marks, language, lines: [] };
    else out.push(tameLine(each, linkOf));
  }
  close();
  return out.join('\n').trim();
}

const nameless = ({ name, url }: Entry['files'][number]): string => name || url || '';
const inset = (text: string, with_: string): string =>
  text
    .split('\n')
    .map((each) => (each ? with_ + each : with_.trimEnd()))
    .join('\n');

const langOf = (language: string | undefined): string => (language ? ` lang="${language}"` : '');

/**
 * The conversation as a document. Content is escaped: what a bot said never becomes markup of the file, nor a line of
 * somebody else's.
 */
export const writeTranscript: Readonly<Record<'text' | 'markdown' | 'json' | 'html', Write>> = {
  text: (messages, options) =>
    [
      [options.title, options.note ?? ''].map(line).filter(Boolean).join('\n'),
      ...entriesOf(messages, options).map(({ head, blocks, files }) => {
        const links = files.map(({ name, url }) => [name, url].filter(Boolean).join(': '));
        return [head, inset([...blocks.map(({ text }) => text), ...links].filter(Boolean).join('\n\n'), '  ')]
          .filter((part) => part.trim())
          .join('\n');
      }),
    ].join('\n\n') + '\n',

  markdown: (messages, options) =>
    [
      `# ${escapeMarkdown(line(options.title))}`,
      ...(options.note ? [escapeMarkdown(line(options.note))] : []),
      ...entriesOf(messages, options).map(({ head, blocks, files }) => {
        const said = blocks.map(({ text, isMarkdown: tame }) =>
          tame ? tameMarkdown(text, options.linkOf) : escapeMarkdown(text).replace(/(?<!\n)\n(?!\n)/g, '\\\n'),
        );
        const links = files.map((file) => (file.url ? linkOn(nameless(file), file.url) : escapeMarkdown(file.name)));
        return [`**${escapeMarkdown(head)}**`, inset([...said, ...links].filter(Boolean).join('\n\n'), '> ')].join(
          '\n\n',
        );
      }),
    ].join('\n\n') + '\n',

  /**
   * The data as it is, without the files themselves; signs that an editor would not show are written as their numbers.
   * `version` grows when what is read by programs changes its meaning.
   */
  json: (messages, { title, exportedAt }) =>
    JSON.stringify(
      {
        version: 1,
        title,
        ...(exportedAt === undefined ? {} : { exportedAt: new Date(exportedAt).toISOString() }),
        messages,
      },
      (_, value: unknown) => (value instanceof Blob ? undefined : value),
      2,
    ).replace(/[\p{Cf}\u2028\u2029]/gu, (sign) =>
      [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
    ) + '\n',

  html: (messages, options) =>
    `<!doctype html><html lang="${escapeHtml(options.locale)}" dir="${options.dir === 'rtl' ? 'rtl' : 'ltr'}"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${escapeHtml(line(options.title))}</title>
<style>body{font:16px/1.5 system-ui;max-width:42rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}h2{font-size:.85rem;margin:1.5rem 0 .25rem;color:#555}p{margin:0 0 .5rem;white-space:pre-wrap}.note{color:#555}@page{margin:2cm}@media print{body{margin:0 auto;max-width:none;padding:0}h1,h2{break-after:avoid}p{orphans:3;widows:3}}</style>
<h1>${escapeHtml(line(options.title))}</h1>
${options.note ? `<p class="note">${escapeHtml(line(options.note))}</p>\n` : ''}${entriesOf(messages, options)
      .map(({ head, language, blocks, files }) =>
        [
          `<h2 dir="auto">${escapeHtml(head)}</h2>`,
          ...blocks.map(({ text }) => `<p${langOf(language)} dir="auto">${escapeHtml(text)}</p>`),
          ...files.map((file) =>
            file.url
              ? `<p dir="auto"><a href="${escapeHtml(file.url)}" rel="noopener noreferrer nofollow ugc">${escapeHtml(nameless(file))}</a></p>`
              : `<p dir="auto">${escapeHtml(file.name)}</p>`,
          ),
        ].join(''),
      )
      .join('\n')}
</html>
`,
};
export type TranscriptFormat = keyof typeof writeTranscript;
