import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ContactField } from '../../../src/config/contact-field.js';
import { contactQuestions } from '../../../src/core/contact-questions.js';
import type { ContactCollection, ContactState } from '../../../src/core/contact.js';
import { createStore } from '../../../src/core/store.js';
import type { Contact } from '../../../src/protocol/contact.js';
import { settled, staged, words, type StageOptions } from '../../foundation/fakes/stage.js';
import type { ChatContactForm } from './contact-form.js';
import { hostile } from '../../parts/text/hostile.test-data.js';
import './contact-form.js';

async function draw(
  fields: readonly (string | ContactField)[] = ['name', 'email'],
  more: Partial<ContactState> = {},
  options: StageOptions = {},
) {
  const given: Contact[] = [];
  let refused = 0;
  const state = createStore<ContactState>({
    phase: 'asking',
    blocking: true,
    when: 'before',
    questions: contactQuestions(fields),
    optional: true,
    held: false,
    ...more,
  });
  const collection: Partial<ContactCollection> = {
    state,
    give: (contact) => void given.push(contact),
    refuse: () => void refused++,
  };
  const stage = await staged<ChatContactForm>(
    html`<chat-contact-form .collection=${collection}></chat-contact-form>`,
    options,
  );
  const input = (name: string): HTMLInputElement => {
    const found = stage
      .all<HTMLLabelElement>('label')
      .find(({ textContent }) => textContent?.replace('optional', '').trim() === name);
    if (!found?.control) throw new Error(`No field “${name}”.`);
    return found.control as HTMLInputElement;
  };
  return {
    ...stage,
    state,
    given,
    refused: () => refused,
    input,
    async fill(name: string, text: string) {
      input(name).value = text;
      input(name).dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
    },
    async send() {
      stage.one('.primary').click();
      await settled();
    },
    problems: () => stage.all('.problem').map(words),
    focused: () => stage.one('chat-open-form').shadowRoot?.activeElement,
  };
}

describe('<chat-contact-form>', () => {
  // Whoever runs many tests at once waits for chunks: not here, where each wait is counted.
  before(() => import('../../parts/form/fields/phone-number.js'));

  it('is accessible, also in error, with every kind of question', async () => {
    const kinds: readonly ContactField[] = [
      { name: 'topic', label: 'Topic', type: 'select', options: ['Booking', 'Bill'], required: true },
      { name: 'news', label: 'May we write to you?', type: 'checkbox' },
      { name: 'days', label: 'Days', type: 'checkbox', options: { sat: 'Saturday', sun: 'Sunday' } },
      { name: 'note', type: 'textarea' },
    ];
    const { isAccessible, send, problems } = await draw(['name', 'email', 'phone', ...kinds]);
    await isAccessible();
    await send();
    await waitUntil(() => problems().length === 4);
    await isAccessible();
  });

  it('asks for what is missing in words of its own, says why, and can be skipped where it may', async () => {
    const { one, refused, all } = await draw();
    expect(words(one('h3'))).to.equal('Before we start');
    expect(all('label').map(words)).to.deep.equal(['Name', 'E-mail']);
    one('.plain').click();
    expect(refused()).to.equal(1);
    const strict = await draw(['name'], { optional: false });
    expect(strict.all('.plain')).to.have.length(0);
  });

  it('lets browsers fill in what they know', async () => {
    const { input } = await draw([
      'name',
      'email',
      'phone',
      { name: 'firm', label: 'Firm', autocomplete: 'organization' },
    ]);
    expect(['Name', 'E-mail', 'Phone', 'Firm'].map((name) => input(name).autocomplete)).to.deep.equal([
      'name',
      'email',
      'tel',
      'organization',
    ]);
  });

  it('puts the focus on what is not right, and gives nothing before it is', async () => {
    const { fill, send, focused, input, problems, given } = await draw();
    await fill('Name', 'Ann');
    await fill('E-mail', 'ann@');
    await send();
    expect(problems()).to.deep.equal(['That address is not complete yet.']);
    expect(focused() === input('E-mail')).to.equal(true);
    expect(given).to.deep.equal([]);
    await fill('E-mail', 'ann@bücher.example');
    await send();
    expect(given.map(({ name }) => name)).to.deep.equal(['Ann']);
  });

  it('gives texts only: what was chosen, a yes, a number as machines read it', async () => {
    const { fill, input, send, given, all } = await draw([
      'phone',
      { name: 'topic', label: 'Topic', type: 'select', options: { b: 'Bill' } },
      { name: 'news', label: 'News', type: 'checkbox' },
      { name: 'days', label: 'Days', type: 'checkbox', options: ['Sat', 'Sun'] },
      { name: 'empty', label: 'Empty' },
    ]);
    await fill('Phone', '+49 (30) 901820');
    input('Topic').value = 'b';
    input('Topic').dispatchEvent(new Event('change', { bubbles: true }));
    for (const box of all('[type=checkbox]')) {
      box.click();
      await settled();
    }
    await send();
    await waitUntil(() => given.length > 0);
    expect(given).to.deep.equal([{ phone: '+4930901820', topic: 'b', news: 'true', days: 'Sat, Sun' }]);
  });

  it('lets the page refuse what was said, and change it', async () => {
    const { element, fill, send, given, input } = await draw(['name']);
    const refuse = (event: Event): void => event.preventDefault();
    element.addEventListener('chat-contact-submit-request', refuse);
    await fill('Name', 'Ann');
    await send();
    expect(given).to.deep.equal([]);
    expect(input('Name').value).to.equal('Ann');
    element.removeEventListener('chat-contact-submit-request', refuse);
    element.addEventListener('chat-contact-submit-request', (event) => {
      event.contact = { ...event.contact, name: 'ANN' };
    });
    await send();
    expect(given).to.deep.equal([{ name: 'ANN' }]);
  });

  it('keeps what was put in when something else is asked', async () => {
    const { fill, state, input, all } = await draw();
    await fill('E-mail', 'ann@example.com');
    state.set({ ...state.get(), questions: contactQuestions(['email']) });
    await settled();
    expect(all('label').map(words)).to.deep.equal(['E-mail']);
    expect(input('E-mail').value).to.equal('ann@example.com');
  });

  it('takes the focus to its first question', async () => {
    const { element, focused, input } = await draw();
    element.focus();
    await waitUntil(() => focused() === input('Name'));
  });

  it('is announced beside the composer, and says what waits for it', async () => {
    const during = await draw(['email'], { when: 'during', blocking: false });
    await waitUntil(() => words(during.one('section > [role=status]')) === 'Where can we reach you?');
    const { state, one } = await draw(['email']);
    expect(words(one('section > [role=status]'))).to.equal('');
    state.set({ ...state.get(), held: true });
    await waitUntil(() => words(one('section > [role=status]')).startsWith('This first'));
  });

  it('links the privacy policy where there is one', async () => {
    const { one } = await draw(['name'], {}, { settings: { privacyUrl: 'https://example.com/privacy' } });
    expect(one<HTMLAnchorElement>('a').href).to.equal('https://example.com/privacy');
    expect(one<HTMLAnchorElement>('a').rel).to.equal('noopener noreferrer');
  });

  it('fits 320 px, and mirrors', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { element, all } = await draw(['name', 'email', 'phone']);
      const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
      host.dir = dir;
      host.style.inlineSize = '296px';
      await settled();
      const wide = all('*').filter(({ scrollWidth, clientWidth, className }) => clientWidth && !String(className).includes('hidden') && scrollWidth > clientWidth + 1); // prettier-ignore
      expect(wide.map(({ localName }) => localName)).to.deep.equal([]);
      const [skip, start] = all('.plain, .primary').map((each) => each.getBoundingClientRect().x);
      expect((skip ?? 0) < (start ?? 0)).to.equal(dir === 'ltr');
    }
  });

  it('asks for no password, and draws no markup, whatever it is called', async () => {
    for (let at = 0; at < hostile.length; at += 20) {
      const fields = hostile.slice(at, at + 20).map((label, index): ContactField => ({ name: `f${index}`, label, type: 'select', options: [label] })); // prettier-ignore
      const { all } = await draw(fields);
      expect(all('select').length).to.be.greaterThan(0);
      expect(all('img, script, iframe, svg, style, a, object, embed, math')).to.have.length(0);
    }
    const { all } = await draw([{ name: 'password', label: 'Password' }, 'email']);
    expect(all('input')).to.have.length(1);
  });
});
