import { expect } from '@open-wc/testing';
import type { ChatEvent } from '../../protocol/events.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { fakeClock } from '../../net/fakes/clock.js';
import { fakeSockets, type FakeSocket } from '../../net/fakes/socket.js';
import { websocketTransport } from './websocket-transport.js';

const bot = { deviceId: 'Bot', userId: 'b-1', displayName: 'Bea' };
const router = { deviceId: 'Router', userId: 'router' };
const frame = (event: string, data?: object, more: object = {}) => ({
  event,
  data,
  sender: router,
  sessionId: 's-1',
  timeMs: 1,
  ...more,
});
const welcome = (...features: string[]) => frame('connection update', { sessionCreated: true, features });
const answer = (text: string, more: object = {}) =>
  frame('new message', { outputSpeech: text, reprompt: '?' }, { sender: bot, ...more });
const message = (id: string) => ({ type: 'send-message', id, text: 'hi' }) as const;
const sentBy = (socket: FakeSocket) =>
  socket.sent.map((text): { event: string; data?: Record<string, unknown>; sender: object; sessionId: string } =>
    JSON.parse(text),
  );

function setUp(more: Partial<TransportOptions> = {}) {
  const clock = fakeClock(1);
  const sockets = fakeSockets();
  const events: ChatEvent[] = [];
  const lines: string[] = [];
  const { signal } = new AbortController();
  const transport = websocketTransport(
    {
      ...clock,
      webSocket: sockets.webSocket,
      url: 'wss://router.example/shop/bot?appId=a',
      session: { id: 's-1', userId: 'u-1', startedAt: 0 },
      timeout: 30_000,
      log: (line) => lines.push(line),
      ...more,
    },
    { hidden: () => false, onWake: () => () => {}, onSleep: () => () => {} },
  );
  const opening = () => transport.open((event) => events.push(event));
  const accept = (...features: string[]) => {
    sockets.last().accept();
    sockets.last().say(welcome(...features));
  };
  const open = async (...features: string[]) => {
    const opened = opening();
    accept(...features);
    await opened;
  };
  /** Loses the connection and has the next one accepted. */
  const reconnect = (...features: string[]) => {
    const dialled = sockets.all.length;
    sockets.last().end();
    while (sockets.all.length === dialled) clock.advance(100);
    accept(...features);
  };
  /** The end of a sending: `delivered`, or the error. */
  const send = (command: Parameters<typeof transport.send>[0]) =>
    transport.send(command, signal).then(
      () => 'delivered',
      (reason: unknown) => reason,
    );
  /** Lets what was promised so far happen. */
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const types = () => events.map((event) => (event.type === 'connection-changed' ? event.state : event.type));
  return { transport, clock, sockets, events, lines, opening, accept, open, reconnect, send, settle, types };
}

describe('websocketTransport', () => {
  it('dials the address as given, says who it is, and is open when the router has a session', async () => {
    const { opening, sockets, types } = setUp({ contact: () => ({ name: 'Ann', email: 'ann@example.com' }) });
    const opened = opening();
    expect(sockets.last().url).to.equal(
      'wss://router.example/shop/bot?appId=a&userId=u-1&isAdmin=false&createWsReason=open',
    );
    sockets.last().accept();
    expect(sentBy(sockets.last())).to.deep.equal([
      {
        event: 'user joined',
        sender: {
          deviceId: 'Widget',
          userId: 'u-1',
          isAdmin: false,
          displayName: 'Ann',
          email: 'ann@example.com',
          urlAttributes: { path: ['shop', 'bot'], query: { appId: 'a' } },
        },
        sessionId: 's-1',
        timeMs: 1_000_000,
      },
    ]);
    expect(types()).to.deep.equal(['connecting']);
    sockets.last().say(welcome());
    await opened;
    expect(types()).to.deep.equal(['connecting', 'open']);
  });

  it('reads http as the socket beside it, and takes an agent’s seat', async () => {
    const { opening, sockets, transport } = setUp({ url: 'http://127.0.0.1:1/ws', isAdmin: true });
    const opened = opening().catch(() => 'closed');
    expect(sockets.last().url).to.match(/^ws:\/\/127\.0\.0\.1:1\/ws\?userId=u-1&isAdmin=true/);
    await transport.close();
    expect(await opened).to.equal('closed');
  });

  it('does not open with an address that is none', async () => {
    const error = await setUp({ url: 'ftp://a.example' })
      .opening()
      .catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'bad-config');
  });

  it('settles open, and tries again, when nobody answers or there is no session', async () => {
    const { opening, sockets, types, clock } = setUp();
    const opened = opening();
    sockets.last().end();
    await opened;
    clock.advance(500);
    sockets.last().accept();
    sockets.last().say(frame('connection update', { sessionCreated: false, errorMessage: 'full' }));
    expect(types()).to.deep.equal(['connecting', 'waiting', 'connecting', 'error-raised', 'waiting']);
    clock.advance(1_000);
    expect(sockets.all).to.have.length(3);
  });

  it('rejects open when the router refuses for good', async () => {
    const { opening, sockets } = setUp();
    const opened = opening().catch((reason: unknown) => reason);
    sockets.last().end(4401);
    expect(await opened).to.include({ code: 'unauthorized', outcome: 'auth' });
  });

  it('delivers at the ack', async () => {
    const { open, send, sockets, settle } = setUp({ bodyProperties: { device: { hasScreen: true } } });
    await open('ack');
    let end: unknown;
    void send(message('c-1')).then((result) => (end = result));
    await settle();
    const [, said] = sentBy(sockets.last());
    expect(said?.event).to.equal('new message');
    expect(said?.data).to.include({ type: 'INTENT_REQUEST', rawQuery: 'hi', requestId: 'c-1', sessionId: 's-1' });
    expect(said?.data).to.have.deep.property('device', { hasScreen: true });
    sockets.last().say(frame('ack', { requestId: 'other' }));
    await settle();
    expect(end).to.equal(undefined);
    sockets.last().say(frame('ack', { requestId: 'c-1' }));
    await settle();
    expect(end).to.equal('delivered');
  });

  it('gives a command back when the ack does not come, and changes the connection', async () => {
    const { open, send, settle, clock, types, events, accept, sockets } = setUp();
    await open('ack');
    const sending = send(message('c-1'));
    await settle();
    clock.advance(10_000);
    expect(await sending).to.include({ code: 'timeout', outcome: 'unknown', retryable: true });
    expect(types()).to.deep.equal(['connecting', 'open', 'waiting']);
    clock.advance(500);
    accept('ack');
    expect(sentBy(sockets.last()).map(({ event }) => event)).to.deep.equal(['user joined']);
    sockets.last().say(frame('ack', { requestId: 'c-1' }));
    expect(events.at(-1)).to.deep.equal({ type: 'delivery-changed', id: 'c-1', delivery: 'delivered' });
  });

  it('gives a command back when the connection is lost', async () => {
    for (const features of [['ack'], []]) {
      const { open, send, settle, sockets } = setUp();
      await open(...features);
      const sending = send(message('c-1'));
      await settle();
      sockets.last().end();
      expect(await sending).to.include({ code: 'unreachable', outcome: 'unknown' });
    }
  });

  it('gives a command back when the router says failure instead of an ack', async () => {
    const { open, send, settle, sockets, events } = setUp();
    await open('ack');
    const sending = send(message('c-1'));
    await settle();
    sockets.last().say(frame('failure', { type: 'BOT', tries: 1, delay: 1_000, error: 'no bot' }));
    expect(await sending).to.include({ code: 'server-error', retryAfter: 1_000, message: 'no bot' });
    expect(events.at(-1)).to.deep.equal({ type: 'backend-failed', attempt: 1, retryIn: 1_000 });
  });

  it('without acks delivers at the first answer, and waits through a failure', async () => {
    const { open, send, settle, sockets } = setUp();
    await open();
    let end: unknown;
    void send(message('c-1')).then((result) => (end = result));
    await settle();
    sockets.last().say(frame('failure', { type: 'BOT', tries: 1, delay: 1_000 }));
    sockets.last().say(frame('account status'));
    await settle();
    expect(end).to.equal(undefined);
    sockets.last().say(answer('Hello'));
    await settle();
    expect(end).to.equal('delivered');
  });

  it('without acks gives up in time, and still delivers at a late answer', async () => {
    const { open, send, settle, clock, sockets, events } = setUp();
    await open();
    const sending = send(message('c-1'));
    await settle();
    clock.advance(30_000);
    expect(await sending).to.include({ code: 'timeout', outcome: 'unknown' });
    sockets.last().say(answer('Hello'));
    expect(events.map(({ type }) => type).slice(-2)).to.deep.equal(['delivery-changed', 'message-added']);
  });

  it('without acks waits for nobody when a person has the session, or nothing is expected', async () => {
    const { open, send, sockets } = setUp();
    await open();
    expect(await send({ type: 'launch', id: 'c-1' })).to.equal('delivered');
    expect(await send({ type: 'report-action', id: 'c-2', action: 'OPEN_URL' })).to.equal('delivered');
    sockets.last().say(frame('user joined', undefined, { sender: { deviceId: 'Widget', userId: 'kim' } }));
    expect(await send(message('c-3'))).to.equal('delivered');
  });

  it('keeps a command until there is a session, but not for ever', async () => {
    const { open, send, settle, clock, sockets, accept } = setUp();
    await open('ack');
    clock.advance(5_000);
    sockets.last().end();
    const early = send(message('c-1'));
    expect(sockets.last().sent).to.have.length(1);
    clock.advance(500);
    accept('ack');
    await settle();
    sockets.last().say(frame('ack', { requestId: 'c-1' }));
    expect(await early).to.equal('delivered');
    sockets.last().end();
    const late = send(message('c-2'));
    clock.advance(10_000);
    expect(await late).to.include({ code: 'unreachable', outcome: 'not-sent' });
    expect(sockets.all.flatMap(sentBy).filter(({ data }) => data?.['requestId'] === 'c-2')).to.deep.equal([]);
  });

  it('asks for what was missed, and shows it once', async () => {
    const { open, reconnect, sockets, events } = setUp();
    await open('ack', 'history');
    expect(sentBy(sockets.last()).map(({ event }) => event)).to.deep.equal(['user joined']);
    sockets.last().say(answer('one', { id: 'm-1', seq: 1 }));
    reconnect('ack', 'history');
    expect(sentBy(sockets.last()).at(-1)).to.deep.include({ event: 'history', data: { after: 1 } });
    sockets.last().say(answer('one', { id: 'm-1', seq: 1 }));
    sockets.last().say(answer('three', { id: 'm-3', seq: 3 }));
    sockets.last().say(answer('two', { id: 'm-2', seq: 2 }));
    sockets.last().say(frame('history', { after: 7 }));
    const shown = events.flatMap((event) =>
      event.type === 'message-added' ? [[event.message.id, event.message.order]] : [],
    );
    expect(shown).to.deep.equal([
      ['m-1', 1],
      ['m-3', 3],
      ['m-2', 2],
    ]);
    reconnect('ack', 'history');
    expect(sentBy(sockets.last()).at(-1)).to.deep.include({ event: 'history', data: { after: 7 } });
  });

  it('does not ask a router that keeps nothing', async () => {
    const { open, reconnect, sockets } = setUp();
    await open();
    reconnect();
    expect(sentBy(sockets.last()).map(({ event }) => event)).to.deep.equal(['user joined']);
    expect(sockets.last().url).to.contain('createWsReason=reconnect');
  });

  it('gives every message without an id one of its own', async () => {
    const { open, sockets, events } = setUp();
    await open();
    sockets.last().say(answer('a'));
    sockets.last().say(answer('a'));
    const ids = events.flatMap((event) => (event.type === 'message-added' ? event.message.id : []));
    expect(new Set(ids).size).to.equal(2);
  });

  it('speaks in the new session after a restart, on a new connection', async () => {
    const { open, send, sockets, settle, accept } = setUp();
    await open('ack', 'history');
    sockets.last().say(answer('one', { id: 'm-1', seq: 9 }));
    await send({ type: 'restart', id: 'c-1', session: { id: 's-2', userId: 'u-1', startedAt: 1 } });
    expect(sockets.all).to.have.length(2);
    expect(sockets.all[0]?.closedByPage).to.equal(true);
    accept('ack', 'history');
    void send(message('c-2'));
    await settle();
    expect(sentBy(sockets.last()).map(({ event, sessionId }) => [event, sessionId])).to.deep.equal([
      ['user joined', 's-2'],
      ['new message', 's-2'],
    ]);
  });

  it('does not send later what was stopped before there was a session', async () => {
    const { open, transport, settle, clock, sockets, accept } = setUp();
    await open('ack');
    sockets.last().end();
    const controller = new AbortController();
    const stopped = transport.send(message('c-1'), controller.signal).catch((reason: unknown) => reason);
    controller.abort();
    expect(await stopped).to.have.property('code', 'aborted');
    clock.advance(500);
    accept('ack');
    await settle();
    expect(sentBy(sockets.last()).map(({ event }) => event)).to.deep.equal(['user joined']);
  });

  it('barges in and out under the agent’s name', async () => {
    const { open, send, sockets } = setUp({ isAdmin: true });
    await open('ack');
    expect(await send({ type: 'barge-in', id: 'c-1', name: 'Kim' })).to.equal('delivered');
    expect(await send({ type: 'barge-out', id: 'c-2' })).to.equal('delivered');
    const [, bargeIn, bargeOut] = sentBy(sockets.last());
    expect(bargeIn).to.deep.include({ event: 'barge in' });
    expect(bargeIn?.sender).to.include({ displayName: 'Kim', isAdmin: true });
    expect(bargeOut).to.deep.include({ event: 'barge out' });
  });

  for (const broken of [
    '',
    '{"event":"new mes',
    'null',
    '<html>',
    answer('x', { data: 'no' }),
    answer('x', { data: null }),
  ]) {
    it(`stays as it is when the router says ${JSON.stringify(broken).slice(0, 60)}`, async () => {
      const { open, sockets, types, lines } = setUp();
      await open();
      sockets.last().say(broken);
      expect(lines).to.have.length(1);
      expect(types()).to.deep.equal(['connecting', 'open']);
      sockets.last().say(answer('still here'));
      expect(types().at(-1)).to.equal('message-added');
    });
  }

  it('leaves nothing behind when it is closed', async () => {
    const { open, send, settle, transport, clock, sockets, types } = setUp();
    await open('ack');
    const sending = send(message('c-1'));
    await settle();
    await transport.close();
    expect(await sending).to.include({ code: 'closed', outcome: 'unknown' });
    expect(await send(message('c-2'))).to.include({ code: 'closed', outcome: 'not-sent' });
    sockets.last().say(answer('late'));
    expect(types()).to.deep.equal(['connecting', 'open', 'closed']);
    expect(clock.waiting()).to.equal(0);
  });
});
