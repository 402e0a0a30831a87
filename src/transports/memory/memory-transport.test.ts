import { expect } from '@open-wc/testing';
import type { ChatEvent, Emit } from '../../protocol/events.js';
import { itIsATransport } from '../transport.contract.js';
import { memoryTransport } from './memory-transport.js';

const say = (emit: Emit, id: string, text: string) =>
  emit({
    type: 'message-added',
    message: { id, author: 'bot', parts: [{ type: 'text', text }], delivery: 'delivered', streaming: false },
  });

describe('memoryTransport', () => {
  itIsATransport(() => memoryTransport(({ id }, emit) => say(emit, `${id}.reply`, 'Hello')));

  it('delivers when the server is done, and fails as the server fails', async () => {
    const transport = memoryTransport(async ({ id }) => {
      if (id === 'bad') throw new Error('no');
    });
    await transport.open(() => {});
    const { signal } = new AbortController();
    await transport.send({ type: 'launch', id: 'good' }, signal);
    const error = await transport.send({ type: 'launch', id: 'bad' }, signal).catch((reason: unknown) => reason);
    expect(error).to.be.an('error').with.property('message', 'no');
  });

  it('lets the server speak later, until it is closed', async () => {
    const events: ChatEvent[] = [];
    let later: Emit = () => {};
    const transport = memoryTransport((_, emit) => void (later = emit));
    await transport.open((event) => events.push(event));
    await transport.send({ type: 'launch', id: '1' }, new AbortController().signal);
    say(later, 'a', 'one');
    await transport.close();
    say(later, 'b', 'two');
    expect(events.map(({ type }) => type)).to.deep.equal(['connection-changed', 'message-added', 'connection-changed']);
  });

  it('stops waiting for a server that does not look at the signal', async () => {
    const controller = new AbortController();
    const transport = memoryTransport(() => new Promise(() => {}));
    await transport.open(() => {});
    const sending = transport.send({ type: 'launch', id: '1' }, controller.signal).catch((reason: unknown) => reason);
    controller.abort();
    expect(await sending).to.have.property('code', 'aborted');
  });
});
