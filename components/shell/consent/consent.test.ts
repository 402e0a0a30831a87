import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatConsent } from './consent.js';
import './consent.js';

const draw = (settings: Readonly<Record<string, unknown>> = {}) =>
  staged<ChatConsent>(html`<chat-consent></chat-consent>`, { settings: { consent: 'gate', ...settings } });

describe('<chat-consent>', () => {
  it('is accessible: closed, unfolded, with a policy, and after a no', async () => {
    const { element, one, isAccessible } = await draw({ privacyUrl: 'https://shop.example/privacy' });
    await isAccessible();
    one('summary').click();
    await settled();
    await isAccessible();
    element.refused = true;
    await settled();
    await isAccessible();
  });

  it('says what is kept, and for how long, as the settings have it', async () => {
    const session = await draw();
    expect(words(session.element)).to.include('for a while');
    const lines = session.all('li').map(words);
    expect(lines)
      .to.include('What was said, by you and to you')
      .and.not.to.include('Your contact details, if you give them');
    expect(words((await draw({ persist: 'always' })).element)).to.include('until you delete it');
    const none = await draw({ persist: 'none' });
    expect(words(none.element)).to.include('keeps nothing on this device');
    expect(none.all('details')).to.have.length(0);
    expect((await draw({ contactCollection: true })).all('li')).to.have.length(lines.length + 1);
  });

  it('says it in the page’s own words, and links its policy', async () => {
    const { all, one } = await draw({ consentText: 'We <b>keep</b> it.\nReally.', privacyUrl: '/privacy' });
    expect(all('b')).to.have.length(0);
    expect(one('p').textContent).to.equal('We <b>keep</b> it.\nReally.');
    const link = one<HTMLAnchorElement>('a');
    expect([link.pathname, link.target, link.rel]).to.deep.equal(['/privacy', '_blank', 'noopener noreferrer']);
    expect((await draw({ privacyUrl: 'javascript:alert(1)' })).all('a')).to.have.length(0);
  });

  it('asks for a yes or a no, each by its button, equally large', async () => {
    const { element, one, all } = await draw();
    const heard: boolean[] = [];
    element.addEventListener('chat-consent-request', (event) => heard.push(event.agreed));
    one('.plain').click();
    one('.primary').click();
    expect(heard).to.deep.equal([false, true]);
    const [no, yes] = all('button').map((button) => button.getBoundingClientRect());
    expect([no?.width, no?.height]).to.deep.equal([yes?.width, yes?.height]);
  });

  it('leaves the way back open after a no', async () => {
    const { element, one, all } = await draw();
    element.refused = true;
    await settled();
    expect(words(one('[role=status]'))).to.equal('The chat stays off. Nothing was kept or sent.');
    expect(all('button').map(words)).to.deep.equal(['Agree and start']);
  });

  it('is read from its heading, and walked by key in the order of reading', async () => {
    const { element, one, all } = await draw({ privacyUrl: '/privacy' });
    element.focus();
    await settled();
    expect(words(one(':focus'))).to.equal('Before we start');
    expect(all('summary, a, button').map((stop) => stop.tabIndex)).to.deep.equal([0, 0, 0, 0]);
    expect(all('summary, a, button').map(({ localName }) => localName)).to.deep.equal([
      'summary',
      'a',
      'button',
      'button',
    ]);
  });
});
