import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Transport } from '../../src/protocol/transport.js';
import { deep, words } from '../foundation/fakes/stage.js';
import type { ChatConsentChanged } from '../foundation/events/conversation-notices.js';
import type { ChatWidgetElement } from './chat-widget.js';
import './chat-widget.js';

let count = 0;

function backend() {
  const commands: ChatCommand[] = [];
  const opened: string[] = [];
  const transport: Transport = {
    capabilities: { idempotent: true },
    async open(emit, session) {
      opened.push(session?.id ?? '');
      emit({ type: 'connection-changed', state: 'open' });
    },
    send: async (command) => void commands.push(command),
    close: async () => undefined,
  };
  return { transport, commands, opened };
}
/** Each with a backend of its own: what one test keeps is none of another's. */
async function draw(settings: Readonly<Record<string, unknown>> = {}) {
  const { transport, ...rest } = backend();
  const widget = await fixture<ChatWidgetElement>(html`<chat-widget></chat-widget>`);
  Object.assign(widget, {
    transport,
    config: { url: `https://consent.example/${++count}`, consent: 'gate', persist: 'session', ...settings },
  });
  await widget.whenReady;
  const all = (selector: string) => deep(widget, selector).concat(deep(widget.shadowRoot ?? widget, selector));
  const press = async (name: string): Promise<void> => {
    await waitUntil(
      () =>
        all('chat-consent button')
          .concat(buttons())
          .some((button) => words(button) === name),
      name,
    );
    buttons()
      .find((button) => words(button) === name)
      ?.click();
  };
  const buttons = () => all('button');
  const kept = async () => (await widget.describeStorage()).present.map(({ key }) => key.replace(/.*:\/*/, ''));
  return { widget, all, press, kept, ...rest };
}
const agree = 'Agree and start';

describe('consent', () => {
  it('is asked for in place of the conversation; before it nothing is kept and nobody is called', async () => {
    const { widget, all, kept, opened, commands } = await draw({ open: true });
    await waitUntil(() => all('chat-consent').length === 1);
    expect(all('chat-composer, chat-message-list')).to.have.length(0);
    const id = await widget.sendMessage('hi');
    expect(widget.messages.map(({ delivery }) => delivery)).to.deep.equal(['pending']);
    // As long as one takes that need not ask.
    const other = await draw({ open: true, consent: 'none' });
    await other.widget.sendMessage('hi');
    await waitUntil(() => other.commands.length === 1, 'the other one');
    expect(await kept()).to.deep.equal([]);
    expect([opened, commands]).to.deep.equal([[], []]);
    expect(id).to.be.a('string');
  });

  it('lets the conversation begin, and what the page said before is sent then', async () => {
    const { widget, all, press, kept, commands, opened } = await draw({ open: true });
    await widget.sendMessage('hi');
    const changed = oneEvent<ChatConsentChanged>(widget, 'chat-consent-changed');
    await press(agree);
    expect((await changed).given).to.equal(true);
    await waitUntil(() => all('chat-composer').length === 1);
    await waitUntil(() => commands.length === 1, JSON.stringify(commands));
    expect(opened).to.have.length(1);
    expect(commands[0]).to.include({ type: 'send-message', text: 'hi' });
    await waitUntil(async () => (await kept()).some((key) => key === 'consent'));
  });

  it('is remembered, and asked for again when the text is another one', async () => {
    const first = await draw({ open: true });
    const { url } = first.widget.config;
    await first.press(agree);
    await waitUntil(() => first.all('chat-composer').length === 1);
    first.widget.remove();
    const second = await draw({ open: true, url });
    await waitUntil(() => second.all('chat-composer').length === 1);
    expect(second.all('chat-consent')).to.have.length(0);
    second.widget.remove();
    const third = await draw({ open: true, url, consentText: 'We sell it.' });
    await waitUntil(() => third.all('chat-consent').length === 1);
    expect(third.opened).to.deep.equal([]);
  });

  it('is not remembered with persist="none"', async () => {
    const first = await draw({ open: true, persist: 'none' });
    await first.press(agree);
    await waitUntil(() => first.all('chat-composer').length === 1);
    expect(await first.kept()).to.deep.equal([]);
    first.widget.remove();
    const second = await draw({ open: true, persist: 'none', url: first.widget.config.url });
    await waitUntil(() => second.all('chat-consent').length === 1);
  });

  it('closes the chat when it is refused, and is asked for at the next opening', async () => {
    const { widget, all, press, kept } = await draw({ open: true });
    await press('No thanks');
    await waitUntil(() => !widget.hasAttribute('open'));
    expect(await kept()).to.deep.equal([]);
    await widget.open();
    await waitUntil(() => all('.actions button').length === 2);
  });

  it('stays and says so where there is nothing to close', async () => {
    const { all, press, opened } = await draw({ layout: 'inline' });
    await press('No thanks');
    await waitUntil(() => all('.refused').length === 1);
    expect(opened).to.deep.equal([]);
    await press(agree);
    await waitUntil(() => opened.length === 1);
  });

  it('may be refused by the page: the wish is the visitor’s, the deed is not', async () => {
    const { widget, press, opened } = await draw({ open: true });
    widget.on('chat-consent-request', (event) => event.preventDefault());
    await press(agree);
    await aTimeout(0);
    expect(opened).to.deep.equal([]);
    await widget.setConsent(true);
    await waitUntil(() => opened.length === 1);
  });

  it('is withdrawn after a question: what was kept is gone, and it is asked for again', async () => {
    const { widget, all, press, kept, commands, opened } = await draw({ open: true });
    await press(agree);
    await widget.sendMessage('hi');
    await waitUntil(async () => commands.length === 1 && (await kept()).length > 1);
    const changed = oneEvent<ChatConsentChanged>(widget, 'chat-consent-changed');
    await waitUntil(() => all('[part=menu]').length > 0);
    all('[part=menu]')[0]?.click();
    await press('Withdraw consent');
    await press('Withdraw');
    expect((await changed).given).to.equal(false);
    await waitUntil(() => all('chat-consent').length === 1);
    expect(await kept()).to.deep.equal([]);
    expect(widget.messages).to.deep.equal([]);
    expect([opened.length, commands.filter(({ type }) => type === 'send-message').length]).to.deep.equal([1, 1]);
  });
});
