import { expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import type { ChatEvent } from '../../../src/protocol/events.js';
import { said, staged } from '../fakes/stage.js';
import { AnnouncerController } from './announcer.js';
import { ChatController } from './surroundings.js';

class TestAnnouncer extends LitElement {
  readonly #chat = new ChatController(this);
  manner: 'all' | 'off' | undefined;
  readonly #announcer = new AnnouncerController(
    this,
    () => this.#chat.value,
    ({ author, delivery }, words) => `${author} ${delivery}: ${words}`,
    undefined,
    () => this.manner,
  );
  protected override render() {
    return html`${this.#announcer.text}`;
  }
}
customElements.define('test-announcer', TestAnnouncer);

async function draw() {
  const { say, element, chat } = await staged<TestAnnouncer>(html`<test-announcer></test-announcer>`);
  return {
    chat,
    element,
    async heard(...events: readonly ChatEvent[]) {
      await say(...events);
      return element.renderRoot.textContent;
    },
  };
}

describe('the announcer', () => {
  const spoken: Readonly<Record<string, string>> = {
    'Hello **there**, _you_': 'Hello there, you',
    'See [our page](https://example.com) now': 'See our page now',
    '![A room](https://example.com/r.png)': 'A room',
    '# Rooms\n\n> quoted\n\n| a | b |': 'Rooms quoted a b',
    'Before\n```js\nlet secret = 1;\n```\nafter': 'Before after',
    'a <img src=x> b': 'a b',
  };
  for (const [text, words] of Object.entries(spoken))
    it(`reads ${JSON.stringify(text)} as one would`, async () => {
      const { heard } = await draw();
      expect(await heard(said('m', text))).to.equal(`bot delivered: ${words}`);
    });

  it('begins long answers, and does not read all of them', async () => {
    const { heard } = await draw();
    expect(await heard(said('m', 'word '.repeat(1000)))).to.have.length.lessThan(700);
  });

  it('speaks each sentence once, as soon as it is finished, to those who chose that', async () => {
    const { heard, element } = await draw();
    element.manner = 'all';
    const delta = (text: string): ChatEvent => ({ type: 'text-delta', id: 's', delta: text });
    expect(await heard({ type: 'message-started', id: 's', author: 'bot' }, delta('It costs 3.5'))).to.equal('');
    expect(await heard(delta('0 euros. And'))).to.equal('bot delivered: It costs 3.50 euros.');
    expect(await heard(delta(' **more'))).to.equal('bot delivered: It costs 3.50 euros.');
    expect(await heard(delta('**. The end'))).to.equal('And more.');
    expect(await heard({ type: 'message-completed', id: 's' })).to.equal('The end');
    expect(await heard(said('m', 'Next. One.'))).to.equal('bot delivered: Next. One.');
  });

  it('is silent to those who chose that', async () => {
    const { heard, element } = await draw();
    element.manner = 'off';
    expect(await heard(said('m', 'Hello.'))).to.equal('');
  });

  it('speaks of an answer when it is complete, not before', async () => {
    const { heard } = await draw();
    const begun = await heard(
      { type: 'message-started', id: 's', author: 'bot' },
      { type: 'text-delta', id: 's', delta: 'Hello' },
    );
    expect(begun).to.equal('');
    expect(await heard({ type: 'message-completed', id: 's' })).to.equal('bot delivered: Hello');
  });

  it('says of the visitor’s own words only that they did not arrive', async () => {
    const { heard } = await draw();
    const own = said('m', 'My question', { author: 'user', delivery: 'pending' });
    expect(await heard(own)).to.equal('');
    const failed = await heard({ type: 'delivery-changed', id: 'm', delivery: 'failed' });
    expect(failed).to.equal('user failed: My question');
  });

  it('says what parts without a voice are in words', async () => {
    const { heard } = await draw();
    const parts = [{ type: 'hologram', fallback: 'A room' }, { type: 'nothing' }];
    expect(await heard(said('m', '', { parts }))).to.include('A room');
  });

  it('is silent when its element has gone', async () => {
    const { element, chat } = await draw();
    element.remove();
    chat.receive(said('m', 'Hello'));
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.equal('');
  });
});
