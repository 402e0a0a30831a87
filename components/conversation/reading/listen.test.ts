import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { Message } from '../../../src/protocol/message.js';
import { createStore } from '../../../src/core/store.js';
import { ChatVoiceAsked } from '../../foundation/events/voice-notices.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import type { Reader, Reading } from './reader.js';
import type { ChatListen } from './listen.js';
import './listen.js';

const message = (text: string): Message => ({
  id: 'm1',
  author: 'bot',
  parts: [{ type: 'text', text }],
  delivery: 'delivered',
  streaming: false,
});

async function draw(text = '**Hello** [you](https://a.example).', voices = true) {
  const current = createStore<object | undefined>(undefined);
  const read: Reading[] = [];
  let end: (well: boolean) => void = () => undefined;
  const reader: Reader = {
    current,
    hasVoices: createStore(voices),
    read(reading) {
      read.push(reading);
      current.set(reading.by);
      return new Promise((resolve) => {
        end = (well) => {
          current.set(undefined);
          resolve(well);
        };
      });
    },
    stop: () => end(true),
  };
  const stage = await staged<ChatListen>(
    html`<chat-listen hidden lang="de" .reader=${reader} .message=${message(text)}></chat-listen>`,
  );
  return {
    ...stage,
    read,
    end: async (well: boolean) => {
      end(well);
      await settled();
    },
    async press() {
      const [button] = stage.all('button');
      const before = read.length;
      const reading = current.get();
      button?.click();
      await waitUntil(() => (reading ? !current.get() : read.length > before));
      await settled();
    },
  };
}

describe('<chat-listen>', () => {
  it('is accessible, reading or not', async () => {
    const { isAccessible, press } = await draw();
    await isAccessible();
    await press();
    await isAccessible();
  });

  it('reads the plain words in the language around it, and stops', async () => {
    const { one, press, read, element } = await draw();
    expect(element.hidden).to.equal(false);
    expect(words(one('[part=listen]'))).to.equal('Listen');
    await press();
    expect(read[0]?.text).to.equal('Hello you.');
    expect(read[0]?.language).to.equal('de');
    expect(words(one('[part=listen]'))).to.equal('Stop reading');
    await press();
    expect(words(one('[part=listen]'))).to.equal('Listen');
  });

  it('reads what the backend says it is in', async () => {
    const { element, press, read } = await draw('Chat');
    element.message = { ...message('Chat'), language: 'fr_CA' };
    await press();
    await press();
    element.message = { ...message('Chat'), language: 'no language' };
    await press();
    expect(read.map(({ language }) => language)).to.deep.equal(['fr-CA', 'de']);
  });

  it('says when it failed, until the next attempt', async () => {
    const { one, press, end } = await draw();
    await press();
    await end(false);
    expect(words(one('[role=status]'))).to.equal('This answer cannot be read out at the moment.');
    await press();
    expect(words(one('[role=status]'))).to.equal('');
  });

  it('is not there without a voice', async () => {
    const { all } = await draw('Hello', false);
    expect(all('button')).to.have.length(0);
  });

  it('is silent when somebody speaks, when the chat is closed, and when its answer goes', async () => {
    const leave: readonly ((element: ChatListen) => void)[] = [
      () => document.dispatchEvent(new ChatVoiceAsked()),
      (element) => (element.style.display = 'none'),
      (element) => element.remove(),
    ];
    for (const each of leave) {
      const { press, element } = await draw();
      await press();
      each(element);
      await waitUntil(() => !element.reader.current.get());
    }
  });
});
