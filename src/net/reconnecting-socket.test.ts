import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { Patience } from '../protocol/transport.js';
import { fakeClock } from './fakes/clock.js';
import { fakeSockets } from './fakes/socket.js';
import { reconnectingSocket } from './reconnecting-socket.js';

interface Given {
  readonly random?: number;
  readonly patience?: Partial<Patience>;
  /** The other side answers a probe that is written. */
  readonly probes?: boolean;
  readonly renew?: () => Promise<void>;
  readonly fetch?: typeof globalThis.fetch;
}

function setUp({ random = 1, patience, probes = false, renew, fetch }: Given = {}) {
  const clock = fakeClock(random);
  const sockets = fakeSockets();
  const page = new EventTarget();
  const states: string[] = [];
  const heard: string[] = [];
  const lines: string[] = [];
  let hidden = false;
  let wake = () => {};
  let sleep = () => {};
  const socket = reconnectingSocket({
    address: (attempt) => new URL(`ws://bot.example/?attempt=${attempt}`),
    seams: { ...clock, webSocket: sockets.webSocket, fetch: fetch ?? (() => Promise.reject(new TypeError())) },
    patience,
    page,
    attention: {
      hidden: () => hidden,
      onWake(listener) {
        wake = listener;
        return () => (wake = () => {});
      },
      onSleep(listener) {
        sleep = listener;
        return () => (sleep = () => {});
      },
    },
    onSocket: () => heard.push('socket'),
    onText: (text) => heard.push(text),
    onState: (state, { retryIn, reason }) =>
      states.push([state, retryIn, reason].filter((x) => x !== undefined).join(' ')),
    probe: () => probes && socket.send('probe'),
    renew,
    log: (line) => lines.push(line),
  });
  /** The other side lets us in and accepts us. */
  const open = () => {
    sockets.last().accept();
    socket.ready();
  };
  /** A connection that lasted. */
  const openAndProve = () => {
    open();
    clock.advance(10_000);
  };
  return {
    ...{ clock, sockets, page, states, heard, lines, socket, open, openAndProve },
    hide: (on: boolean) => (hidden = on),
    wake: () => wake(),
    sleep: () => sleep(),
  };
}
const status = (code: number) => {
  const asked: [string, RequestInit | undefined][] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    asked.push([String(url), init]);
    return new Response('', { status: code });
  };
  return { asked, fetch };
};
const settle = () => new Promise((resolve) => setTimeout(resolve));

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

  for (const accepts of [true, false]) {
    it(`gives up a connection that nobody ${accepts ? 'accepts' : 'lets in'} within ten seconds`, () => {
      const { socket, sockets, states, clock, wake } = setUp();
      socket.connect();
      if (accepts) sockets.last().accept();
      wake();
      clock.advance(10_000);
      expect(states).to.deep.equal(['connecting', 'waiting 500']);
      expect(sockets.last().closedByPage).to.equal(true);
    });
  }

  it('waits as long as the page said', () => {
    const { socket, states, clock } = setUp({ patience: { ack: 100, backoff: 20 } });
    socket.connect();
    clock.advance(100);
    expect(states).to.deep.equal(['connecting', 'waiting 20']);
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

  for (const random of [0, 0.5, 1]) {
    it(`neither storms nor flickers when lives are short (chance ${random})`, () => {
      const { socket, sockets, states, clock } = setUp({ random });
      const opened: number[] = [];
      socket.connect();
      const end = clock.elapsed() + 60_000;
      while (clock.elapsed() + 200 < end) {
        const dialled = sockets.all.length;
        const before = states.length;
        sockets.last().accept();
        socket.ready();
        if (states.slice(before).includes('open')) opened.push(clock.elapsed());
        clock.advance(200);
        sockets.last().end();
        while (sockets.all.length === dialled && clock.elapsed() + 50 < end) clock.advance(50);
      }
      expect(sockets.all.length).to.be.at.most(20);
      for (const [n, at] of opened.entries()) expect(at - (opened[n - 1] ?? -Infinity)).to.be.at.least(5_000);
    });
  }

  it('counts as open five seconds after it did last, if it lives', () => {
    const { socket, sockets, states, clock, open } = setUp({ random: 0 });
    socket.connect();
    open();
    sockets.last().end();
    clock.advance(0);
    open();
    clock.advance(4_999);
    expect(states.at(-1)).to.equal('connecting');
    clock.advance(1);
    expect(states.at(-1)).to.equal('open');
    expect(sockets.all).to.have.length(2);
  });

  const finals: readonly [number, string][] = [
    [1008, 'forbidden'],
    [4400, 'rejected'],
    [4401, 'unauthorized'],
    [4003, 'forbidden'],
    [4403, 'forbidden'],
    [4404, 'not-found'],
    [4409, 'elsewhere'],
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
  for (const code of [1000, 1001, 1002, 1005, 1006, 1011, 1012, 1014, 3000, 3010, 4000, 4100, 4200, 4408, 4499, 4500]) {
    it(`tries again after ${code}`, () => {
      const { socket, sockets, states, open, clock } = setUp();
      socket.connect();
      open();
      sockets.last().end(code);
      expect(states.at(-1)).to.equal('waiting 500');
      clock.advance(500);
      expect(sockets.all).to.have.length(2);
    });
  }
  for (const code of [1013, 4429]) {
    it(`gives a busy server time after ${code}`, () => {
      const { socket, sockets, states, open } = setUp();
      socket.connect();
      open();
      sockets.last().end(code);
      expect(states.at(-1)).to.equal('waiting 5000 rate-limited');
    });
  }

  it('says when what was written is too large, and comes back', () => {
    const { socket, sockets, states, open } = setUp();
    socket.connect();
    open();
    sockets.last().end(1009);
    expect(states.at(-1)).to.equal('waiting 500 too-large');
  });

  it('comes back at once after 3010, if it was a good connection', () => {
    const { socket, sockets, clock, openAndProve } = setUp();
    socket.connect();
    openAndProve();
    sockets.last().end(3010);
    clock.advance(0);
    expect(sockets.all).to.have.length(2);
    sockets.last().end(3010);
    clock.advance(0);
    expect(sockets.all).to.have.length(2);
  });

  describe('that was refused for its token (4401)', () => {
    it('comes back with a new one', async () => {
      let renewals = 0;
      const { socket, sockets, states, open } = setUp({ renew: async () => void (renewals += 1) });
      socket.connect();
      open();
      sockets.last().end(4401);
      expect(states.at(-1)).to.equal('waiting');
      await waitUntil(() => sockets.all.length === 2);
      expect(renewals).to.equal(1);
    });

    it('is closed for good when the new one is refused as well, and asks for no third', async () => {
      let renewals = 0;
      const { socket, sockets, states } = setUp({ renew: async () => void (renewals += 1) });
      socket.connect();
      sockets.last().end(4401);
      await waitUntil(() => sockets.all.length === 2);
      sockets.last().end(4401);
      await settle();
      expect(states.at(-1)).to.equal('closed unauthorized');
      expect([renewals, sockets.all.length]).to.deep.equal([1, 2]);
    });

    it('asks again when the new one was good for a while', async () => {
      const { socket, sockets, openAndProve } = setUp({ renew: async () => {} });
      socket.connect();
      sockets.last().end(4401);
      await waitUntil(() => sockets.all.length === 2);
      openAndProve();
      sockets.last().end(4401);
      await waitUntil(() => sockets.all.length === 3);
    });

    it('is closed for good when there is none', async () => {
      const { socket, sockets, states } = setUp({ renew: () => Promise.reject(new Error('logged out')) });
      socket.connect();
      sockets.last().end(4401);
      await settle();
      expect(states.at(-1)).to.equal('closed unauthorized');
    });

    it('stays closed when it is closed meanwhile', async () => {
      let give = () => {};
      const { socket, sockets, states, wake } = setUp({ renew: () => new Promise((resolve) => (give = resolve)) });
      socket.connect();
      sockets.last().end(4401);
      wake();
      expect(sockets.all).to.have.length(1);
      socket.close();
      give();
      await settle();
      expect(states.at(-1)).to.equal('closed');
      expect(sockets.all).to.have.length(1);
    });
  });

  describe('that is not let in', () => {
    /** Attempts that nobody lets in. */
    const knock = async ({ sockets, clock, states }: ReturnType<typeof setUp>, times: number) => {
      for (let n = 0; n < times && !states.at(-1)?.startsWith('closed'); n++) {
        const dialled = sockets.all.length;
        sockets.last().end();
        await settle();
        while (sockets.all.length === dialled && !states.at(-1)?.startsWith('closed')) clock.advance(100);
      }
    };

    it('asks over HTTP after three attempts, and not more than once a minute', async () => {
      const { asked, fetch } = status(426);
      const all = setUp({ fetch, random: 0.01 });
      all.socket.connect();
      await knock(all, 2);
      expect(asked).to.deep.equal([]);
      await knock(all, 8);
      expect(asked).to.have.length(1);
      expect(asked[0]?.[0]).to.equal('http://bot.example/?attempt=2');
      expect(asked[0]?.[1]).to.include({ credentials: 'omit' });
      all.clock.advance(60_000);
      await knock(all, 1);
      expect(asked).to.have.length(2);
    });

    it('stops at 403', async () => {
      const all = setUp({ fetch: status(403).fetch });
      all.socket.connect();
      await knock(all, 5);
      expect(all.states.at(-1)).to.equal('closed forbidden');
      expect(all.sockets.all).to.have.length(3);
      expect(all.clock.waiting()).to.equal(0);
    });

    it('renews once at 401, then stops', async () => {
      let renewals = 0;
      const { asked, fetch } = status(401);
      const all = setUp({ fetch, renew: async () => void (renewals += 1), random: 0.01 });
      all.socket.connect();
      await knock(all, 4);
      expect(renewals).to.equal(1);
      all.clock.advance(60_000);
      await knock(all, 5);
      expect(all.states.at(-1)).to.equal('closed unauthorized');
      expect([renewals, asked.length]).to.deep.equal([1, 2]);
    });

    it('goes on when that is not to be known, however slow the answer', async () => {
      const all = setUp({ fetch: () => new Promise(() => {}) });
      all.socket.connect();
      await knock(all, 5);
      expect(all.sockets.all).to.have.length(6);
      const others = setUp({ fetch: status(503).fetch });
      others.socket.connect();
      await knock(others, 5);
      expect(others.sockets.all).to.have.length(6);
    });

    it('does not act on an answer that comes when it is in', async () => {
      let answer = (_: Response) => {};
      const all = setUp({ fetch: () => new Promise((resolve) => (answer = resolve)) });
      all.socket.connect();
      await knock(all, 3);
      all.open();
      answer(new Response('', { status: 403 }));
      await settle();
      expect(all.states.at(-1)).to.equal('open');
    });
  });

  it('stops when the page’s own policy forbids the address', () => {
    const { socket, page, states, clock, sockets } = setUp();
    socket.connect();
    page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI: 'https://other.example/' }));
    expect(states).to.deep.equal(['connecting']);
    page.dispatchEvent(
      Object.assign(new Event('securitypolicyviolation'), { blockedURI: 'ws://bot.example/?attempt=0' }),
    );
    expect(states.at(-1)).to.equal('closed blocked');
    clock.advance(600_000);
    expect(sockets.all).to.have.length(1);
  });

  describe('that nobody answers any more', () => {
    it('is given up within the heartbeat and its deadline, and comes back', () => {
      const { socket, sockets, states, clock, open } = setUp({ probes: true });
      socket.connect();
      open();
      clock.advance(25_000);
      expect(sockets.last().sent).to.deep.equal(['probe']);
      clock.advance(10_000);
      expect(states).to.deep.equal(['connecting', 'open', 'waiting 500']);
      clock.advance(500);
      expect(sockets.all).to.have.length(2);
    });

    it('lives on with any word', () => {
      const { socket, sockets, states, clock, open } = setUp({ probes: true });
      socket.connect();
      open();
      for (let n = 0; n < 10; n++) {
        clock.advance(34_999);
        sockets.last().say('anything');
      }
      expect(states.at(-1)).to.equal('open');
      expect(sockets.all).to.have.length(1);
    });

    it('is asked at once when the page is seen again', () => {
      const { socket, sockets, clock, open, wake } = setUp({ probes: true });
      socket.connect();
      open();
      clock.advance(1_000);
      wake();
      wake();
      expect(sockets.last().sent).to.deep.equal(['probe']);
      clock.advance(10_000);
      expect(sockets.last().closedByPage).to.equal(true);
    });

    it('makes one attempt after a long freeze, however much fell due', () => {
      const { socket, sockets, clock, open } = setUp({ probes: true });
      socket.connect();
      open();
      clock.freeze(300_000);
      clock.advance(10_000);
      expect(sockets.all[0]?.sent).to.deep.equal(['probe']);
      clock.advance(500);
      expect(sockets.all).to.have.length(2);
    });
  });

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

  it('does not dial more than twenty times a minute, however often it is woken', () => {
    const { socket, sockets, clock, wake } = setUp();
    socket.connect();
    for (let second = 0; second < 59; second++) {
      sockets.last().end();
      wake();
      clock.advance(1_000);
    }
    expect(sockets.all).to.have.length(20);
    clock.advance(60_000);
    expect(sockets.all.length).to.be.greaterThan(20);
  });

  it('wakes only a connection that waits', () => {
    const { socket, sockets, open, wake } = setUp();
    socket.connect();
    open();
    wake();
    expect(sockets.all).to.have.length(1);
  });

  it('lets go when the page is put aside, and is back when it is seen, once', () => {
    const { socket, sockets, states, clock, open, sleep, wake } = setUp();
    socket.connect();
    open();
    sleep();
    sleep();
    expect(sockets.last().closedByPage).to.equal(true);
    expect(clock.waiting()).to.equal(0);
    clock.freeze(300_000);
    wake();
    wake();
    expect(sockets.all).to.have.length(2);
    open();
    expect(states).to.deep.equal(['connecting', 'open', 'waiting', 'connecting', 'open']);
  });

  it('can be closed when the page is put aside already', () => {
    const { socket, states, open, sleep, wake, sockets } = setUp();
    socket.connect();
    open();
    sleep();
    socket.close();
    wake();
    expect(states).to.deep.equal(['connecting', 'open', 'waiting', 'closed']);
    expect(sockets.all).to.have.length(1);
  });

  it('is back at once, and open at once, when it was dropped on purpose', () => {
    const { socket, sockets, states, open } = setUp();
    socket.connect();
    open();
    socket.drop('now');
    expect(sockets.all).to.have.length(2);
    open();
    expect(states).to.deep.equal(['connecting', 'open', 'waiting 0', 'connecting', 'open']);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { socket, sockets, states, clock, heard, open, page } = setUp({ probes: true });
    socket.connect();
    const old = sockets.last();
    open();
    socket.close();
    socket.close();
    old.say('late');
    old.end();
    page.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI: old.url }));
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
    const { socket, sockets, heard, lines, states, open } = setUp();
    socket.connect();
    open();
    sockets.last().onmessage?.call(sockets.last(), new MessageEvent('message', { data: new ArrayBuffer(2) }));
    sockets.last().say('x'.repeat(5_000_000));
    sockets.last().say('ok');
    expect(heard).to.deep.equal(['socket', 'ok']);
    expect(lines).to.have.length(2);
    expect(states.at(-1)).to.equal('open');
  });
});
