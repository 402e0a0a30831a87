import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { createReader, voiceFor, type Player, type Reading } from './reader.js';
import { sentencesOf } from './sentences.js';
import { spokenLanguage } from './spoken-language.js';

const voice = (lang: string, more: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({
  lang,
  name: lang,
  voiceURI: lang,
  default: false,
  localService: false,
  ...more,
});

/** A mouth that speaks when it is told to. */
export function fakeMouth(voices: readonly SpeechSynthesisVoice[]) {
  const said: SpeechSynthesisUtterance[] = [];
  const played: string[] = [];
  const paused: string[] = [];
  const heard = new EventTarget();
  let now: SpeechSynthesisUtterance | undefined;
  let available = voices;
  const end = (utterance: SpeechSynthesisUtterance | undefined, error?: string) => {
    now = undefined;
    if (error) utterance?.onerror?.({ error } as SpeechSynthesisErrorEvent);
    else utterance?.onend?.({} as SpeechSynthesisEvent);
  };
  return {
    said,
    played,
    paused,
    texts: () => said.map(({ text }) => text),
    /** Says the sentence to its end, or fails at it. */
    finish: (error?: string) => end(now, error),
    come(more: readonly SpeechSynthesisVoice[]) {
      available = more;
      heard.dispatchEvent(new Event('voiceschanged'));
    },
    seams: {
      synthesis: {
        speak(utterance: SpeechSynthesisUtterance) {
          said.push(utterance);
          now = utterance;
        },
        cancel: () => end(now, 'interrupted'),
        getVoices: () => [...available],
        addEventListener: heard.addEventListener.bind(heard),
        removeEventListener: heard.removeEventListener.bind(heard),
      },
      makeUtterance: (text: string) => ({ text }) as SpeechSynthesisUtterance,
      makePlayer(url: string): Player {
        played.push(url);
        const player = new EventTarget();
        return Object.assign(player, { play: async () => undefined, pause: () => void paused.push(url) });
      },
    },
  };
}
const reading = (text: string, more: Partial<Reading> = {}): Reading => ({ by: {}, text, language: 'en', ...more });

describe('a reader', () => {
  it('reads sentence by sentence in the language, and is done at the last one', async () => {
    const mouth = fakeMouth([voice('de-DE'), voice('en-GB')]);
    const reader = createReader(mouth.seams);
    const by = {};
    const done = reader.read(reading('One. Two is longer! Three?', { by }));
    expect(reader.current.get()).to.equal(by);
    expect(mouth.texts()).to.deep.equal(['One.']);
    expect(mouth.said[0]?.lang).to.equal('en');
    expect(mouth.said[0]?.voice?.lang).to.equal('en-GB');
    for (const sentences of [2, 3]) {
      mouth.finish();
      await waitUntil(() => mouth.texts().length === sentences);
    }
    mouth.finish();
    expect(await done).to.equal(true);
    expect(mouth.texts()).to.deep.equal(['One.', 'Two is longer!', 'Three?']);
    expect(reader.current.get()).to.equal(undefined);
  });

  it('stops at once, and stops one when another begins', async () => {
    const mouth = fakeMouth([voice('en')]);
    const reader = createReader(mouth.seams);
    const first = reader.read(reading('One. Two.'));
    const by = {};
    const second = reader.read(reading('Three. Four.', { by }));
    expect(await first).to.equal(true);
    expect(reader.current.get()).to.equal(by);
    reader.stop();
    expect(await second).to.equal(true);
    expect(reader.current.get()).to.equal(undefined);
    expect(mouth.texts()).to.deep.equal(['One.', 'Three.']);
  });

  it('says when it could not', async () => {
    const mouth = fakeMouth([voice('en')]);
    const reader = createReader(mouth.seams);
    const done = reader.read(reading('One. Two.'));
    mouth.finish('synthesis-failed');
    expect(await done).to.equal(false);
    expect(reader.current.get()).to.equal(undefined);
    const silent = createReader({ ...mouth.seams, synthesis: undefined });
    expect(silent.hasVoices.get()).to.equal(false);
    expect(await silent.read(reading('One.'))).to.equal(false);
  });

  it('knows of voices that come late', () => {
    const mouth = fakeMouth([]);
    const reader = createReader(mouth.seams);
    expect(reader.hasVoices.get()).to.equal(false);
    mouth.come([voice('en')]);
    expect(reader.hasVoices.get()).to.equal(true);
  });

  it('plays the backend’s sound where no voice knows the language, and lets go of it', async () => {
    const mouth = fakeMouth([voice('de')]);
    const reader = createReader(mouth.seams);
    const sound = async () => 'https://a.example/x.mp3';
    const done = reader.read(reading('Bonjour.', { language: 'fr', sound }));
    await waitUntil(() => mouth.played.length > 0);
    expect(mouth.texts()).to.deep.equal([]);
    expect(mouth.played).to.deep.equal(['https://a.example/x.mp3']);
    reader.stop();
    expect(await done).to.equal(true);
    expect(mouth.paused).to.deep.equal(['https://a.example/x.mp3']);
    expect(await reader.read(reading('Salut.', { language: 'fr', sound: async () => undefined }))).to.equal(false);
    expect(
      await reader.read(reading('Salut.', { language: 'fr', sound: () => Promise.reject(new Error('no')) })),
    ).to.equal(false);
  });

  it('picks the voice of the region, on this device, before others', () => {
    const far = voice('pt-PT');
    const near = voice('pt-PT', { localService: true });
    const brazil = voice('pt_BR');
    expect(voiceFor([far, near, brazil], 'pt-BR')).to.equal(brazil);
    expect(voiceFor([brazil, far, near], 'pt-PT')).to.equal(near);
    expect(voiceFor([brazil], 'pt')).to.equal(brazil);
    expect(voiceFor([brazil], 'pl')).to.equal(undefined);
  });
});

describe('sentences', () => {
  it('are none too long, and lose nothing', () => {
    const words = `${'word '.repeat(200)}end. Next.`;
    const found = sentencesOf(words, 'en');
    expect(found.every(({ length }) => length <= 180)).to.equal(true);
    expect(found.join(' ')).to.equal(words);
    const endless = 'あ'.repeat(500);
    expect(sentencesOf(endless, 'ja').join('')).to.equal(endless);
    expect(sentencesOf(endless, 'ja').every(({ length }) => length <= 180)).to.equal(true);
  });
  it('are broken in the midst of no sign', () => {
    const words = `ab${'x👨‍👩‍👧‍👦'.repeat(40)}`;
    const found = sentencesOf(words, 'en');
    expect(found.join('')).to.equal(words);
    for (const each of found) {
      expect(each).to.match(/^(?:ab|x|👨‍👩‍👧‍👦)+$/u);
      expect(each.length).to.be.at.most(180);
    }
  });
  it('have something to say', () => {
    expect(sentencesOf('*** … !', 'en')).to.deep.equal([]);
    expect(sentencesOf('', 'en')).to.deep.equal([]);
  });
});

describe('the language to read in', () => {
  const rows: readonly [text: string, around: string, language: string][] = [
    ['Guten Tag', 'de-AT', 'de-AT'],
    ['שלום לכולם', 'en', 'he'],
    ['こんにちは、世界', 'en', 'ja'],
    ['日本語の本', 'ja-JP', 'ja-JP'],
    ['世界', 'zh-TW', 'zh-TW'],
    ['مرحبا', 'fa', 'fa'],
    ['Hello there', 'ar', 'en'],
    ['Привет', 'uk', 'uk'],
    ['12 + 30', 'fr', 'fr'],
    ['Hello', 'not a tag!', 'en'],
  ];
  for (const [text, around, language] of rows)
    it(`of “${text}” in ${around} is ${language}`, () => {
      expect(spokenLanguage(text, around)).to.equal(language);
    });
});
