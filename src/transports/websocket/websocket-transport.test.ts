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
/** What a router with the whole extension says of a session. */
const standing = (told: object = {}) =>
  frame('connection update', {
    sessionCreated: true,
    features: ['ack', 'history', 'ping', 'erasure'],
    epoch: 'e-1',
    first: 1,
    seq: 0,
    ...told,
  });
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
  let wake = () => {};
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
    {
      hidden: () => false,
      onWake(listener) {
        wake = listener;
        return () => {};
      },
      onSleep: () => () => {},
    },
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
  /** Loses the connection, and has the next one in. */
  const redial = () => {
    const dialled = sockets.all.length;
    clock.advance(5_000);
    sockets.last().end();
    while (sockets.all.length === dialled) clock.advance(100);
    sockets.last().accept();
  };
  const reconnect = (...features: string[]) => {
    redial();
    sockets.last().say(welcome(...features));
  };
  /** Opens with the whole extension. */
  const openWhole = async (told: object = {}) => {
    const opened = opening();
    sockets.last().accept();
    sockets.last().say(standing(told));
    await opened;
  };
  /** The events that the last socket was asked with, and their data. */
  const asked = (event: string) =>
    sentBy(sockets.last())
      .filter((sent) => sent.event === event)
      .map(({ data }) => data);
  /** What is shown, in the order of its coming; a loss stands in its place. */
  const shown = () =>
    events.flatMap((event): (string | (string | number | undefined)[])[] => {
      if (event.type === 'message-added') return [[event.message.id, event.message.order]];
      return event.type === 'continuity-lost' ? [event.cause] : [];
    });
  const one = (n: number) => answer(`word ${n}`, { id: `m-${n}`, seq: n });
  /** The end of a sending: `delivered`, or the error. */
  const send = (command: Parameters<typeof transport.send>[0]) =>
    transport.send(command, signal).then(
      () => 'delivered',
      (reason: unknown) => reason,
    );
  /** Lets what was promised so far happen. */
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const types = () => events.map((event) => (event.type === 'connection-changed' ? event.state : event.type));
  return {
    ...{ transport, clock, sockets, events, lines, opening, accept, open, openWhole, redial, reconnect, send, settle },
    ...{ types, asked, shown, one, wake: () => wake() },
  };
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

  it('keeps a command while it is decided whether there is a session, and gives it back at once while there is none', async () => {
    const { open, send, settle, clock, sockets, accept, types } = setUp();
    await open('ack');
    clock.advance(5_000);
    sockets.last().end();
    expect(await send(message('c-1'))).to.include({ code: 'unreachable', outcome: 'not-sent', retryable: true });
    clock.advance(500);
    expect(types().at(-1)).to.equal('connecting');
    const early = send(message('c-2'));
    await settle();
    accept('ack');
    await settle();
    sockets.last().say(frame('ack', { requestId: 'c-2' }));
    expect(await early).to.equal('delivered');
    clock.advance(5_000);
    sockets.last().end();
    clock.advance(1_000);
    const late = send(message('c-3'));
    clock.advance(10_000);
    expect(await late).to.include({ code: 'unreachable', outcome: 'not-sent' });
    expect(sockets.all.flatMap(sentBy).filter(({ data }) => /c-[13]/.test(String(data?.['requestId'])))).to.deep.equal(
      [],
    );
  });

  it('asks for what was missed, and shows it once', async () => {
    const { open, reconnect, sockets, shown, asked } = setUp();
    await open('ack', 'history');
    expect(sentBy(sockets.last()).map(({ event }) => event)).to.deep.equal(['user joined']);
    sockets.last().say(answer('one', { id: 'm-1', seq: 1 }));
    reconnect('ack', 'history');
    expect(asked('history')).to.deep.equal([{ after: 1 }]);
    sockets.last().say(answer('one', { id: 'm-1', seq: 1 }));
    sockets.last().say(answer('two', { id: 'm-2', seq: 2 }));
    sockets.last().say(answer('three', { id: 'm-3', seq: 3 }));
    sockets.last().say(frame('history', { after: 3 }));
    expect(shown()).to.deep.equal([
      ['m-1', 1],
      ['m-2', 2],
      ['m-3', 3],
    ]);
    reconnect('ack', 'history');
    expect(asked('history')).to.deep.equal([{ after: 3 }]);
  });

  describe('with numbers', () => {
    it('asks once for a hole, and shows the late words in their place', async () => {
      const { openWhole, sockets, shown, asked, one } = setUp();
      await openWhole();
      for (const n of [1, 4, 5]) sockets.last().say(one(n));
      expect(asked('history')).to.deep.equal([{ after: 1 }]);
      for (const n of [2, 3, 4, 5]) sockets.last().say(one(n));
      sockets.last().say(frame('history', { after: 5, first: 1 }));
      expect(shown()).to.deep.equal([1, 4, 5, 2, 3].map((n) => [`m-${n}`, n]));
      sockets.last().say(one(6));
      expect(asked('history')).to.have.length(1);
    });

    it('says that something is lost when the server cannot fill the hole', async () => {
      const { openWhole, sockets, shown, asked, one } = setUp();
      await openWhole();
      for (const n of [1, 4]) sockets.last().say(one(n));
      sockets.last().say(frame('history', { after: 4, first: 4 }));
      expect(shown()).to.deep.equal([['m-1', 1], ['m-4', 4], 'gap']);
      sockets.last().say(one(5));
      expect(asked('history')).to.have.length(1);
    });

    it('asks a second time for what was lost on the way, and not a third time', async () => {
      const { openWhole, sockets, shown, asked, one } = setUp();
      await openWhole();
      for (const n of [1, 3]) sockets.last().say(one(n));
      sockets.last().say(frame('history', { after: 3, first: 1 }));
      sockets.last().say(frame('history', { after: 3, first: 1 }));
      expect(asked('history')).to.deep.equal([{ after: 1 }, { after: 1 }]);
      expect(shown()).to.deep.equal([['m-1', 1], ['m-3', 3], 'gap']);
    });

    it('has the last word within thirty seconds when it was lost', async () => {
      const { openWhole, sockets, shown, asked, clock, one } = setUp();
      await openWhole();
      sockets.last().say(one(1));
      clock.advance(25_000);
      expect(asked('ping')).to.have.length(1);
      sockets.last().say(frame('pong', { seq: 2 }));
      expect(asked('history')).to.deep.equal([{ after: 1 }]);
      sockets.last().say(one(2));
      sockets.last().say(frame('history', { after: 2, first: 1 }));
      expect(shown()).to.deep.equal([
        ['m-1', 1],
        ['m-2', 2],
      ]);
      clock.advance(25_000);
      sockets.last().say(frame('pong', { seq: 2 }));
      expect(asked('history')).to.have.length(1);
    });

    it('asks again where the answer to a question was lost', async () => {
      const { openWhole, sockets, asked, clock, one } = setUp();
      await openWhole();
      for (const n of [1, 3]) sockets.last().say(one(n));
      clock.advance(25_000);
      sockets.last().say(frame('pong', { seq: 3 }));
      expect(asked('history')).to.deep.equal([{ after: 1 }, { after: 1 }]);
    });

    it('does not miss what nobody asked for: who comes late begins where the others are', async () => {
      const { openWhole, sockets, asked, one } = setUp();
      await openWhole({ seq: 41 });
      sockets.last().say(one(42));
      expect(asked('history')).to.deep.equal([]);
      sockets.last().say(one(44));
      expect(asked('history')).to.deep.equal([{ after: 42 }]);
    });

    it('has what was said between two pages, and not again what the first one had', async () => {
      const { openWhole, sockets, shown, asked, one } = setUp({ has: (id) => id === 'm-1' || id === 'm-2' });
      await openWhole({ seq: 3 });
      expect(asked('history')).to.deep.equal([{ after: 0 }]);
      for (const n of [1, 2, 3]) sockets.last().say(one(n));
      sockets.last().say(frame('history', { after: 3, first: 1 }));
      expect(shown()).to.deep.equal([['m-3', 3]]);
    });

    it('tells a new conversation from the old one, and puts it behind', async () => {
      const { openWhole, redial, sockets, shown, asked, one } = setUp();
      await openWhole();
      for (const n of [1, 2]) sockets.last().say(one(n));
      redial();
      sockets.last().say(standing({ epoch: 'e-2', seq: 1 }));
      expect(asked('history')).to.deep.equal([{ after: 0 }]);
      sockets.last().say(answer('seen', { id: 'm-2', seq: 1 }));
      sockets.last().say(frame('history', { after: 1, first: 1 }));
      sockets.last().say(answer('new', { id: 'n-2', seq: 2 }));
      expect(shown()).to.deep.equal([['m-1', 1], ['m-2', 2], 'new-session', ['n-2', 4]]);
    });

    it('knows a server that forgot by its numbers, where it does not tell', async () => {
      const { openWhole, redial, sockets, shown, one } = setUp();
      await openWhole({ epoch: undefined });
      for (const n of [1, 2]) sockets.last().say(one(n));
      redial();
      sockets.last().say(standing({ epoch: undefined }));
      sockets.last().say(frame('history', { after: 0 }));
      expect(shown().at(-1)).to.equal('new-session');
    });

    it('says that something is lost when it was away for longer than the server remembers', async () => {
      const { openWhole, redial, sockets, shown, asked, one } = setUp();
      await openWhole();
      sockets.last().say(one(1));
      redial();
      sockets.last().say(standing({ first: 8, seq: 9 }));
      expect(asked('history')).to.deep.equal([{ after: 7 }]);
      for (const n of [8, 9]) sockets.last().say(one(n));
      sockets.last().say(frame('history', { after: 9, first: 8 }));
      expect(shown()).to.deep.equal([['m-1', 1], 'gap', ['m-8', 8], ['m-9', 9]]);
    });

    it('is not confused by numbers that are none, nor by an answer that comes twice', async () => {
      const { openWhole, sockets, shown, asked, one } = setUp();
      await openWhole();
      sockets.last().say(one(1));
      for (const seq of [-1, 0.5, 1e300]) sockets.last().say(answer('odd', { seq }));
      sockets.last().say(frame('history', { after: 0 }));
      sockets.last().say(frame('history', { after: 'x' }));
      sockets.last().say(frame('pong', { seq: 'x' }));
      sockets.last().say(frame('pong'));
      expect(shown()).to.not.include('new-session');
      expect(asked('history')).to.deep.equal([]);
    });

    it('knows nothing of the old numbers in a new session of its own wish', async () => {
      const { openWhole, send, sockets, shown, asked, one } = setUp();
      await openWhole();
      for (const n of [1, 2]) sockets.last().say(one(n));
      await send({ type: 'restart', id: 'c-1', session: { id: 's-2', userId: 'u-1', startedAt: 1 } });
      sockets.last().accept();
      sockets.last().say(standing({ epoch: 'e-2' }));
      sockets.last().say(answer('new', { id: 'n-1', seq: 1 }));
      expect(shown().at(-1)).to.deep.equal(['n-1', 1]);
      expect(shown()).to.not.include('new-session');
      expect(asked('history')).to.deep.equal([]);
    });
  });

  describe('with a heartbeat', () => {
    it('notices a connection on which nothing comes any more, and gives back what was under way', async () => {
      const { openWhole, clock, types, send, settle, sockets } = setUp({ patience: { ack: 60_000 } });
      await openWhole();
      const sending = send(message('c-1'));
      await settle();
      clock.advance(25_000);
      expect(sentBy(sockets.last()).at(-1)?.event).to.equal('ping');
      clock.advance(60_000);
      expect(await sending).to.include({ outcome: 'unknown' });
      expect(types().slice(0, 3)).to.deep.equal(['connecting', 'open', 'waiting']);
    });

    it('asks a router without ping for its history, and one without both for nothing', async () => {
      const withHistory = setUp();
      await withHistory.open('ack', 'history');
      withHistory.clock.advance(25_000);
      expect(withHistory.asked('history')).to.deep.equal([{ after: 0 }]);
      withHistory.clock.advance(10_000);
      expect(withHistory.types().at(-1)).to.equal('waiting');
      const plain = setUp();
      await plain.open();
      plain.clock.advance(600_000);
      expect(sentBy(plain.sockets.last())).to.have.length(1);
      expect(plain.types().at(-1)).to.equal('open');
    });

    it('asks at once when the page wakes', async () => {
      const { openWhole, asked, wake } = setUp();
      await openWhole();
      wake();
      expect(asked('ping')).to.have.length(1);
    });
  });

  describe('with a token', () => {
    const urls = ({ sockets }: ReturnType<typeof setUp>) => sockets.all.map(({ url }) => url).join(' ');

    it('says it in its first word and in requests, and never in the address', async () => {
      const all = setUp({ token: 'secret-1' });
      await all.open('ack');
      void all.send(message('c-1'));
      await all.settle();
      expect(all.asked('user joined')).to.deep.equal([{ accessToken: 'secret-1' }]);
      expect(all.asked('new message')[0]).to.include({ accessToken: 'secret-1' });
      expect(urls(all)).to.not.contain('secret');
    });

    it('asks the page for it before the first word, once', async () => {
      const reasons: string[] = [];
      const all = setUp({
        getToken: async (reason) => {
          reasons.push(reason);
          return 'secret-2';
        },
      });
      const opened = all.opening();
      all.sockets.last().accept();
      expect(all.sockets.last().sent).to.deep.equal([]);
      await all.settle();
      expect(all.asked('user joined')).to.deep.equal([{ accessToken: 'secret-2' }]);
      all.sockets.last().say(welcome('ack'));
      await opened;
      all.reconnect('ack');
      await all.settle();
      expect(reasons).to.deep.equal(['first']);
    });

    it('gets a new one when the router refuses it, once, and closes when that is refused too', async () => {
      const reasons: string[] = [];
      const all = setUp({
        getToken: async (reason) => {
          reasons.push(reason);
          return `secret-${reasons.length}`;
        },
      });
      const opened = all.opening();
      all.sockets.last().accept();
      await all.settle();
      all.sockets.last().end(4401);
      await all.settle();
      all.sockets.last().accept();
      await all.settle();
      expect(all.asked('user joined')).to.deep.equal([{ accessToken: 'secret-2' }]);
      all.sockets.last().end(4401);
      await all.settle();
      expect(all.events.at(-1)).to.include({ state: 'closed', reason: 'unauthorized' });
      await opened;
      expect(await all.send(message('c-1'))).to.include({ code: 'unauthorized' });
      expect(await all.transport.renew?.().catch((error: unknown) => error)).to.have.property('code', 'unauthorized');
      expect(reasons).to.deep.equal(['first', 'refused']);
      expect(urls(all)).to.not.contain('secret');
    });

    it('comes in anew with the one that the outbox asked for', async () => {
      let n = 0;
      const all = setUp({ getToken: async () => `secret-${(n += 1)}` });
      const opened = all.opening();
      all.sockets.last().accept();
      await all.settle();
      all.sockets.last().say(welcome('ack'));
      await opened;
      await all.transport.renew?.();
      all.sockets.last().accept();
      await all.settle();
      expect(all.sockets.all).to.have.length(2);
      expect(all.asked('user joined')).to.deep.equal([{ accessToken: 'secret-2' }]);
    });

    it('waits and asks again when the page has none to give', async () => {
      const reasons: string[] = [];
      const all = setUp({
        getToken: async (reason) => {
          reasons.push(reason);
          if (reasons.length === 1) throw new Error('offline');
          return 'secret';
        },
      });
      const opened = all.opening();
      all.sockets.last().accept();
      await opened;
      expect(all.types().at(-1)).to.equal('waiting');
      all.clock.advance(500);
      all.sockets.last().accept();
      await all.settle();
      expect(all.asked('user joined')).to.deep.equal([{ accessToken: 'secret' }]);
      expect(reasons).to.deep.equal(['first', 'first']);
    });

    it('cannot renew what the page cannot give', async () => {
      const { transport, events } = setUp({ token: 't' });
      expect(await transport.renew?.().catch((error: unknown) => error)).to.have.property('code', 'unauthorized');
      expect(events).to.deep.equal([]);
    });
  });

  it('forgets only where the router says that it can', async () => {
    const { openWhole, send, settle, sockets, transport } = setUp();
    await openWhole();
    expect(transport.capabilities?.erasure).to.equal(true);
    const erased = send({ type: 'erase-data', id: 'c-1' });
    await settle();
    sockets.last().say(frame('ack', { requestId: 'c-1' }));
    expect(await erased).to.equal('delivered');
    const other = setUp();
    await other.open('ack', 'history');
    expect(other.transport.capabilities?.erasure).to.equal(false);
    expect(await other.send({ type: 'erase-data', id: 'c-1' })).to.include({
      code: 'unsupported',
      outcome: 'rejected',
    });
  });

  for (const [code, expected] of [
    [1009, { code: 'too-large', outcome: 'rejected' }],
    [1006, { code: 'unreachable', outcome: 'unknown' }],
    [1013, { code: 'rate-limited', outcome: 'unknown' }],
    [4429, { code: 'rate-limited', outcome: 'unknown' }],
    [4403, { code: 'forbidden', outcome: 'rejected' }],
    [4409, { code: 'elsewhere', outcome: 'rejected' }],
    [4401, { code: 'unauthorized', outcome: 'auth' }],
  ] as const) {
    it(`gives back what was under way as ${expected.code} when it is closed with ${code}`, async () => {
      const { open, send, settle, sockets } = setUp();
      await open('ack');
      const sending = send(message('c-1'));
      await settle();
      sockets.last().end(code);
      expect(await sending).to.include(expected);
      const next = await send(message('c-2'));
      expect(next).to.include(code < 1014 ? { outcome: 'not-sent' } : expected.outcome === 'unknown' ? {} : expected);
    });
  }

  it('can begin anew after it was closed for good', async () => {
    const { open, send, sockets, accept } = setUp();
    await open('ack');
    sockets.last().end(4401);
    await send({ type: 'restart', id: 'c-1', session: { id: 's-2', userId: 'u-1', startedAt: 1 } });
    expect(sockets.all).to.have.length(2);
    accept('ack');
    expect(sentBy(sockets.last())[0]?.sessionId).to.equal('s-2');
  });

  it('goes on in the session that it is opened with', async () => {
    const { openWhole, transport, sockets, asked, one } = setUp();
    await openWhole();
    sockets.last().say(one(5));
    await transport.close();
    const again = transport.open(() => {}, { id: 's-9', userId: 'u-1', startedAt: 0 });
    sockets.last().accept();
    sockets.last().say(standing({ epoch: 'e-9' }));
    await again;
    expect(sentBy(sockets.last())[0]?.sessionId).to.equal('s-9');
    expect(asked('history')).to.deep.equal([]);
  });

  it('has what was said while it was closed, when it is opened again in the same session', async () => {
    const { openWhole, transport, sockets, asked, one } = setUp();
    await openWhole();
    sockets.last().say(one(1));
    await transport.close();
    const again = transport.open(() => {});
    sockets.last().accept();
    sockets.last().say(standing({ seq: 3 }));
    await again;
    expect(asked('history')).to.deep.equal([{ after: 1 }]);
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

  it('gives messages of another page of the session ids of their own', async () => {
    const ids: string[] = [];
    for (const later of [0, 1_000]) {
      const { open, sockets, events, clock } = setUp();
      await open();
      clock.advance(later);
      sockets.last().say(answer('a'));
      ids.push(...events.flatMap((event) => (event.type === 'message-added' ? event.message.id : [])));
    }
    expect(ids).to.have.length(2);
    expect(new Set(ids).size).to.equal(2);
  });

  it('says that words may be missing after it was away from a router that keeps nothing', async () => {
    const { open, reconnect, sockets, shown } = setUp();
    await open();
    reconnect();
    expect(shown()).to.deep.equal([]);
    sockets.last().say(answer('a'));
    reconnect();
    expect(shown().slice(1)).to.deep.equal(['gap']);
    reconnect();
    expect(shown().slice(1)).to.deep.equal(['gap']);
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
