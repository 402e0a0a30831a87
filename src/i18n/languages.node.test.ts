import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { languages, vocabularies, vocabularyFor } from './vocabulary.js';

/** What is the same in several languages, being a name or a word that they borrowed. */
const borrowed: Readonly<Record<string, string>> = {
  de: 'panel.name comforts.textSize.normal comforts.contrast.standard contact.name code.label tool.details media.video message.assistant location.north location.south location.west',
  es: 'panel.name comforts.textSize.normal tool.error location.north location.south location.east',
  fr: 'composer.name comforts.contrast.standard transcript.name composer.suggestions message.assistant code.label picture.name location.north location.south location.east sources.count',
  id: 'menu.export.json media.video attachment.name',
  it: 'panel.name attachment.name media.video math.label location.north location.south location.east',
  nl: 'panel.name comforts.contrast comforts.contrast.standard code.label tool.details media.video location.north location.west',
  pl: 'location.north location.south location.east location.west',
  pt: 'panel.name comforts.textSize.normal location.north location.south',
  sv: 'comforts.textSize.normal comforts.contrast.standard menu.export.json media.video location.north location.south',
  tr: 'media.video',
  vi: 'media.video',
};
const arabicScript = /[?,;]/;
const chineseSigns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][,?!;(]/u;
/** What would be a sign of another language's, or one without its space. */
const foreignSigns: Readonly<Record<string, RegExp>> = {
  ar: arabicScript,
  de: /[“”«»‚‘](?=\p{L})|\s[?!;:]/u,
  es: /“|”|(?:^|[.!?] )[^¿]*\?|(?:^|[.!?] )[^¡]*!/u,
  fa: arabicScript,
  fr: /[^\u00a0\u202f][?!;:»]|«(?!\u00a0)/u,
  ja: chineseSigns,
  ur: arabicScript,
  'zh-Hans': chineseSigns,
  'zh-Hant': chineseSigns,
};
/** Words, and signs, that are the same everywhere, or in many languages. */
const everywhere =
  'contact.email menu.export.markdown away.title multi-select.count poweredBy announcer.comma announcer.stop comforts.enter.ctrlKey comforts.enter.enterKey'.split(
    ' ',
  );

type Word = string | ((value: never) => string);
type Catalogue = Readonly<Record<string, Word>>;

async function english(): Promise<Catalogue> {
  const all: Record<string, Word> = {};
  for (const folder of ['.', './parts'])
    for (const file of readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith('.en.ts'))) {
      const module = (await import(`${folder}/${file}`)) as Readonly<Record<string, unknown>>;
      for (const value of Object.values(module)) if (typeof value === 'object') Object.assign(all, value);
    }
  return all;
}

/** Stands for whatever a text is about, and remembers what it was asked for. */
function about(asked: Set<string>): unknown {
  return new Proxy(
    Object.assign(() => undefined, {}),
    {
      get(_, name) {
        if (name === Symbol.toPrimitive) return (hint: string) => (hint === 'string' ? 'NAME' : 7);
        asked.add(String(name));
        return 7;
      },
    },
  );
}
/** What a word says of sevens and names, and which of its facts it used. */
function said(word: Word): { readonly text: string; readonly asked: readonly string[] } {
  if (typeof word === 'string') return { text: word, asked: [] };
  const asked = new Set<string>();
  const text = (word as (value: unknown) => string)(about(asked));
  return { text, asked: [...asked].sort() };
}
const sevens = /[7٧۷७]|NAME/;

describe('every language', async () => {
  const wanted = await english();

  it('is a file that can be fetched', () => {
    const files = readdirSync(new URL('./languages', import.meta.url)).map((name) => name.replace('.ts', ''));
    assert.deepEqual(files.sort(), Object.keys(vocabularies).sort());
    assert.equal(languages[0], 'en');
  });

  for (const [tag, load] of Object.entries(vocabularies))
    describe(tag, async () => {
      const words = (await load()) as unknown as Catalogue;

      it('has every word and no other', () => {
        assert.deepEqual(Object.keys(words).sort(), Object.keys(wanted).sort());
        assert.equal(words['locale'], tag);
        assert.equal(words['dir'], ['ar', 'fa', 'he', 'ur'].includes(tag) ? 'rtl' : 'ltr');
      });

      it('says all that a text is about', () => {
        for (const [key, word] of Object.entries(wanted)) {
          const own = words[key];
          assert.equal(typeof own, typeof word, key);
          if (typeof word !== 'function' || own === undefined) continue;
          assert.deepEqual(said(own).asked, said(word).asked, key);
          assert.match(said(own).text, sevens, key);
          assert.doesNotMatch(said(own).text, /undefined|#/, key);
        }
      });

      it('leaves nothing in English, and nothing empty', () => {
        const same = [...everywhere, ...(borrowed[tag] ?? '').split(' ')];
        const left = Object.entries(wanted).filter(([key, word]) => {
          const { text } = said(words[key] ?? '');
          return key !== 'dir' && (!text.trim() || (text === said(word).text && !same.includes(key)));
        });
        assert.deepEqual(
          left.map(([key]) => key),
          [],
        );
      });

      it('runs from where it begins, whatever name stands there', () => {
        const strong = /[\p{Script=Latin}\p{Script=Hebrew}\p{Script=Arabic}\u200f]/u;
        const isLatin = /\p{Script=Latin}/u;
        const turned = Object.keys(words).filter((key) => {
          const { text } = said(words[key] ?? '');
          return /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text) && isLatin.test(strong.exec(text)?.[0] ?? '');
        });
        assert.deepEqual(turned, []);
      });

      it('has the signs of print', () => {
        const typed = Object.keys(words).filter((key) => /["']|\.\.\.| {2}/.test(said(words[key] ?? '').text));
        assert.deepEqual(typed, []);
      });

      it('has the signs of its own script, with their spaces', () => {
        const foreign = Object.keys(words).filter((key) => foreignSigns[tag]?.test(said(words[key] ?? '').text));
        assert.deepEqual(foreign, []);
      });
    });
});

describe('words with a number', () => {
  const unread = async (tag: string): Promise<(count: number) => string> =>
    (await vocabularyFor([tag]))['launcher.unread'] ?? String;

  it('have the six forms of Arabic', async () => {
    const arabic = await unread('ar');
    const forms = [0, 1, 2, 3, 11, 100].map((count) => arabic(count).replace(/[\d٠-٩]+/g, '#'));
    assert.equal(new Set(forms).size, 5);
    assert.match(arabic(2), /رسالتان/);
    assert.match(arabic(3), /رسائل/);
    assert.match(arabic(11), /رسالة/);
  });
  it('have the dual of Hebrew', async () => {
    const hebrew = await unread('he');
    assert.match(hebrew(1), /הודעה אחת/);
    assert.match(hebrew(2), /שתי הודעות/);
    assert.match(hebrew(5), /5 הודעות/);
  });
  it('have the three forms of Polish', async () => {
    const polish = await unread('pl');
    assert.deepEqual([1, 2, 5, 22, 25].map(polish), [
      '1 nieprzeczytana wiadomość',
      '2 nieprzeczytane wiadomości',
      '5 nieprzeczytanych wiadomości',
      '22 nieprzeczytane wiadomości',
      '25 nieprzeczytanych wiadomości',
    ]);
    assert.match(polish(21), /nieprzeczytanych/);
  });
  it('have the three forms of Russian and Ukrainian', async () => {
    const forms = async (tag: string): Promise<string[]> =>
      [1, 2, 5, 21, 22, 25].map((await vocabularyFor([tag]))['upload.count'] ?? String);
    assert.deepEqual(await forms('ru'), ['1 файл', '2 файла', '5 файлов', '21 файл', '22 файла', '25 файлов']);
    assert.deepEqual(await forms('uk'), ['1 файл', '2 файли', '5 файлів', '21 файл', '22 файли', '25 файлів']);
  });
  it('are written with the digits of Persian', async () => {
    assert.match((await unread('fa'))(12), /۱۲/);
  });
});

describe('a label of the server', () => {
  it('stands in place of a plain word, in English too, and of nothing else', async () => {
    const labels = { 'menu.restart': 'Von vorn', 'launcher.unread': 'no function', 'launcher.open': 'Hi' };
    for (const tag of ['de', 'en']) {
      const words = await vocabularyFor([tag], labels);
      assert.equal(words['menu.restart'], 'Von vorn');
      assert.notEqual(words['launcher.open'], 'Hi');
      assert.notEqual(typeof words['launcher.unread'], 'string');
    }
  });
});
