import { expect } from '@open-wc/testing';
import { uploadsEnglish } from '../../../src/i18n/uploads.en.js';
import { droppedFiles, pastedFiles } from './incoming.js';
import { acceptOf, checkFiles, kindsOf, type Limits } from './limits.js';
import { refusalLine, refusalSentence } from './refusals.js';

const limits: Limits = {
  attachmentTypes: ['image/png', 'image/jpeg', 'application/pdf', 'text/plain'],
  attachmentMaxSize: 100,
  attachmentMaxCount: 3,
};
const file = (name: string, type = 'text/plain', size = 5) =>
  new File(['x'.repeat(size)], name, { type, lastModified: 1 });
const verdict = (one: File, more: Partial<Limits> = {}) => {
  const { accepted, refused } = checkFiles([one], [], { ...limits, ...more });
  return accepted.length ? 'accepted' : refused[0]?.why;
};

describe('limits of files', () => {
  const cases: readonly (readonly [File, Partial<Limits>, string])[] = [
    [file('a.txt'), {}, 'accepted'],
    [file('a.txt', 'text/plain;charset=utf-8'), {}, 'accepted'],
    [file('a.svg', 'image/svg+xml'), {}, 'kind'],
    [file('a.png', 'image/svg+xml'), {}, 'kind'],
    [file('a.html', 'text/html'), {}, 'kind'],
    [file('a.exe', ''), {}, 'kind'],
    [file('a.pdf\u202etxt.exe', ''), {}, 'kind'],
    [file('a.pdf', ''), {}, 'accepted'],
    [file('constructor', ''), {}, 'kind'],
    [file('a.constructor', ''), {}, 'kind'],
    [file('a.gif', 'image/gif'), { attachmentTypes: ['image/*'] }, 'accepted'],
    [file('a.txt'), { attachmentTypes: ['image/*'] }, 'kind'],
    [file('a.docx', 'application/vnd.x'), { attachmentTypes: ['.docx'] }, 'accepted'],
    [file('a.docx.exe', 'application/vnd.x'), { attachmentTypes: ['.docx'] }, 'kind'],
    [file('a.anything', 'x/y'), { attachmentTypes: ['*'] }, 'accepted'],
    [file('a.txt'), { attachmentTypes: [] }, 'kind'],
    [file('a.txt', 'text/plain', 100), {}, 'accepted'],
    [file('a.txt', 'text/plain', 101), {}, 'size'],
    [file('a.txt', 'text/plain', 0), {}, 'empty'],
  ];
  for (const [one, more, expected] of cases)
    it(`${expected}: ${one.name} (${one.type || 'no type'}, ${one.size}) for ${JSON.stringify(more)}`, () =>
      expect(verdict(one, more)).to.equal(expected));

  it('let the good ones of a drop go on, and count them with those that are there', () => {
    const there = [file('1.txt')];
    const dropped = [file('2.txt'), file('x.exe', 'x/x'), file('3.txt'), file('4.txt')];
    const { accepted, refused } = checkFiles(dropped, there, limits);
    expect(accepted.map(({ name }) => name)).to.deep.equal(['2.txt', '3.txt']);
    expect(refused.map(({ file: { name }, why }) => [name, why])).to.deep.equal([
      ['x.exe', 'kind'],
      ['4.txt', 'count'],
    ]);
  });

  it('take a file that is picked twice once', () => {
    const { accepted, refused } = checkFiles([file('a.txt'), file('a.txt'), file('b.txt')], [file('b.txt')], limits);
    expect([accepted.length, refused.length]).to.deep.equal([1, 0]);
  });

  it('are said to the visitor with a safe name, and to the developer with none', () => {
    const sentence = (one: File, more: Partial<Limits> = {}) => {
      const all = { ...limits, ...more };
      const [refusal] = checkFiles([one], [], all).refused;
      if (!refusal) throw new Error('accepted');
      expect(refusalLine(refusal, all)).not.to.include('evil');
      return `${refusalSentence(refusal, all, uploadsEnglish)} ${refusalLine(refusal, all)}`;
    };
    expect(sentence(file('evil\u202egpj.exe', 'x/x'))).to.match(
      /^“evilgpj\.exe” cannot be sent here\. You can send PNG, JPEG, PDF,? or TXT\. \[chat-widget\] rejected: .*attachmentTypes/,
    );
    expect(sentence(file('evil.txt', 'text/plain', 101))).to.match(
      /^“evil\.txt” is too large\. A file may have 100 bytes\. \[chat-widget\] too-large: .*attachmentMaxSize is 100/,
    );
    expect(sentence(file('evil.txt'), { attachmentMaxCount: 1 - 1 })).to.include('takes at most 0 files');
    expect(sentence(file('evil.txt', 'text/plain', 0))).to.match(/^“evil\.txt” is empty\. \[chat-widget\] rejected/);
  });

  it('are offered to the browser’s own dialog, with a camera on phones', () => {
    expect(acceptOf(['image/png', '.docx'], false)).to.equal('image/png,.docx');
    expect(acceptOf(['image/png', 'application/pdf'], true)).to.equal('image/png,application/pdf,image/*');
    expect(acceptOf(['application/pdf'], true)).to.equal('application/pdf');
    expect(acceptOf(['*'], true)).to.equal('');
  });

  it('are named as a visitor would', () =>
    expect(kindsOf(['image/*', 'image/svg+xml', 'text/plain', '.docx', 'audio/x-wav'], 'pictures')).to.match(
      /^pictures, SVG, TXT, DOCX,? or WAV$/,
    ));
});

describe('files that come in', () => {
  const transfer = (files: readonly File[], texts: Readonly<Record<string, string>> = {}) => {
    const data = new DataTransfer();
    for (const each of files) data.items.add(each);
    for (const [type, value] of Object.entries(texts)) data.setData(type, value);
    return data;
  };
  const names = (files: readonly File[]) => files.map(({ name }) => name);

  it('are pasted where files were copied', () => {
    expect(names(pastedFiles(transfer([file('a.png')])))).to.deep.equal(['a.png']);
    // Finder adds the file's name, browsers add a tag with the picture's address.
    expect(names(pastedFiles(transfer([file('a.png')], { 'text/plain': 'a.png' })))).to.deep.equal(['a.png']);
    expect(names(pastedFiles(transfer([file('a.png')], { 'text/html': '<img>' })))).to.deep.equal(['a.png']);
  });
  it('are not pasted where text was copied', () => {
    expect(pastedFiles(transfer([], { 'text/plain': 'hi' }))).to.deep.equal([]);
    expect(pastedFiles(transfer([file('text.png')], { 'text/plain': 'hi', 'text/html': 'hi' }))).to.deep.equal([]);
    expect(pastedFiles(null)).to.deep.equal([]);
  });
  it('are dropped without what is no file', () =>
    expect(names(droppedFiles(transfer([file('a.png'), file('b.png')], { 'text/plain': 'x' })))).to.deep.equal([
      'a.png',
      'b.png',
    ]));
});
