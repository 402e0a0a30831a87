import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { createStore } from '../../../src/core/store.js';
import type { ContactCollection, ContactState } from '../../../src/core/contact.js';
import type { Contact } from '../../../src/protocol/contact.js';
import type { Permission } from '../../../src/protocol/permission.js';
import type { ChatPermissionRequest } from '../../foundation/events/part-requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatPermission } from './permission.js';
import './permission.js';

async function draw(permission?: Permission, contact?: Pick<ContactCollection, 'state' | 'known' | 'learn'>) {
  const stage = await staged<ChatPermission>(html`<chat-permission .contact=${contact}></chat-permission>`);
  if (permission) await stage.say({ type: 'permission-requested', request: { permission, askedAt: 0 } });
  const answers: Pick<ChatPermissionRequest, 'permission' | 'granted' | 'label' | 'value'>[] = [];
  stage.element.addEventListener('chat-permission-request', ({ permission, granted, label, value }) =>
    answers.push({ permission, granted, label, value }),
  );
  return {
    ...stage,
    answers,
    allow: () => stage.one('.primary').click(),
    deny: () => stage.one('.plain').click(),
    async type(text: string) {
      const input = stage.one<HTMLInputElement>('input');
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
    },
  };
}
/** The device's answer for the length of one test. */
const device = (answer: Partial<Geolocation>) => {
  Object.defineProperty(navigator, 'geolocation', { configurable: true, value: answer });
};

describe('<chat-permission>', () => {
  // Whoever runs many tests at once waits for chunks: not here, where each wait is counted.
  before(() => import('../../parts/form/fields/phone-number.js'));

  // What was put over the browser's own goes, and that is there again.
  afterEach(() => Reflect.deleteProperty(navigator, 'geolocation'));

  it('is accessible', async () => {
    const { isAccessible, allow, one } = await draw('email');
    expect(words(one('section > [role=status]'))).to.equal('May we have your e-mail address?');
    await isAccessible();
    allow();
    await settled();
    await isAccessible();
  });

  it('is nothing while nothing is asked', async () => {
    const { element } = await draw();
    expect(words(element)).to.equal('');
  });

  const fields = [
    ['email', 'E-mail address', 'mara@', 'mara@example.org', 'mara@example.org'],
    ['phone', 'Phone number', '+49 1', '+49 (30) 901820', '+4930901820'],
  ] as const;
  for (const [permission, name, wrong, typed, sent] of fields)
    it(`asks for ${permission} with the field of the contact form, refuses what cannot be one, and keeps it`, async () => {
      const { one, all, allow, answers, type } = await draw(permission);
      const input = one<HTMLInputElement>('input');
      expect(input.labels?.[0]?.textContent?.trim()).to.equal(name);
      await type(wrong);
      allow();
      await waitUntil(() => all('.problem').length === 1);
      expect(answers).to.deep.equal([]);
      expect(words(one('.problem'))).to.include('not complete yet');
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(input.value).to.equal(wrong);
      expect(input.matches(':focus')).to.equal(true);
      await type(` ${typed} `);
      allow();
      await waitUntil(() => answers.length > 0);
      expect(answers).to.deep.equal([{ permission, granted: true, label: sent, value: sent }]);
      expect(all('.problem')).to.have.length(0);
    });

  it('need not be told what is known, and passes on what it learns', async () => {
    const learned: Contact[] = [];
    const state = createStore<ContactState>({
      phase: 'unknown',
      blocking: false,
      when: 'before',
      questions: [],
      optional: true,
      held: false,
    });
    const contact = {
      state,
      known: () => ({ email: 'ann@example.com' }),
      learn: (more: Contact) => void learned.push(more),
    };
    const { one, allow, answers, type } = await draw('email', contact);
    expect(one<HTMLInputElement>('input').value).to.equal('ann@example.com');
    await type('ann@example.org');
    allow();
    await settled();
    expect(answers.map(({ value }) => value)).to.deep.equal(['ann@example.org']);
    expect(learned).to.deep.equal([{ email: 'ann@example.org' }]);
  });

  it('passes nothing on that the page refused', async () => {
    const learned: Contact[] = [];
    const state = createStore({} as ContactState);
    const contact = { state, known: () => ({ email: 'ann@example.com' }), learn: (more: Contact) => void learned.push(more) }; // prettier-ignore
    const { element, allow, answers } = await draw('email', contact);
    element.addEventListener('chat-permission-request', (event) => event.preventDefault());
    allow();
    await settled();
    expect(answers).to.have.length(1);
    expect(learned).to.deep.equal([]);
  });

  it('takes a no without a word more', async () => {
    const { deny, answers } = await draw('phone');
    deny();
    expect(answers).to.deep.equal([{ permission: 'phone', granted: false, label: 'No, thanks', value: undefined }]);
  });

  it('asks the device where it is, only after the visitor agreed', async () => {
    let asked = 0;
    device({
      getCurrentPosition: (found) => {
        asked++;
        found({ coords: { latitude: 52.5, longitude: 13.4 } } as GeolocationPosition);
      },
    });
    const { element, allow, answers, all } = await draw('location');
    expect(all('input')).to.have.length(0);
    expect(asked).to.equal(0);
    const answered = oneEvent(element, 'chat-permission-request');
    allow();
    await answered;
    expect(asked).to.equal(1);
    expect(answers).to.deep.equal([
      { permission: 'location', granted: true, label: 'Allow', value: { latitude: 52.5, longitude: 13.4 } },
    ]);
  });

  it('says so in a sentence when the device does not tell, and still takes a no', async () => {
    device({ getCurrentPosition: (_, refused) => refused?.({ code: 3 } as GeolocationPositionError) });
    const { allow, deny, answers, all, one, isAccessible } = await draw('coarse-location');
    allow();
    await waitUntil(() => all('.wrong').length === 1);
    expect(words(one('.wrong'))).to.equal('Your device did not tell where you are.');
    expect(words(one('[role=status]'))).to.equal('Your device did not tell where you are.');
    await isAccessible();
    expect(answers).to.deep.equal([]);
    deny();
    expect(answers.map(({ granted }) => granted)).to.deep.equal([false]);
  });

  it('answers for whom the browser does not let', async () => {
    device({ getCurrentPosition: (_, refused) => refused?.({ code: 1 } as GeolocationPositionError) });
    const { element, allow, answers } = await draw('location');
    const answered = oneEvent(element, 'chat-permission-request');
    allow();
    await answered;
    expect(answers).to.deep.equal([
      { permission: 'location', granted: false, label: 'My browser does not share my location', value: undefined },
    ]);
  });

  it('asks the device once, and answers nothing that is asked no more', async () => {
    let asked = 0;
    let find: () => void = () => undefined;
    device({
      getCurrentPosition: (found) => {
        asked++;
        find = () => found({ coords: { latitude: 1, longitude: 2 } } as GeolocationPosition);
      },
    });
    const { chat, allow, answers } = await draw('location');
    allow();
    await settled();
    allow();
    expect(asked).to.equal(1);
    chat.send({ text: 'Never mind' });
    await settled();
    find();
    await settled();
    expect(answers).to.deep.equal([]);
  });

  it('needs no field for the rest', async () => {
    const { allow, answers } = await draw('notification');
    allow();
    await settled();
    expect(answers).to.deep.equal([{ permission: 'notification', granted: true, label: 'Allow', value: undefined }]);
  });

  it('goes when the visitor says something else', async () => {
    const { chat, element } = await draw('email');
    chat.send({ text: 'Never mind' });
    await settled();
    expect(words(element)).to.equal('');
  });
});
