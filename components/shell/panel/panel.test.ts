import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { ChatRestartRequest } from '../../foundation/events/requests.js';
import { settled, staged } from '../../foundation/fakes/stage.js';
import type { ChatPanel } from './panel.js';
import './panel.js';

/** Its tag cannot be asked for, so the code that brings it fails, as without a network: how often that was. */
function withoutQuestion(): () => number {
  const get = customElements.get.bind(customElements);
  let failures = 0;
  customElements.get = (tag) => {
    if (tag !== 'chat-confirm') return get(tag);
    failures++;
    throw new TypeError('Failed to fetch dynamically imported module');
  };
  return () => failures;
}

describe('<chat-panel>', () => {
  // The only one of its file: what failed once is not loaded again in the same page.
  it('goes on where the code of a question does not come', async () => {
    const failures = withoutQuestion();
    const { element, one, all } = await staged<ChatPanel>(html`<chat-panel></chat-panel>`);
    let wishes = 0;
    element.addEventListener('chat-restart-request', () => wishes++);
    one('chat-header').dispatchEvent(new ChatRestartRequest());
    await waitUntil(() => failures() > 0);
    Reflect.deleteProperty(customElements, 'get');
    await settled();
    expect(one('.main').inert, 'it can be written in').to.equal(false);
    expect(all('chat-confirm')).to.have.length(0);
    expect(wishes, 'nothing is done unasked').to.equal(0);
  });
});
