import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import type { Permission } from '../../../src/protocol/permission.js';
import type { ChatPermissionRequest } from '../../foundation/events/part-requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatPermission } from './permission.js';
import './permission.js';

async function draw(permission?: Permission) {
  const stage = await staged<ChatPermission>(html`<chat-permission></chat-permission>`);
  if (permission) await stage.say({ type: 'permission-requested', request: { permission, askedAt: 0 } });
  const answers: Pick<ChatPermissionRequest, 'permission' | 'granted' | 'label' | 'value'>[] = [];
  stage.element.addEventListener('chat-permission-request', ({ permission, granted, label, value }) =>
    answers.push({ permission, granted, label, value }),
  );
  return {
    ...stage,
    answers,
    allow: () => stage.one('[type=submit]').click(),
    deny: () => stage.one('[type=button]').click(),
  };
}
/** The device's answer for the length of one test. */
const device = (answer: Partial<Geolocation>) => {
  Object.defineProperty(navigator, 'geolocation', { configurable: true, value: answer });
};

describe('<chat-permission>', () => {
  // What was put over the browser's own goes, and that is there again.
  afterEach(() => Reflect.deleteProperty(navigator, 'geolocation'));

  it('is accessible', async () => {
    const { isAccessible, allow } = await draw('email');
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
    ['email', 'E-mail address', 'mara@', 'mara@example.org'],
    ['phone', 'Phone number', '12', '+49 (30) 123-456'],
  ] as const;
  for (const [permission, name, wrong, right] of fields)
    it(`asks for ${permission} with a field, refuses what cannot be one, and keeps it`, async () => {
      const { one, all, allow, answers } = await draw(permission);
      const input = one<HTMLInputElement>('input');
      expect(input.getAttribute('aria-label')).to.equal(name);
      input.value = wrong;
      allow();
      await settled();
      expect(answers).to.deep.equal([]);
      expect(words(one('[role=alert]'))).to.include('not complete yet');
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(input.value).to.equal(wrong);
      expect(input.matches(':focus')).to.equal(true);
      input.value = ` ${right} `;
      allow();
      await settled();
      expect(answers).to.deep.equal([{ permission, granted: true, label: right, value: right }]);
      expect(all('[role=alert]')).to.have.length(0);
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
    device({ getCurrentPosition: (_, refused) => refused?.({ code: 1 } as GeolocationPositionError) });
    const { allow, deny, answers, all, one } = await draw('coarse-location');
    allow();
    await waitUntil(() => all('[role=alert]').length === 1);
    expect(words(one('[role=alert]'))).to.equal('Your device did not tell where you are.');
    expect(answers).to.deep.equal([]);
    deny();
    expect(answers.map(({ granted }) => granted)).to.deep.equal([false]);
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
