import { expect } from '@open-wc/testing';
import { createStore } from '../../../src/core/store.js';
import { fakePlatform } from '../../../src/platform/fakes/platform.js';
import { createDictation } from './dictation.js';
import { FakeRecognition, FakeRecorder, fakeMicrophone } from './fakes/ears.js';
import { createRecording } from './recording.js';

function dictate(text = '', language = 'de-CH') {
  const ears: FakeRecognition[] = [];
  const draft = createStore(text);
  const platform = fakePlatform();
  const dictation = createDictation({
    makeRecognition() {
      const one = new FakeRecognition();
      ears.push(one);
      return one;
    },
    draft,
    language: () => language,
    now: platform.now,
  });
  return { dictation, draft, platform, ears, ear: () => ears.at(-1) as FakeRecognition };
}

describe('dictation', () => {
  it('asks for the microphone when it is told to, in the language, and not before', () => {
    const { dictation, ears, ear } = dictate();
    expect(ears).to.have.length(0);
    dictation.start();
    expect(ear().asked).to.deep.equal(['start']);
    expect([ear().lang, ear().continuous, ear().interimResults]).to.deep.equal(['de-CH', true, true]);
    expect(dictation.state.get()).to.deep.equal({ phase: 'asking' });
    ear().onstart?.();
    expect(dictation.state.get()).to.deep.equal({ phase: 'listening' });
    dictation.start();
    expect(ears).to.have.length(1);
  });

  for (const [tag, heard] of [
    ['zh-Hant', 'zh-TW'],
    ['zh-Hans', 'zh-CN'],
    ['zh-Hant-HK', 'zh-HK'],
    ['pt', 'pt'],
    ['no such tag', 'no such tag'],
  ] as const)
    it(`listens to ${tag} as ${heard}`, () => {
      const { dictation, ear } = dictate('', tag);
      dictation.start();
      expect(ear().lang).to.equal(heard);
    });

  it('writes behind what is there, and changes its mind about the last words', () => {
    const { dictation, draft, ear } = dictate('Dear all,');
    dictation.start();
    ear().hear(['grey']);
    expect(draft.get()).to.equal('Dear all, grey');
    ear().hear(['great']);
    ear().hear([' great news', ' for us ']);
    expect(draft.get()).to.equal('Dear all, great news for us');
  });

  it('goes on from what the visitor wrote meanwhile', () => {
    const { dictation, draft, ear } = dictate();
    dictation.start();
    ear().hear(['one']);
    draft.set('One, corrected.');
    ear().hear(['one', 'two']);
    expect(draft.get()).to.equal('One, corrected. two');
    ear().hear(['one', 'two', 'three']);
    expect(draft.get()).to.equal('One, corrected. two three');
  });

  it('does not write again what it goes on guessing about, when the visitor wrote meanwhile', () => {
    const { dictation, draft, ear } = dictate('So');
    dictation.start();
    ear().hear(['hello', ' wor']);
    draft.set('So hello wor!');
    ear().hear(['hello world']);
    expect(draft.get()).to.equal('So hello wor!');
    ear().hear(['hello world again']);
    expect(draft.get()).to.equal('So hello wor! again');
    draft.set('');
    ear().hear(['hello world again', 'and on']);
    expect(draft.get()).to.equal('and on');
  });

  it('puts no blanks where the script has none', () => {
    const { dictation, draft, ear } = dictate('はい。');
    dictation.start();
    ear().hear(['今日は', '天気が']);
    expect(draft.get()).to.equal('はい。今日は天気が');
    draft.set('はい！今日は天気が');
    ear().hear(['今日は', '天気がいい', 'iPhone', 'と']);
    expect(draft.get()).to.equal('はい！今日は天気がいいiPhoneと');
    draft.set('안녕');
    ear().hear(['今日は', '天気がいい', 'iPhone', 'と', '하세요', '여러분']);
    expect(draft.get()).to.equal('안녕 하세요 여러분');
  });

  it('writes once what Chrome on Android hands over again with each word', () => {
    const { dictation, draft, ear } = dictate();
    dictation.start();
    ear().hear(['hello'], 0);
    ear().hear(['hello', 'hello ho'], 0);
    ear().hear(['hello', 'hello ho', 'Hello how are'], 0);
    expect(draft.get()).to.equal('Hello how are');
    draft.set('Hello, how are');
    ear().hear(['hello', 'hello ho', 'Hello how are', 'Hello how are you', 'fine'], 0);
    expect(draft.get()).to.equal('Hello, how are you fine');
  });

  it('writes twice what somebody says twice', () => {
    const { dictation, draft, ear } = dictate();
    dictation.start();
    ear().hear(['no', 'no problem']);
    expect(draft.get()).to.equal('no no problem');
  });

  it('keeps what was said when it is stopped, and hears nothing more when it is given up', async () => {
    const { dictation, draft, ear, platform } = dictate();
    dictation.start();
    ear().onstart?.();
    ear().hear(['kept']);
    await platform.advance(3000);
    dictation.stop();
    expect(dictation.state.get()).to.deep.equal({ phase: 'idle' });
    expect(dictation.duration()).to.equal(3000);
    dictation.start();
    const late = ear();
    const { onresult } = late;
    dictation.cancel();
    expect(late.asked).to.deep.equal(['start', 'abort']);
    expect(late.onresult).to.equal(null);
    expect(onresult).to.not.equal(null);
    expect(draft.get()).to.equal('kept');
    expect(dictation.state.get()).to.deep.equal({ phase: 'idle' });
  });

  const failures: readonly [string, string][] = [
    ['not-allowed', 'denied'],
    ['service-not-allowed', 'denied'],
    ['no-speech', 'silent'],
    ['network', 'unreachable'],
    ['audio-capture', 'microphone-failed'],
    ['language-not-supported', 'language'],
    ['something-new', 'failed'],
  ];
  for (const [error, end] of failures)
    it(`says of ${error}: ${end}`, () => {
      const { dictation, ear } = dictate();
      dictation.start();
      ear().fail(error);
      expect(dictation.state.get()).to.deep.equal({ phase: 'idle', end });
    });

  it('survives ears that throw', () => {
    const dictation = createDictation({
      makeRecognition: () =>
        Object.assign(new FakeRecognition(), {
          start() {
            throw new Error('no');
          },
        }),
      draft: createStore(''),
      language: () => 'en',
      now: () => 0,
    });
    dictation.start();
    expect(dictation.state.get()).to.deep.equal({ phase: 'idle', end: 'failed' });
  });
});

function record(open?: () => Promise<MediaStream>) {
  const { stream, stopped } = fakeMicrophone();
  const platform = fakePlatform();
  const recorder = new FakeRecorder('audio/webm', 'spoken');
  const recording = createRecording({
    openMicrophone: open ?? (async () => stream),
    makeRecorder: () => recorder,
    now: platform.now,
    after: platform.after,
    longest: 60_000,
  });
  return { recording, recorder, stopped, platform };
}

describe('a recording', () => {
  it('is what was said, and lets go of the microphone', async () => {
    const { recording, stopped, platform } = record();
    recording.start();
    await platform.advance(0);
    expect(recording.state.get()).to.deep.equal({ phase: 'listening' });
    await platform.advance(4000);
    expect(recording.duration()).to.equal(4000);
    const said = await recording.take();
    expect(await said?.text()).to.equal('spoken');
    expect(said?.type).to.equal('audio/webm');
    expect(stopped).to.deep.equal(['stopped']);
    expect(recording.state.get()).to.deep.equal({ phase: 'idle' });
    expect(platform.waiting()).to.equal(0);
  });

  it('is nothing when it is given up', async () => {
    const { recording, stopped, platform } = record();
    recording.start();
    await platform.advance(0);
    recording.cancel();
    expect(stopped).to.deep.equal(['stopped']);
    expect(recording.state.get()).to.deep.equal({ phase: 'idle' });
    expect(await recording.take()).to.equal(undefined);
    expect(platform.waiting()).to.equal(0);
  });

  it('ends by itself when it is too long, and is still there to be sent', async () => {
    const { recording, stopped, platform } = record();
    recording.start();
    await platform.advance(60_000);
    expect(recording.state.get()).to.deep.equal({ phase: 'recorded', end: 'too-long' });
    expect(stopped).to.deep.equal(['stopped']);
    expect(recording.duration()).to.equal(60_000);
    expect((await recording.take())?.size).to.equal(6);
  });

  it('ends with the microphone, and is still there to be sent', async () => {
    const { recording, recorder, stopped, platform } = record();
    recording.start();
    await platform.advance(4000);
    // As the browser does when the last track has ended.
    recorder.stop();
    await platform.advance(60_000);
    expect(recording.state.get()).to.deep.equal({ phase: 'recorded', end: 'microphone-failed' });
    expect(stopped).to.deep.equal(['stopped']);
    expect(recording.duration()).to.equal(4000);
    expect(platform.waiting()).to.equal(0);
    expect(await (await recording.take())?.text()).to.equal('spoken');
    expect(recording.state.get()).to.deep.equal({ phase: 'idle' });
  });

  it('tells half a minute before that it ends, and goes on as often as it is asked to', async () => {
    const { recording, platform } = record();
    recording.start();
    await platform.advance(0);
    recording.prolong();
    for (let minute = 0; minute < 12; minute++) {
      await platform.advance(29_999);
      expect(recording.state.get()).to.deep.equal({ phase: 'listening' });
      await platform.advance(1);
      expect(recording.state.get()).to.deep.equal({ phase: 'listening', ending: 'for-now' });
      await platform.advance(25_000);
      recording.prolong();
    }
    expect(platform.waiting()).to.equal(1);
    await platform.advance(60_000);
    expect(recording.state.get()).to.deep.equal({ phase: 'recorded', end: 'too-long' });
    expect(recording.duration()).to.equal(12 * 55_000 + 60_000);
  });

  it('does not listen to somebody who changed their mind while the browser asked', async () => {
    const { stream, stopped } = fakeMicrophone();
    let give = (_: MediaStream) => {};
    const { recording, platform } = record(() => new Promise((resolve) => (give = resolve)));
    recording.start();
    recording.cancel();
    give(stream);
    await platform.advance(0);
    expect(stopped).to.deep.equal(['stopped']);
    expect(recording.state.get()).to.deep.equal({ phase: 'idle' });
  });

  for (const [name, end] of [
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'no-microphone'],
    ['NotReadableError', 'microphone-failed'],
    ['toString', 'microphone-failed'],
  ] as const)
    it(`says of ${name}: ${end}`, async () => {
      const { recording, platform } = record(() => Promise.reject(new DOMException('', name)));
      recording.start();
      await platform.advance(0);
      expect(recording.state.get()).to.deep.equal({ phase: 'idle', end });
    });
});
