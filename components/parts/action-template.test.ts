import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { Action } from '../../src/protocol/action.js';
import type { ChatLinkRequest, ChatSelectRequest } from '../foundation/events/requests.js';
import { staged } from '../foundation/fakes/stage.js';
import { actionTemplate, type ActionLook } from './action-template.js';
import { addressPolicy } from './address-policy.js';

/** The control itself, and what is heard from it. */
async function draw(action: Action, look: ActionLook = { class: 'button' }) {
  const { element } = await staged<HTMLDivElement>(
    html`<div>${actionTemplate(action, look, addressPolicy(undefined))}</div>`,
  );
  const control = element.firstElementChild as HTMLElement;
  const heard: (ChatLinkRequest | ChatSelectRequest)[] = [];
  for (const type of ['chat-select-request', 'chat-link-request'] as const)
    element.addEventListener(type, (event) => heard.push(event));
  // A test page that follows a link is no test page any more.
  element.addEventListener('click', (event) => event.preventDefault());
  return { element, control, heard };
}
const link = (url: string): Action => ({ type: 'link', label: 'Look', url });

describe('an action', () => {
  it('is accessible', async () => {
    const { element } = await draw({ type: 'reply', label: 'Yes' });
    await expect(element).to.be.accessible();
  });

  it('is a button that asks for it', async () => {
    const { control, heard } = await draw({ type: 'reply', label: 'Yes' });
    expect(control.tagName).to.equal('BUTTON');
    control.click();
    expect(heard.map(({ type }) => type)).to.deep.equal(['chat-select-request']);
  });

  it('can say something else than it shows', async () => {
    const shown: Action = { type: 'select', label: 'Choose', token: 'a' };
    const other: Action = { ...shown, label: 'The sea room' };
    const { control, heard } = await draw(shown, { class: 'button', part: 'suggestion', name: 'A name', said: other });
    expect(control.textContent?.trim()).to.equal('Choose');
    expect(control.getAttribute('aria-label')).to.equal('A name');
    expect(control.getAttribute('part')).to.equal('suggestion');
    control.click();
    expect((heard[0] as ChatSelectRequest).action).to.equal(other);
  });

  it('is a link that tells nothing to where it leads', async () => {
    const { control, heard } = await draw(link('https://example.com/x'));
    expect(control.getAttribute('href')).to.equal('https://example.com/x');
    expect(control.getAttribute('rel')).to.include('noopener noreferrer');
    expect(control.getAttribute('target')).to.equal('_blank');
    control.click();
    expect(heard.map(({ type }) => type)).to.deep.equal(['chat-link-request', 'chat-select-request']);
    expect((heard[0] as ChatLinkRequest).url).to.equal('https://example.com/x');
  });

  it('is not followed, and not reported, when the page refuses', async () => {
    const { element, control, heard } = await draw(link('https://example.com/x'));
    element.addEventListener('chat-link-request', (event) => event.preventDefault());
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    let refused = false;
    control.addEventListener('click', (event) => (refused = event.defaultPrevented));
    control.dispatchEvent(click);
    expect(refused).to.equal(true);
    expect(heard.map(({ type }) => type)).to.deep.equal(['chat-link-request']);
  });

  it('to a forbidden place is its words only', async () => {
    const { control, heard } = await draw(link('javascript:alert(1)'));
    expect(control.tagName).to.equal('SPAN');
    expect(control.textContent).to.equal('Look');
    control.click();
    expect(heard).to.deep.equal([]);
  });
});
