import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { fakePlatform } from '../../../src/platform/fakes/platform.js';
import type { ChatUploadRequest } from '../../foundation/events/part-requests.js';
import { ChatSendRequest } from '../../foundation/events/requests.js';
import { ChatVoiceAsked, type ChatVoiceEnded, type ChatVoiceStarted } from '../../foundation/events/voice-notices.js';
import { press, settled, staged, words } from '../../foundation/fakes/stage.js';
import { FakeRecognition, FakeRecorder, fakeMicrophone } from './fakes/ears.js';
import type { ChatMicrophone } from './microphone.js';
import './microphone.js';
import { browserSeams, type VoiceSeams } from './seams.js';

const takesAudio = { voiceIn: true, attachments: true, attachmentTypes: ['audio/*'] };

async function draw(
  can: 'recognize' | 'record' | 'nothing' = 'recognize',
  settings: Readonly<Record<string, unknown>> = takesAudio,
) {
  const ears: FakeRecognition[] = [];
  const { stream, stopped } = fakeMicrophone();
  const platform = fakePlatform();
  const { now, after } = platform;
  const lines: string[] = [];
  const seams: VoiceSeams = {
    ...(can === 'recognize'
      ? {
          makeRecognition() {
            const one = new FakeRecognition();
            ears.push(one);
            return one;
          },
        }
      : {}),
    ...(can === 'nothing'
      ? {}
      : {
          openMicrophone: async () => stream,
          makeRecorder: (_: MediaStream, type: string) => new FakeRecorder(type, 'spoken'),
        }),
    records: (type) => type === 'audio/mp4',
    now,
    after,
    warn: (line) => lines.push(line),
  };
  const stage = await staged<ChatMicrophone>(html`<chat-microphone hidden .seams=${seams}></chat-microphone>`, {
    settings,
    upload: async () => ({ url: 'https://a.example/file' }),
  });
  const sent: (readonly File[])[] = [];
  const heard: string[] = [];
  const root = stage.element.getRootNode();
  root.addEventListener('chat-send-request', (event) => sent.push((event as ChatSendRequest).draft.files ?? []));
  root.addEventListener('chat-voice-started', (event) => heard.push(`started ${(event as ChatVoiceStarted).kind}`));
  root.addEventListener('chat-voice-ended', (event) => {
    const { kind, reason } = event as ChatVoiceEnded;
    heard.push(`ended ${kind} ${reason}`);
  });
  await settled();
  return {
    ...stage,
    ear: () => ears.at(-1) as FakeRecognition,
    platform,
    stopped,
    sent,
    heard,
    lines,
    root,
    /** Presses the button of that name. */
    async press(name: string) {
      stage
        .all('button')
        .find((button) => button.getAttribute('aria-label') === name)
        ?.click();
      await settled();
    },
    async listen() {
      stage.one('[part=microphone]').click();
      ears.at(-1)?.onstart?.();
      await settled();
      await settled();
    },
  };
}

describe('<chat-microphone>', () => {
  it('is accessible, whatever it does', async () => {
    for (const can of ['recognize', 'record'] as const) {
      const { isAccessible, listen, ear } = await draw(can);
      await isAccessible();
      await listen();
      await isAccessible();
      if (can === 'record') continue;
      ear().fail('not-allowed');
      await settled();
      await isAccessible();
    }
  });

  it('is there where the visitor can be understood or recorded, and nowhere else', async () => {
    const count = async (...how: Parameters<typeof draw>) => (await draw(...how)).all('[part=microphone]').length;
    expect(await count('recognize', { voiceIn: true })).to.equal(1);
    expect(await count('record')).to.equal(1);
    expect(await count('nothing')).to.equal(0);
    expect(await count('record', { voiceIn: true, attachments: true })).to.equal(0);
    expect(await count('record', { ...takesAudio, attachments: false })).to.equal(0);
    expect(await count('recognize', { voiceIn: true, mode: 'voice' })).to.equal(0);
  });

  it('says on the console why it is not there, and only then', async () => {
    const said = async (...how: Parameters<typeof draw>) => (await draw(...how)).lines;
    expect(await said('recognize', { voiceIn: true })).to.deep.equal([]);
    expect(await said('record')).to.deep.equal([]);
    const [forgotten = '', ...more] = await said('record', { voiceIn: true });
    expect(more).to.deep.equal([]);
    expect(forgotten).to.match(/^\[chat-widget\] unsupported: “voice-in” .*“attachments” is off; “attachment-types”/);
    expect(forgotten).to.not.match(/microphone|transport/);
    expect((await said('record', { voiceIn: true, attachments: true }))[0]).to.match(/recorded: “attachment-types”/);
    expect((await said('nothing'))[0]).to.match(/no microphone \(only https pages have one\)\.$/);
  });

  it('says that once on a page, however many chats have none', () => {
    const { warn } = console;
    const lines: unknown[] = [];
    console.warn = (line: unknown) => lines.push(line);
    try {
      for (const seams of [browserSeams(), browserSeams()]) seams.warn('[chat-widget] unsupported: One line.');
    } finally {
      console.warn = warn;
    }
    expect(lines).to.deep.equal(['[chat-widget] unsupported: One line.']);
  });

  it('writes what is said into the composer, and stops at the second press', async () => {
    const { chat, listen, one, ear, heard } = await draw();
    await listen();
    expect(one('[part=microphone]').getAttribute('aria-label')).to.equal('Speak');
    expect(one('[part=microphone]').getAttribute('aria-pressed')).to.equal('true');
    expect(words(one('[role=status]'))).to.equal('Listening');
    ear().hear(['hello there']);
    expect(chat.draft.get()).to.equal('hello there');
    one('[part=microphone]').click();
    await settled();
    expect(one('[part=microphone]').getAttribute('aria-pressed')).to.equal('false');
    expect(heard).to.deep.equal(['started dictation', 'ended dictation hung-up']);
  });

  it('stops at Escape, which then closes nothing, and when the message is sent', async () => {
    const { listen, one, ear, root } = await draw();
    await listen();
    expect(press(one('[part=microphone]'), 'Escape', { isComposing: true }), 'a word is composed').to.equal(true);
    expect(press(one('[part=microphone]'), 'Escape')).to.equal(false);
    await settled();
    expect(press(one('[part=microphone]'), 'Escape')).to.equal(true);
    await listen();
    root.dispatchEvent(new ChatSendRequest({ text: 'Sent' }));
    expect(ear().asked).to.deep.equal(['start', 'abort']);
    await settled();
    expect(one('[part=microphone]').getAttribute('aria-pressed')).to.equal('false');
  });

  it('makes way for a call, and tells others to make way', async () => {
    const { listen, ear, root } = await draw();
    const asked: unknown[] = [];
    root.addEventListener('chat-voice-asked', ({ target }) => asked.push(target));
    await listen();
    expect(asked).to.have.length(1);
    expect(ear().asked, 'not to itself').to.deep.equal(['start']);
    root.dispatchEvent(new ChatVoiceAsked());
    expect(ear().asked).to.deep.equal(['start', 'abort']);
  });

  it('says what went wrong, until it is dismissed', async () => {
    const { listen, one, all, ear, heard, press: click } = await draw();
    await listen();
    ear().fail('no-speech');
    await settled();
    const sentence = 'Nothing was heard. Speak after you have pressed the button.';
    expect(words(one('[part=status]'))).to.equal(sentence);
    expect(words(one('[role=status]'))).to.equal(sentence);
    expect(heard.at(-1)).to.equal('ended dictation silent');
    await click('Dismiss');
    expect(all('[part=status]')).to.have.length(0);
  });

  it('speaks the language that the page names', async () => {
    const { listen, ear } = await draw('recognize', { voiceIn: true, language: 'pt-BR, en' });
    await listen();
    expect(ear().lang).to.equal('pt-BR');
  });

  it('records where it cannot write, and sends the file', async () => {
    const { listen, one, press: click, sent, heard, stopped, all } = await draw('record');
    await listen();
    await waitUntil(() => all('.send').length === 1);
    expect(one('[part=listening]').getAttribute('aria-label')).to.equal('Voice message');
    expect(words(one('.time'))).to.equal('0:00');
    await click('Send recording');
    await waitUntil(() => sent.length === 1);
    const [file] = sent[0] ?? [];
    expect(file?.name).to.equal('Voice message.m4a');
    expect(file?.type).to.equal('audio/mp4');
    expect(await file?.text()).to.equal('spoken');
    expect(stopped).to.deep.equal(['stopped']);
    expect(heard).to.deep.equal(['started recording', 'ended recording hung-up']);
  });

  it('says in time that a recording ends, and goes on when it is asked to', async () => {
    const { listen, platform, one, all, heard, isAccessible } = await draw('record');
    await listen();
    await platform.advance(270_000);
    await settled();
    expect(words(one('[role=status]'))).to.equal('The recording ends in half a minute.');
    await isAccessible();
    const button = all('button').find((each) => words(each) === 'Go on recording');
    button?.focus();
    button?.click();
    await settled();
    expect(words(one('[role=status]'))).to.equal('Recording');
    expect(one('.send').matches(':focus')).to.equal(true);
    await platform.advance(60_000);
    await settled();
    expect(all('.listening')).to.have.length(1);
    expect(heard).to.deep.equal(['started recording']);
  });

  it('ends a recording before it is larger than what can be sent, and offers no time that there is not', async () => {
    // A minute and forty seconds of speech, a fifth of it spare.
    const {
      listen,
      platform,
      one,
      all,
      sent,
      press: click,
    } = await draw('record', {
      ...takesAudio,
      attachmentMaxSize: 1_000_000,
    });
    await listen();
    await platform.advance(70_000);
    await settled();
    expect(words(one('[role=status]'))).to.equal('The recording ends in half a minute.');
    expect(all('button').map((each) => each.ariaLabel ?? words(each))).to.deep.equal([
      'Discard recording',
      'Send recording',
    ]);
    await platform.advance(30_000);
    await settled();
    expect(words(one('.reason'))).to.contain('greatest length');
    await click('Send recording');
    await waitUntil(() => sent.length === 1);
  });

  it('sends no recording that the page wants to stay on the device', async () => {
    const { listen, root, all, one, sent, press: click } = await draw('record');
    const asked: (readonly File[])[] = [];
    root.addEventListener('chat-upload-request', (event) => {
      asked.push((event as ChatUploadRequest).files);
      event.preventDefault();
    });
    await listen();
    await waitUntil(() => all('.send').length === 1);
    await click('Send recording');
    await waitUntil(() => asked.length === 1);
    await settled();
    expect(asked[0]?.[0]?.name).to.equal('Voice message.m4a');
    expect(sent).to.have.length(0);
    expect(words(one('[role=status]'))).to.equal('Recording discarded');
  });

  it('discards a recording at its button, and at Escape', async () => {
    for (const leave of ['button', 'Escape']) {
      const { listen, one, press: click, sent, stopped, all } = await draw('record');
      await listen();
      await waitUntil(() => all('.send').length === 1);
      if (leave === 'button') await click('Discard recording');
      else press(one('.send'), 'Escape');
      await waitUntil(() => all('[part=microphone]').length === 1);
      expect(sent).to.have.length(0);
      expect(stopped).to.deep.equal(['stopped']);
      expect(words(one('[role=status]'))).to.equal('Recording discarded');
    }
  });

  it('goes on where visitors write; with a finger, where they spoke, so that no keyboard comes', async () => {
    const { matchMedia } = window;
    try {
      for (const isTouched of [false, true]) {
        window.matchMedia = () => ({ matches: isTouched }) as MediaQueryList;
        const { listen, one, all, element, press: click } = await draw('record');
        const composer = document.createElement('div');
        composer.tabIndex = -1;
        let wrote = 0;
        composer.addEventListener('focus', () => wrote++);
        element.before(composer);
        composer.append(element);
        one('[part=microphone]').focus();
        await listen();
        await waitUntil(() => all('.send:focus').length === 1);
        await click('Discard recording');
        await waitUntil(() => all('[part=microphone]').length === 1);
        await settled();
        expect([wrote, one('[part=microphone]').matches(':focus')]).to.deep.equal(isTouched ? [0, true] : [1, false]);
      }
    } finally {
      window.matchMedia = matchMedia;
    }
  });

  it('listens to nobody when the chat is closed or the element goes', async () => {
    for (const leave of ['close', 'remove']) {
      const { listen, ear, element, root } = await draw();
      await listen();
      if (leave === 'close') (root as ShadowRoot).host.setAttribute('style', 'display: none');
      else element.remove();
      await waitUntil(() => ear().asked.includes('abort'));
    }
  });
});
