import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { fakeClock } from '../../net/fakes/clock.js';
import { fakeSockets } from '../../net/fakes/socket.js';
import type { ChatEvent } from '../../protocol/events.js';
import { airyTransport } from './airy-transport.js';

const attention = { hidden: () => false, onWake: () => () => {}, onSleep: () => () => {} };
const said = { id: 'm-1', content: { text: 'Missed' }, sent_at: '2021-03-01T10:00:00.123Z', from_contact: false };

/** A visitor of a server that is the test; `messages`: what was said, as its history has it. */
function setUp({
  messages = [],
  wake,
  hidden = () => false,
  status = () => 200,
}: {
  messages?: readonly object[];
  wake?: (woken: () => void) => void;
  hidden?: () => boolean;
  status?: (path: string) => number;
} = {}) {
  const clock = fakeClock();
  const sockets = fakeSockets();
  const events: ChatEvent[] = [];
  const asked: string[] = [];
  const answers: Readonly<Record<string, object>> = {
    '/chatplugin.authenticate': { token: 'a.b.c', messages },
    '/chatplugin.resumeToken': { resume_token: 'r.e.s' },
  };
  const transport = airyTransport(
    {
      url: 'https://airy.example/',
      channelId: 'x',
      session: { id: 's', userId: 'u', startedAt: 0 },
      timeout: 30_000,
      ...clock,
      webSocket: sockets.webSocket,
      fetch: async (url) => {
        const { pathname } = new URL(String(url));
        asked.push(pathname);
        return Response.json(answers[pathname], { status: status(pathname) });
      },
    },
    { page: {}, attention: { ...attention, hidden, ...(wake && { onWake: (woken) => (wake(woken), () => {}) }) } },
  );
  /** Whatever waits for nothing but its turn has had it. */
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  const states = () => events.flatMap((event) => (event.type === 'connection-changed' ? event.state : []));
  const accept = async (beat = '30000,30000') => {
    const socket = sockets.last();
    socket.accept();
    // Its token is an answer, and to read one takes a browser as long as it likes.
    await waitUntil(() => socket.sent.some((frame) => frame.startsWith('CONNECT\n')), 'it greets');
    socket.say(`CONNECTED\nversion:1.2\nheart-beat:${beat}\n\n\0`);
    await waitUntil(() => socket.sent.some((frame) => frame.startsWith('SUBSCRIBE\n')), 'it listens');
    await settle();
  };
  return {
    transport,
    clock,
    sockets,
    events,
    asked,
    settle,
    states,
    accept,
    async open(beat?: string) {
      const opening = transport.open((event) => events.push(event));
      await accept(beat);
      await opening;
    },
  };
}

describe('the airy transport', () => {
  it('dials by the server’s address, speaks STOMP, and shows its token in no address', async () => {
    const { open, sockets, transport } = setUp();
    await open();
    const { url, sent } = sockets.last();
    expect(url).to.equal('wss://airy.example/ws.chatplugin');
    expect(sent[0]).to.match(/^CONNECT\n/);
    expect(sent[0]).to.contain('Authorization:Bearer a.b.c\n');
    expect(sent[1]).to.match(/^SUBSCRIBE\n/);
    expect(sent[1]).to.contain('destination:/user/queue/message\n');
    await transport.close();
  });

  it('notices a half-open connection within five seconds of a sign of life that does not come', async () => {
    const { open, clock, states, sockets, accept, transport, events } = setUp({ messages: [said] });
    await open();
    clock.advance(35_000);
    expect(states()).to.deep.equal(['connecting', 'open', 'waiting']);
    clock.advance(500);
    expect(sockets.all).to.have.length(2);
    await accept();
    expect(states().at(-1)).to.equal('open');
    const words = events.flatMap((event) => (event.type === 'message-added' ? event.message.id : []));
    expect(words).to.deep.equal(['m-1']);
    await transport.close();
  });

  it('stays as long as there are signs of life', async () => {
    const { open, clock, states, sockets, transport } = setUp();
    await open();
    for (let half = 0; half < 20; half += 1) {
      clock.advance(30_000);
      sockets.last().say('\n');
    }
    expect(states()).to.deep.equal(['connecting', 'open']);
    await transport.close();
  });

  it('takes silence for nothing where no signs of life were agreed on', async () => {
    const { open, clock, states, asked, transport } = setUp();
    await open('0,0');
    const before = asked.length;
    clock.advance(600_000);
    expect(states()).to.deep.equal(['connecting', 'open']);
    expect(asked).to.have.length(before);
    await transport.close();
  });

  it('gives signs of life by its own clock, as often as it promised, and none where none are wanted', async () => {
    for (const [beat, given] of [
      ['30000,30000', 3],
      ['30000,0', 0],
    ] as const) {
      const { open, clock, sockets, transport } = setUp();
      await open(beat);
      sockets.last().say(`CONNECTED\nversion:1.2\nheart-beat:${beat}\n\n\0`);
      const { sent } = sockets.last();
      expect(sent[0]).to.contain('\nheart-beat:25000,25000\n');
      const before = sent.length;
      for (let half = 0; half < 3; half += 1) {
        clock.advance(30_000);
        sockets.last().say('\n');
      }
      expect(sent.slice(before)).to.deep.equal(Array.from({ length: given }, () => '\n'));
      await transport.close();
      expect(clock.waiting()).to.equal(0);
    }
  });

  it('asks what was said when the visitor comes back to the page', async () => {
    let woken = () => {};
    const { open, settle, asked, transport } = setUp({ wake: (callback) => (woken = callback) });
    await open();
    const before = asked.length;
    woken();
    await settle();
    expect(asked.slice(before)).to.deep.equal(['/chatplugin.authenticate']);
    await transport.close();
  });

  for (const [name, path, count] of [
    ['of what was said', '/chatplugin.authenticate', 9],
    ['of a way back', '/chatplugin.resumeToken', 8],
  ] as const)
    it(`asks a server that knows nothing ${name} more and more seldom`, async () => {
      let woken = () => {};
      let broken = path === '/chatplugin.resumeToken';
      const { open, clock, asked, settle, transport } = setUp({
        wake: (callback) => (woken = callback),
        status: (asking) => (broken && asking === path ? 500 : 200),
      });
      await open('0,0');
      broken = true;
      if (path === '/chatplugin.authenticate') woken();
      await settle();
      const before = asked.filter((each) => each === path).length;
      for (let seconds = 0; seconds < 600; seconds += 5) {
        clock.advance(5_000);
        await new Promise((resolve) => setTimeout(resolve));
      }
      expect(asked.filter((each) => each === path).length - before).to.be.within(3, count);
      await transport.close();
    });

  it('does not ask again and again for a page that nobody sees', async () => {
    let woken = () => {};
    let broken = false;
    const { open, clock, asked, settle, transport } = setUp({
      wake: (callback) => (woken = callback),
      hidden: () => broken,
      status: () => (broken ? 500 : 200),
    });
    await open('0,0');
    broken = true;
    woken();
    await settle();
    const before = asked.length;
    for (let seconds = 0; seconds < 300; seconds += 5) {
      clock.advance(5_000);
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(asked.length - before).to.equal(0);
    await transport.close();
  });

  it('leaves nothing behind when it is closed', async () => {
    const { open, clock, transport, sockets } = setUp();
    await open();
    await transport.close();
    expect(clock.waiting()).to.equal(0);
    expect(sockets.last().closedByPage).to.equal(true);
  });
});
