import { expect, fixture } from '@open-wc/testing';
import { html, LitElement, render } from 'lit';
import { resolveConfig } from '../../../src/config/resolve.js';
import { createChat } from '../../../src/core/chat.js';
import { composerEnglish } from '../../../src/i18n/composer.en.js';
import { english } from '../../../src/i18n/messages.en.js';
import { fakePlatform } from '../../../src/platform/fakes/platform.js';
import { ChatSendRequest } from '../../foundation/events/requests.js';
import { undo as undoOf } from './undo.js';

/** Somewhere to write. */
class TestComposer extends LitElement {
  value = '';
  override async focus(): Promise<void> {}
}
customElements.define('test-composer', TestComposer);

/** A chat whose messages wait five seconds, and a clock that may run ahead of its timers. */
async function setUp(answers = true) {
  const platform = fakePlatform();
  let ahead = 0;
  const sent: string[] = [];
  const chat = createChat({
    transport: {
      open: async (emit) => emit({ type: 'connection-changed', state: 'open' }),
      async send(command) {
        if ('text' in command) sent.push(command.text);
        if (!answers) await new Promise(() => undefined);
      },
      close: async () => undefined,
    },
    session: { id: 's', userId: 'u', startedAt: 0 },
    platform,
  });
  await chat.open();
  await platform.advance(0);
  const composer = await fixture<TestComposer>(html`<test-composer></test-composer>`);
  const box = composer.renderRoot.appendChild(document.createElement('textarea'));
  const place = composer.renderRoot.appendChild(document.createElement('div'));
  const others = platform.waiting();
  const comfort = undoOf(
    {
      composer,
      box,
      chat: () => chat,
      config: () => resolveConfig({ properties: { undoSend: 5000 } }),
      strings: () => ({ ...english, ...composerEnglish }),
      say: () => undefined,
      changed: () => render(html`${comfort.draw?.()}`, place),
    },
    { ...platform, elapsed: () => platform.elapsed() + ahead },
  );
  return {
    platform,
    sent,
    chat,
    composer,
    comfort,
    others,
    hurry: (ms: number) => (ahead = ms),
    words: () => chat.messages().flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : ''))),
    undo: () => place.querySelector('button')?.click(),
    isOffered: () => place.querySelector('button') !== null,
    /** As the composer does; a page may refuse it. */
    async say(text: string, isRefused = false) {
      const request = new ChatSendRequest({ text });
      comfort.onSend?.(request.draft, request);
      if (isRefused) request.preventDefault();
      else chat.send({ text });
      await platform.advance(0);
    },
  };
}

describe('a message that may be taken back', () => {
  it('is so until shortly before it goes', async () => {
    const { say, platform, undo, composer, sent, words } = await setUp();
    await say('too early');
    await platform.advance(4800);
    undo();
    await platform.advance(60_000);
    expect([composer.value, sent, words()]).to.deep.equal(['too early', [], []]);
  });

  it('is so no longer when it is about to go', async () => {
    const { say, platform, isOffered, sent } = await setUp();
    await say('gone');
    await platform.advance(4950);
    expect([isOffered(), sent]).to.deep.equal([false, []]);
    await platform.advance(50);
    expect(sent).to.deep.equal(['gone']);
  });

  it('is not said to be taken back by a button that a busy page has left standing', async () => {
    const { say, platform, undo, isOffered, composer, hurry, sent, words } = await setUp();
    await say('gone');
    hurry(5000);
    undo();
    await platform.advance(5000);
    expect([composer.value, sent, words()]).to.deep.equal(['', ['gone'], ['gone']]);
    expect(isOffered()).to.equal(false);
  });

  it('goes when the page is put away, and is not there to be taken back when it is back', async () => {
    const { say, platform, isOffered, sent } = await setUp(false);
    await say('on my way');
    platform.sleep();
    await platform.advance(0);
    expect([sent, isOffered()]).to.deep.equal([['on my way'], false]);
  });

  it('is the last one', async () => {
    const { say, platform, undo, composer, sent, words } = await setUp();
    await say('one');
    await say('two');
    undo();
    await platform.advance(60_000);
    expect([composer.value, sent, words()]).to.deep.equal(['two', ['one'], ['one']]);
  });

  it('is not the next one where the page, or the line, refused it', async () => {
    const { say, chat, platform, isOffered, sent } = await setUp();
    const choice = { type: 'select', label: 'Yes', token: 't' } as const;
    await say('refused', true);
    chat.choose(choice);
    expect(isOffered(), 'another one').to.equal(false);
    chat.send({ text: 'refused' });
    await platform.advance(0);
    expect(isOffered(), 'the same words from elsewhere').to.equal(false);
    expect(sent).to.deep.equal(['refused']);
    await say('a'.repeat(300_000));
    chat.choose(choice);
    expect(isOffered(), 'too large').to.equal(false);
  });

  it('goes without its button when the composer is gone, and nothing of that stays', async () => {
    const { say, platform, comfort, others, chat, sent } = await setUp();
    await say('still on its way');
    comfort.leave?.();
    await platform.advance(5000);
    expect(sent).to.deep.equal(['still on its way']);
    expect(platform.waiting()).to.equal(others);
    await chat.close();
  });
});
