import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { createStore } from '../../../src/core/store.js';
import type { Call, CallEnd, CallState } from '../../../src/protocol/voice.js';
import { press, settled, staged } from '../../foundation/fakes/stage.js';
import { ChatVoiceAsked, type ChatVoiceEnded } from '../../foundation/events/voice-notices.js';
import type { ChatCall } from './call.js';
import './call.js';

const idle: CallState = { phase: 'idle', muted: false, reconnecting: false, soundBlocked: false };

async function draw() {
  const state = createStore(idle);
  const done: string[] = [];
  const call: Call = {
    state,
    start: async () => void done.push('start'),
    end: async () => void done.push('end'),
    mute: (muted) => void done.push(`mute ${muted}`),
    resume: () => void done.push('resume'),
    levels: () => ({ user: 0.5, bot: 0.5 }),
    duration: () => 65_000,
  };
  const stage = await staged<ChatCall>(html`<chat-call hidden></chat-call>`, { call: async () => call });
  return {
    ...stage,
    done,
    async become(change: Partial<CallState>) {
      state.set({ ...state.get(), ...change });
      await settled();
    },
  };
}

describe('<chat-call>', () => {
  it('is accessible whatever it shows', async () => {
    const { isAccessible, become } = await draw();
    await isAccessible();
    for (const change of [
      { phase: 'asking' },
      { phase: 'live', caption: { author: 'bot', text: 'Hello' }, speaking: 'bot' },
      { muted: true, soundBlocked: true },
      { ...idle, end: 'denied' },
    ] satisfies readonly Partial<CallState>[]) {
      await become(change);
      await isAccessible();
    }
  });

  it('begins, mutes and ends by its buttons, and hands the focus on', async () => {
    const { one, become, done } = await draw();
    expect(one('[part=call]').getAttribute('aria-label')).to.equal('Start voice call');
    one('[part=call]').focus();
    one('[part=call]').click();
    await become({ phase: 'asking' });
    expect(one('[part=call]').getAttribute('aria-label')).to.equal('End voice call');
    expect(one('[part=call]').matches(':focus')).to.equal(true);
    await become({ phase: 'live' });
    one('[part=mute]').click();
    await become({ muted: true });
    expect(one('[part=mute]').getAttribute('aria-pressed')).to.equal('true');
    one('[part=call]').click();
    expect(done).to.deep.equal(['start', 'mute true', 'end']);
  });

  it('asks others to make way before it asks for the microphone, and is muted while somebody dictates', async () => {
    const { element, one, become, done } = await draw();
    element.parentNode?.addEventListener('chat-voice-asked', () => done.push('asked'));
    one('[part=call]').click();
    expect(done).to.deep.equal(['asked', 'start']);
    await become({ phase: 'live' });
    done.length = 0;
    element.parentNode?.dispatchEvent(new ChatVoiceAsked());
    expect(done).to.have.members(['asked', 'mute true']);
  });

  it('shows how loud it is, as long as the visitor has not chosen less motion', async () => {
    const { element, one, become } = await draw();
    await become({ phase: 'live' });
    const user = () => getComputedStyle(one('.bar')).getPropertyValue('--user');
    await waitUntil(() => Number(user()) > 0);
    element.style.setProperty('--chat-animation', 'paused');
    await waitUntil(() => Number(user()) === 0);
    await become({ muted: true });
    expect(Number(user())).to.equal(0);
    element.style.removeProperty('--chat-animation');
    await become({ muted: false });
    await waitUntil(() => Number(user()) > 0);
  });

  it('takes Escape for hanging up while there is a call, and for nothing else', async () => {
    const { element, become, done } = await draw();
    expect(press(element, 'Escape')).to.equal(true);
    await become({ phase: 'live' });
    expect(press(element, 'Escape', { isComposing: true }), 'a word is composed').to.equal(true);
    expect(press(element, 'Escape')).to.equal(false);
    expect(done).to.deep.equal(['end']);
  });

  const reasons: readonly (readonly [CallEnd, RegExp])[] = [
    ['denied', /blocked\. Allow it .* You can write instead\./],
    ['no-microphone', /No microphone/],
    ['insecure', /https/],
    ['lost', /connection was lost/],
    ['hung-up', /^Call ended · 1:05$/],
  ];
  for (const [end, words] of reasons)
    it(`says in a sentence, and aloud, that it ended with ${end}; the page hears of it`, async () => {
      const { element, one, become } = await draw();
      const ended: unknown[] = [];
      element.addEventListener('chat-voice-ended', ({ reason, seconds }: ChatVoiceEnded) =>
        ended.push(reason, seconds),
      );
      await become({ phase: 'connecting' });
      await become({ ...idle, end });
      expect(one('.reason p').textContent?.trim()).to.match(words);
      expect(one('[role=status]').textContent).to.match(words);
      expect(ended).to.deep.equal([end, 65]);
    });

  it('hangs up when it is gone, and not when it is moved', async () => {
    const { element, become, done } = await draw();
    await become({ phase: 'live' });
    const place = document.createElement('div');
    element.parentNode?.append(place);
    place.append(element);
    await settled();
    expect(done).to.deep.equal([]);
    element.remove();
    await settled();
    expect(done).to.deep.equal(['end']);
  });
});
