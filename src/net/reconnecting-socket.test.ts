import { expect } from '@open-wc/testing';
import { fakeClock } from './fakes/clock.js';
import { fakeSockets } from './fakes/socket.js';
import { reconnectingSocket } from './reconnecting-socket.js';

function setUp(random = 1) {
  const clock = fakeClock(random);
  const sockets = fakeSockets();
  const states: string[] = [];
  const heard: string[] = [];
  let hidden = false;
  let wake = () => {};
  const socket = reconnectingSocket({
    address: (attempt) => new URL(`ws://bot.example/?attempt=${attempt}`),
    seams: { ...clock, webSocket: sockets.webSocket },
    attention: {
      hidden: () => hidden,
      onWake(listener) {
        wake = listener;
        return () => (wake = () => {});
      },
    },
    onSocket: () => heard.push('socket'),
    onText: (text) => heard.push(text),
    onState: (state, { retryIn, reason }) =>
      states.push([state, retryIn, reason].filter((x) => x !== undefined).join(' ')),
  });
  const open = () => {
    sockets.last().accept();
    socket.ready();
  };
  return { clock, sockets, states, heard, socket, open, hide: (on: boolean) => (hidden = on), wake: () => wake() };
}

describe('reconnectingSocket', () => {
  it('is open when the other side accepted, not when the socket is', () => {
    const { socket, sockets, states, heard } = setUp();
    socket.connect();
    sockets.last().accept();
    expect(states).to.deep.equal(['connecting']);
    expect(heard).to.deep.equal(['socket']);
    socket.ready();
    expect(states).to.deep.equal(['connecting', 'open']);
  });

  it('gives up a connection that nobody accepts within ten seconds', () => {
    const { socket, sockets, states, clock } = setUp();
    socket.connect();
    sockets.last().accept();
    clock.advance(10_000);
    expect(states).to.deep.equal(['connecting', 'waiting 500']);
    expect(sockets.last().closedByPage).to.equal(true);
  });

  it('comes back, later each time', () => {
    const { socket, sockets, states, clock, open } = setUp();
    socket.connect();
    open();
    sockets.last().end();
    clock.advance(500);
    sockets.last().end();
    clock.advance(999);
    expect(sockets.all).to.have.length(2);
    clock.advance(1);
    expect(sockets.all.map(({ url }) => url.at(-1))).to.deep.equal(['0', '1', '2']);
    expect(states).to.deep.equal(['connecting', 'open', 'waiting 500', 'connecting', 'waiting 1000', 'connecting']);
  });

  it('does not storm when the other side accepts and hangs up', () => {
    const { socket, sockets, clock } = setUp(0.5);
    socket.connect();
    const end = clock.now() + 60_000;
    while (clock.now() < end) {
      const dialled = sockets.all.length;
      sockets.last().accept();
      socket.ready();
      clock.advance(200);
      sockets.last().end();
      while (sockets.all.length === dialled) clock.advance(50);
    }
    expect(sockets.all.length).to.be.at.most(12);
  });

  const finals: readonly [number, string][] = [
    [1008, 'forbidden'],
    [4400, 'rejected'],
    [4401, 'unauthorized'],
    [4003, 'forbidden'],
    [4403, 'forbidden'],
    [4404, 'not-found'],
    [4409, 'closed'],
  ];
  for (const [code, reason] of finals) {
    it(`is closed for good by ${code}`, () => {
      const { socket, sockets, states, clock, open, wake } = setUp();
      socket.connect();
      open();
      sockets.last().end(code);
      expect(states.at(-1)).to.equal(`closed ${reason}`);
      expect(clock.waiting()).to.equal(0);
      wake();
      expect(sockets.all).to.have.length(1);
    });
  }
  for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1014, 3010, 4500]) {
    it(`tries again after ${code}`, () => {
      const { socket, sockets, states, open } = setUp();
      socket.connect();
      open();
      sockets.last().end(code);
      expect(states.at(-1)).to.equal('waiting 500');
    });
  }
  for (const code of [1013, 4429]) {
    it(`gives a busy server time after ${code}`, () => {
      const { socket, sockets, states, open } = setUp();
      socket.connect();
      open();
      sockets.last().end(code);
      expect(states.at(-1)).to.equal('waiting 5000');
    });
  }

  it('does not dial while the page is hidden, and at once when it is seen', () => {
    const { socket, sockets, states, clock, open, hide, wake } = setUp();
    socket.connect();
    open();
    hide(true);
    sockets.last().end();
    clock.advance(60_000);
    expect(states.at(-1)).to.equal('waiting');
    expect(sockets.all).to.have.length(1);
    hide(false);
    wake();
    expect(sockets.all).to.have.length(2);
  });

  it('stops a wait that began before the page was hidden', () => {
    const { socket, sockets, clock, open, hide, wake } = setUp();
    socket.connect();
    open();
    sockets.last().end();
    hide(true);
    clock.advance(60_000);
    expect(sockets.all).to.have.length(1);
    hide(false);
    wake();
    expect(sockets.all).to.have.length(2);
  });

  it('wakes only a connection that waits', () => {
    const { socket, sockets, open, wake } = setUp();
    socket.connect();
    open();
    wake();
    expect(sockets.all).to.have.length(1);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { socket, sockets, states, clock, heard, open } = setUp();
    socket.connect();
    const old = sockets.last();
    open();
    socket.close();
    socket.close();
    old.say('late');
    old.end();
    expect(states).to.deep.equal(['connecting', 'open', 'closed']);
    expect(heard).to.deep.equal(['socket']);
    expect(clock.waiting()).to.equal(0);
    expect(await socket.until((state) => state === 'closed')).to.equal('closed');
  });

  it('closes when the address may not be dialled', () => {
    const states: string[] = [];
    class Forbidden extends WebSocket {
      constructor() {
        super('ws://a#b', 'not a protocol');
      }
    }
    const socket = reconnectingSocket({
      address: () => new URL('ws://bot.example'),
      seams: { webSocket: Forbidden },
      onSocket: () => {},
      onText: () => {},
      onState: (state, { reason }) => states.push(`${state} ${reason ?? ''}`),
    });
    socket.connect();
    expect(states).to.deep.equal(['connecting ', 'closed bad-config']);
  });

  it('hears text only, and no more than a mebibyte', () => {
    const { socket, sockets, heard, open } = setUp();
    socket.connect();
    open();
    sockets.last().onmessage?.call(sockets.last(), new MessageEvent('message', { data: new ArrayBuffer(2) }));
    sockets.last().say('x'.repeat(1_048_577));
    sockets.last().say('ok');
    expect(heard).to.deep.equal(['socket', 'ok']);
  });
});
