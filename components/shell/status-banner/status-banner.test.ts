import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatEvent } from '../../../src/protocol/events.js';
import type { ChatErrorCode } from '../../../src/protocol/errors.js';
import type { ChatLinkRequest, ChatRetryRequest } from '../../foundation/events/requests.js';
import { said, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatStatusBanner } from './status-banner.js';
import './status-banner.js';

async function draw(...events: readonly ChatEvent[]) {
  const stage = await staged<ChatStatusBanner>(html`<chat-status-banner></chat-status-banner>`);
  await stage.say(...events);
  return stage;
}
const problem = (code: ChatErrorCode, retryable = true): ChatEvent => ({
  type: 'error-raised',
  code,
  message: 'For developers.',
  retryable,
});
const connected: ChatEvent = { type: 'connection-changed', state: 'open' };

describe('<chat-status-banner>', () => {
  it('is accessible', async () => {
    for (const event of [
      { type: 'connection-changed', state: 'waiting' },
      problem('unreachable'),
      { type: 'handoff-changed', handoff: 'requested', phone: '+15550100' },
    ] satisfies readonly ChatEvent[]) {
      const { isAccessible } = await draw(connected, event);
      await isAccessible();
    }
  });

  it('is an empty live region while all is well, and the same one when it is not', async () => {
    const { one, say } = await draw(connected);
    const region = one('[role=status]');
    expect(region.getAttribute('part')).to.equal('status');
    expect(words(region)).to.equal('');
    await say({ type: 'connection-changed', state: 'waiting' });
    expect(one('[role=status]')).to.equal(region);
  });

  const lines: Readonly<Record<string, readonly [readonly ChatEvent[], string]>> = {
    'it connects': [[{ type: 'connection-changed', state: 'connecting' }], 'Connecting.'],
    'the connection was lost': [
      [connected, { type: 'connection-changed', state: 'waiting', retryIn: 1000 }],
      'Reconnecting. Your messages are kept.',
    ],
    'the connection is closed for good': [
      [{ type: 'connection-changed', state: 'closed', reason: 'forbidden' }],
      'This chat is not available on this site. Try again',
    ],
    'something failed that can be tried again': [
      [connected, problem('server-error')],
      'The chat has a problem at the moment. Try again',
    ],
    'something failed for good': [[connected, problem('bad-config', false)], 'The chat is not set up correctly.'],
    'the backend tries again by itself': [
      [connected, { type: 'backend-failed', attempt: 1, retryIn: 1000 }],
      'The answer takes longer than usual.',
    ],
    'the backend tries once more': [
      [connected, { type: 'backend-failed', attempt: 3, retryIn: 1000 }],
      'The answer takes longer than usual. Attempt 3.',
    ],
    'a person was asked for, which the conversation says': [
      [connected, { type: 'handoff-changed', handoff: 'requested' }],
      '',
    ],
    'a person has come': [[connected, { type: 'handoff-changed', handoff: 'active' }], ''],
    'a person can be called': [
      [connected, { type: 'handoff-changed', handoff: 'requested', phone: '+15550100' }],
      'You can also call. Call +15550100',
    ],
    'a bot was heard after a problem': [[connected, problem('timeout'), said('a', 'Hi')], ''],
    'the connection is back after a problem': [[problem('unreachable'), connected], ''],
    'the connection was lost after a problem': [
      [problem('timeout'), { type: 'connection-changed', state: 'waiting' }],
      'Reconnecting. Your messages are kept.',
    ],
  };
  for (const [when, [events, line]] of Object.entries(lines))
    it(`says when ${when}: ${line || 'nothing'}`, async () => {
      const { one } = await draw(...events);
      expect(words(one('[part=status]'))).to.equal(line);
    });

  it('asks to connect again', async () => {
    const { element, one } = await draw(problem('unreachable'));
    const asked = oneEvent<ChatRetryRequest>(element, 'chat-retry-request');
    one('button').click();
    expect((await asked).messageId).to.equal(undefined);
  });

  it('lets the page refuse a call', async () => {
    const { element, one } = await draw(connected, {
      type: 'handoff-changed',
      handoff: 'requested',
      phone: '+15550100',
    });
    expect(one('a').getAttribute('href')).to.equal('tel:+15550100');
    element.addEventListener('chat-link-request', (event: ChatLinkRequest) => event.preventDefault());
    expect(one('a').dispatchEvent(new MouseEvent('click', { cancelable: true, bubbles: true }))).to.equal(false);
  });
});
