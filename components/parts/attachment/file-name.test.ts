import { expect } from '@open-wc/testing';
import { cleanName, endingOf, shortName } from './file-name.js';
import { fileSize, percent } from './file-size.js';

const RLO = '\u202e';

/** raw, cleaned, real ending. */
const names: readonly (readonly [raw: string, clean: string, ending: string])[] = [
  ['photo.png', 'photo.png', 'png'],
  ['photo.PNG', 'photo.PNG', 'png'],
  [`invoice${RLO}gpj.exe`, 'invoicegpj.exe', 'exe'],
  ['a\u2066b\u2069\u200e\u200f\u061c.pdf', 'ab.pdf', 'pdf'],
  ['zero\u200bwidth\ufeff\u2060\u00ad.txt', 'zerowidth.txt', 'txt'],
  ['null\0byte\u0007.txt', 'nullbyte.txt', 'txt'],
  ['line\r\nbreak\u2028s.txt', 'line break s.txt', 'txt'],
  ['holiday.jpg                                   .exe', 'holiday.jpg .exe', 'exe'],
  ['holiday.jpg\u3164\u3164\u2800\u00a0.exe', 'holiday.jpg .exe', 'exe'],
  ['trailing.exe. . .', 'trailing.exe', 'exe'],
  ['../../etc/passwd', 'passwd', ''],
  ['C:\\Users\\Ann\\cv.docx', 'cv.docx', 'docx'],
  ['.htaccess', '.htaccess', ''],
  ['archive.tar.gz', 'archive.tar.gz', 'gz'],
  ['no ending', 'no ending', ''],
  ['ends in a sentence. Yes it does', 'ends in a sentence. Yes it does', ''],
  ['too.longtobeanending', 'too.longtobeanending', ''],
  ['Grüße aus Köln.pdf', 'Grüße aus Köln.pdf', 'pdf'],
  ['صورة.png', 'صورة.png', 'png'],
  ['報告書.pdf', '報告書.pdf', 'pdf'],
  ['👩‍👧.png', '👩👧.png', 'png'],
  [`z${'\u0301'.repeat(50)}algo.txt`, 'z\u0301\u0301\u0301algo.txt', 'txt'],
  ['<img src=x onerror="alert(1)">.png', '<img src=x onerror="alert(1)">.png', 'png'],
  ['', '', ''],
  ['\u202e\u202d', '', ''],
];

describe('names of files', () => {
  for (const [raw, clean, ending] of names)
    it(`reads ${JSON.stringify(raw)} as ${JSON.stringify(clean)}`, () => {
      expect(cleanName(raw)).to.equal(clean);
      expect(endingOf(raw)).to.equal(ending);
      expect(shortName(raw).normalize()).to.equal(clean.normalize());
    });

  const long: readonly (readonly [raw: string, most: number, short: string])[] = [
    ['a'.repeat(60) + '.pdf', 20, 'aaaaaaaaa…aaaaaa.pdf'],
    [`${'invoice '.repeat(20)}${RLO}gpj.exe`, 24, 'invoice invoi…ce gpj.exe'],
    ['x'.repeat(60), 12, 'xxxxx…xxxxxx'],
    ['報'.repeat(60) + '.png', 16, '報報報報報…報報報報報報.png'],
    ['😀'.repeat(60) + '.png', 16, '😀😀😀😀😀…😀😀😀😀😀😀.png'],
    [`photo.jpg${' '.repeat(80)}${'_'.repeat(80)}.exe`, 20, 'photo.jpg…______.exe'],
  ];
  for (const [raw, most, short] of long)
    it(`shortens in the middle: ${short}`, () => {
      expect(shortName(raw, most)).to.equal(short);
      expect([...shortName(raw, most)].length).to.be.at.most(most);
    });
});

describe('sizes of files', () => {
  for (const [bytes, words] of [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [270_300, '270 kB'],
    [12_400_000, '12.4 MB'],
    [10_000_000, '10 MB'],
    [3_000_000_000_000, '3,000 GB'],
    [-1, ''],
    [Number.NaN, ''],
    [undefined, ''],
  ] as const)
    it(`says ${bytes} as “${words}”`, () => expect(fileSize(bytes, 'en')).to.equal(words));

  it('follows the language', () => {
    expect(fileSize(12_400_000, 'de')).to.equal('12,4 MB');
    expect(percent(0.62, 'de')).to.equal('62\u00a0%');
  });
});
