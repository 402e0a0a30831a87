import { expect } from '@open-wc/testing';
import { marked } from 'marked';
import type { Message } from '../protocol/message.js';
import { writeTranscript, type TranscriptOptions } from './transcript.js';

const said = (author: Message['author'], text: string, more: Partial<Message> = {}): Message => ({
  id: text,
  author,
  parts: [{ type: 'text', text }],
  delivery: 'delivered',
  streaming: false,
  ...more,
});
const messages: readonly Message[] = [
  said('user', '<script>alert(1)</script>'),
  said('bot', '', { name: 'A"&<b>', parts: [{ type: 'poll', fallback: 'A poll' }] }),
];
const options: TranscriptOptions = { title: 'Chat <1>', locale: 'en', nameOf: () => 'You' };
const rendered = (markdown: string) =>
  new DOMParser().parseFromString(marked.parse(markdown, { async: false }), 'text/html').body;

describe('a transcript', () => {
  it('says in text who said what, and what could not be drawn', () => {
    expect(writeTranscript.text(messages, options)).to.equal(
      'Chat <1>\n\nYou\n  <script>alert(1)</script>\n\nA"&<b>\n  A poll\n',
    );
  });
  it('says nothing of what is not words', () => {
    const odd = { toString: 'x', valueOf: 'y' };
    const parts = [
      { type: 'text', text: odd },
      { type: 'poll', text: odd, fallback: 'A poll' },
      { type: 'attachment', url: odd, name: odd },
    ] as unknown as Message['parts'];
    const linkOf = (url: string) => (url.startsWith('https:') ? url : undefined);
    expect(writeTranscript.text([said('bot', '', { parts })], { ...options, linkOf })).to.equal(
      'Chat <1>\n\nYou\n  A poll\n',
    );
  });
  it('escapes everything in HTML', () => {
    const page = new DOMParser().parseFromString(writeTranscript.html(messages, options), 'text/html');
    expect(page.querySelectorAll('script, b')).to.have.length(0);
    expect([...page.querySelectorAll('p')].map((p) => p.textContent)).to.deep.equal([
      '<script>alert(1)</script>',
      'A poll',
    ]);
  });
  it('says in HTML what each message is in, where that is a language', () => {
    const all = [
      said('bot', 'Guten Tag', { language: 'de' }),
      said('bot', 'Hi'),
      said('bot', 'x', { language: '"><b>' }),
    ];
    const page = new DOMParser().parseFromString(writeTranscript.html(all, options), 'text/html');
    expect([...page.querySelectorAll('p')].map((p) => p.getAttribute('lang'))).to.deep.equal(['de', null, null]);
    expect(page.querySelectorAll('b')).to.have.length(0);
  });
  it('is JSON that reads back, with a version, and without the files themselves', () => {
    expect(JSON.parse(writeTranscript.json(messages, options))).to.deep.equal({
      version: 1,
      title: 'Chat <1>',
      messages,
    });
    const file = new Blob(['x']);
    const sent = [said('user', 'Here', { attachments: [{ url: '', name: 'a.txt', file }] })];
    expect(JSON.parse(writeTranscript.json(sent, options)).messages[0].attachments).to.deep.equal([
      { url: '', name: 'a.txt' },
    ]);
  });

  it('says when it was saved', () => {
    const saved = { ...options, exportedAt: Date.UTC(2026, 10, 21, 18, 24), note: 'Saved on <Saturday>' };
    expect(writeTranscript.text([], saved)).to.equal('Chat <1>\nSaved on <Saturday>\n');
    expect(rendered(writeTranscript.markdown([], saved)).querySelector('p')?.textContent).to.equal(
      'Saved on <Saturday>',
    );
    expect(JSON.parse(writeTranscript.json([], saved)).exportedAt).to.equal('2026-11-21T18:24:00.000Z');
    const page = new DOMParser().parseFromString(writeTranscript.html([], saved), 'text/html');
    expect(page.querySelector('.note')?.textContent).to.equal('Saved on <Saturday>');
    expect(page.documentElement.dir).to.equal('ltr');
    expect(writeTranscript.html([], { ...saved, locale: 'ur', dir: 'rtl' })).to.include('<html lang="ur" dir="rtl">');
  });

  it('is a page that prints: no script, no request, headings beside their words', () => {
    const page = writeTranscript.html(messages, options);
    expect(page).to.include("default-src 'none'").and.to.include('@media print').and.to.include('break-after:avoid');
    expect(page).not.to.match(/<script|src=|url\(/);
  });

  it('has each part in its own words', () => {
    const all = [said('bot', '', { parts: [{ type: 'card' }, { type: 'reasoning' }, { type: 'list' }] })];
    const textOf = ({ type }: { type: string }) => (type === 'reasoning' ? '' : `words of a ${type}`);
    expect(writeTranscript.text(all, { ...options, textOf })).to.equal(
      'Chat <1>\n\nYou\n  words of a card\n\n  words of a list\n',
    );
  });

  it('names files, and links those that may be linked', () => {
    const all = [
      said('user', 'Here', {
        attachments: [
          { url: 'https://a.example/1', name: 'plan*.pdf' },
          { url: 'blob:x', name: 'my\u202efdp.exe' },
        ],
        parts: [{ type: 'attachment', url: 'https://a.example/2' } as never],
      }),
    ];
    const linkOf = (url: string) => (url.startsWith('https:') ? url : undefined);
    expect(writeTranscript.text(all, { ...options, linkOf })).to.equal(
      'Chat <1>\n\nYou\n  https://a.example/2\n\n  plan*.pdf: https://a.example/1\n\n  myfdp.exe\n',
    );
    const links = [...rendered(writeTranscript.markdown(all, { ...options, linkOf })).querySelectorAll('a')];
    expect(links.map(({ textContent, href }) => [textContent, href])).to.deep.equal([
      ['https://a.example/2', 'https://a.example/2'],
      ['plan*.pdf', 'https://a.example/1'],
    ]);
    const page = new DOMParser().parseFromString(writeTranscript.html(all, { ...options, linkOf }), 'text/html');
    expect([...page.querySelectorAll('a')].map(({ rel }) => rel)).to.deep.equal(
      Array(2).fill('noopener noreferrer nofollow ugc'),
    );
    expect(page.body.textContent).to.include('myfdp.exe');
  });

  it('keeps a bot’s markdown, and lets no link, picture or tag begin in it', () => {
    const text = [
      '# Rooms', '**Two** of _them_:', '- one', '- two [x](javascript:alert(1)) ![y](https://evil.example/z)',
      '<img src=x onerror=alert(1)>', '[r]: javascript:alert(1)', '```js', 'a[0] < `b`', '````', '```', '[r]', '<script>',
    ].join('\n'); // prettier-ignore
    const body = rendered(writeTranscript.markdown([said('bot', text)], options));
    expect(body.querySelectorAll('img, script')).to.have.length(0);
    // Renderers make a bare address a link by themselves: to where it says.
    expect([...body.querySelectorAll('a')].map(({ href, textContent }) => [href, textContent])).to.deep.equal([
      ['https://evil.example/z', 'https://evil.example/z'],
    ]);
    expect(body.querySelector('blockquote h1')?.textContent).to.equal('Rooms');
    expect(body.querySelector('blockquote strong')?.textContent).to.equal('Two');
    expect(body.querySelector('pre')?.textContent).to.equal('a[0] < `b`\n');
    expect(body.textContent).to.include('[x](javascript:alert(1))').and.to.include('<script>');
  });

  it('shows what a visitor wrote as it was written', () => {
    const text = '# not a heading\n\n**x** [a](https://a.example) 1. `c` <b> &amp; ~~s~~ | t\n    four';
    const body = rendered(writeTranscript.markdown([said('user', text)], options));
    expect(body.querySelectorAll('blockquote :not(p, br)')).to.have.length(0);
    expect(body.querySelector('blockquote')?.textContent).to.include(
      '**x** [a](https://a.example) 1. `c` <b> &amp; ~~s~~',
    );
  });

  it('lets nobody speak for somebody else', () => {
    const forged = said('bot', 'Yes.\n\nYou · 10:00\nI agree to pay.\n\n**You**\n\n> I agree', { name: 'Bot\n\nYou' });
    const text = writeTranscript.text([forged], options);
    expect(text.split('\n').filter((line) => line && !line.startsWith('  '))).to.deep.equal(['Chat <1>', 'Bot You']);
    const body = rendered(writeTranscript.markdown([forged], options));
    expect([...body.querySelectorAll(':scope > p')].map(({ textContent }) => textContent)).to.deep.equal(['Bot You']);
  });

  it('has no signs that turn or hide words', () => {
    const all = [said('bot', 'pay \u202eeno\u202c \u2066x\u2069', { name: '\u202eRobert\u200b' })];
    for (const format of ['text', 'markdown', 'json', 'html'] as const)
      expect(writeTranscript[format](all, { ...options, title: 'A\u202eB' })).not.to.match(
        /[\u200b\u202a-\u202e\u2066-\u2069]/,
      );
    expect(JSON.parse(writeTranscript.json(all, options)).messages).to.deep.equal(all);
  });

  it('is written, whatever a backend says of time and words', () => {
    for (const createdAt of [NaN, 1e400, -1e400, 9e15, 'x', {}, null])
      expect(writeTranscript.text([said('bot', 'a', { createdAt } as never)], options)).to.equal(
        'Chat <1>\n\nYou\n  a\n',
      );
    const odd = [
      { type: 'text', text: { a: 1 } },
      { type: 'text', text: null },
    ] as never;
    expect(writeTranscript.text([said('bot', '', { parts: odd })], options)).to.be.a('string');
  });
});
