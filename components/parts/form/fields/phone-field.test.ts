import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../../test/wait-until.js';
import { settled, staged } from '../../../foundation/fakes/stage.js';
import type { ChatFormSubmitRequest } from '../../../foundation/events/part-requests.js';
import type { FieldKind } from '../field-kind.js';
import type { Answers } from '../filling.js';
import type { FormField } from '../form-field.js';
import { planOf } from '../form-plan.js';
import type { ChatForm } from '../form.js';
import '../form.js';
import type { Filling } from '../open-form.js';
import { textField } from './text-field.js';

const wrong = 'That number is not complete yet. Try it with the country code, like +44.';

async function draw(fields: readonly FormField[]) {
  const stage = await staged<ChatForm>(
    html`<chat-form .data=${{ type: 'form', name: 'test', fields }} .key=${'m/0'}></chat-form>`,
  );
  await waitUntil(() => stage.all('form').length > 0, 'a form');
  const heard: ChatFormSubmitRequest[] = [];
  stage.element.addEventListener('chat-form-submit-request', (event) => heard.push(event));
  const fill = async (value: string): Promise<void> => {
    const [input] = stage.all<HTMLInputElement>('input');
    if (!input) throw new Error('No field.');
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
  };
  const send = (): void => stage.one('button.primary').click();
  return { ...stage, heard, fill, send };
}

describe('a field for a phone number', () => {
  // Whoever runs many tests at once waits for chunks: not here, where each wait is counted.
  before(() => Promise.all([import('../open-form.js'), import('./kinds.js'), import('./phone-number.js')]));

  it('is asked with the keyboard and the autofill of phones, and reads from left to right', async () => {
    const { one, isAccessible } = await draw([{ type: 'phone', name: 'phone', label: 'Phone' }]);
    const input = one<HTMLInputElement>('input');
    expect([input.type, input.autocomplete]).to.deep.equal(['tel', 'tel']);
    await isAccessible();
  });

  it('refuses what is no number with a sentence, takes one as people write it, and sends it as machines read it', async () => {
    const { fill, send, heard, all } = await draw([
      { type: 'phone', name: 'phone', label: 'Phone', mandatory: true, regions: ['DE'] },
    ]);
    const problems = () => all('.problem').map((each) => each.textContent.trim());
    await fill('+49 1');
    send();
    await waitUntil(() => problems().length > 0);
    expect(problems()).to.deep.equal([wrong]);
    await fill('+49 (30) 901820');
    expect(problems()).to.deep.equal([]);
    send();
    await waitUntil(() => heard.length > 0);
    expect(heard.map(({ values, label }) => [values, label])).to.deep.equal([
      [{ phone: '+4930901820' }, 'Phone: +49 (30) 901820'],
    ]);
  });

  it('may stay empty where it may', async () => {
    const { send, heard } = await draw([
      { type: 'phone', name: 'phone', label: 'Phone' },
      { type: 'hidden', name: 'from', value: 'page' },
    ]);
    send();
    await waitUntil(() => heard.length > 0);
    expect(heard.map(({ values }) => values)).to.deep.equal([{ from: 'page' }]);
  });

  it('is sent once, however often the button is pressed while its check is on the way', async () => {
    let come: () => void = () => undefined;
    const coming = new Promise<void>((resolve) => (come = resolve));
    const slow: FieldKind = { ...textField, ready: () => coming };
    const plan = planOf({ name: 'test', fields: [{ type: 'slow', name: 'phone', value: '1' }] }, { slow });
    const sent: Answers[] = [];
    const filling: Filling = { keep: () => undefined, send: (answers) => sent.push(answers) };
    const { one } = await staged(html`<chat-open-form .plan=${plan} .filling=${filling}></chat-open-form>`);
    one('.primary').click();
    one('.primary').click();
    await settled();
    expect(sent).to.deep.equal([]);
    come();
    await settled();
    expect(sent.map(({ values }) => values)).to.deep.equal([{ phone: '1' }]);
  });
});
