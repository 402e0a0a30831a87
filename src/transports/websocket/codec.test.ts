import { expect } from '@open-wc/testing';
import { decodeFrame, readFrame } from './codec.js';

const bot = { deviceId: 'Bot', userId: 'b-1', displayName: 'Bea', avatarPath: 'https://a.example/b.png' };
const kim = { deviceId: 'Widget', userId: 'agent-1', displayName: 'Kim', isAdmin: true };
const lines: unknown[] = [];

function decode(frame: object) {
  const incoming = readFrame(JSON.stringify({ sessionId: 's-1', timeMs: 1, ...frame }));
  if (!incoming) throw new Error('Not a frame.');
  const log = (...line: unknown[]) => lines.push(line);
  return decodeFrame(incoming, { userId: 'u-1', newId: () => 'new', now: 5, log });
}

describe('decodeFrame', () => {
  beforeEach(() => (lines.length = 0));

  it('reads what the bot says, with its id, its place and its name', () => {
    const data = { outputSpeech: 'Hello', reprompt: '?' };
    expect(decode({ event: 'new message', sender: bot, data, id: 'm-1', seq: 3 })).to.deep.equal([
      {
        type: 'message-added',
        message: {
          id: 'm-1',
          author: 'bot',
          parts: [{ type: 'text', text: 'Hello' }],
          delivery: 'delivered',
          streaming: false,
          createdAt: 5,
          name: 'Bea',
          avatarUrl: 'https://a.example/b.png',
          order: 3,
        },
      },
    ]);
  });

  it('reads what another person says: the words, plain, and nothing else of the request', () => {
    const data = { type: 'INTENT_REQUEST', rawQuery: '**hi**', outputSpeech: 'not this', attributes: { secret: 1 } };
    expect(decode({ event: 'new message', sender: kim, data })).to.deep.equal([
      {
        type: 'message-added',
        message: {
          id: 'new',
          author: 'agent',
          parts: [{ type: 'text', text: '**hi**', format: 'plain' }],
          delivery: 'delivered',
          streaming: false,
          createdAt: 5,
          name: 'Kim',
        },
      },
    ]);
    expect(decode({ event: 'new message', sender: kim, data: { type: 'LAUNCH_REQUEST' } })).to.deep.equal([]);
  });

  it('does not repeat what the visitor did', () => {
    const sender = { deviceId: 'Widget', userId: 'u-1' };
    expect(decode({ event: 'new message', sender, data: { rawQuery: 'hi' } })).to.deep.equal([]);
    expect(decode({ event: 'user joined', sender })).to.deep.equal([]);
  });

  const party = { id: 'agent:widget:agent-1', author: 'agent', name: 'Kim' };
  const botParty = { id: 'agent:bot:b-1', author: 'bot', name: 'Bea', avatarUrl: 'https://a.example/b.png' };
  const table: readonly [object, readonly object[]][] = [
    [{ event: 'typing', sender: bot }, [{ type: 'typing-changed', party: botParty, typing: true }]],
    [{ event: 'stop typing', sender: bot }, [{ type: 'typing-changed', party: botParty, typing: false }]],
    [{ event: 'user joined', sender: kim }, [{ type: 'party-changed', party, present: true }]],
    [{ event: 'user left', sender: kim }, [{ type: 'party-changed', party, present: false }]],
    [
      { event: 'barge in', sender: kim },
      [
        { type: 'party-changed', party, present: true },
        { type: 'handoff-changed', handoff: 'active' },
      ],
    ],
    [
      { event: 'barge out', sender: kim },
      [
        { type: 'party-changed', party, present: false },
        { type: 'handoff-changed', handoff: 'none' },
      ],
    ],
    [
      { event: 'failure', data: { type: 'BOT', tries: 2, delay: 5_000, error: 'x' } },
      [{ type: 'backend-failed', attempt: 2, retryIn: 5_000 }],
    ],
    [{ event: 'failure', data: { tries: 'x', delay: -1 } }, [{ type: 'backend-failed', attempt: 1, retryIn: 0 }]],
    ...['connection update', 'account status', 'disconnect', 'reconnect', 'reconnect failed', 'reconnect error'].map(
      (event): [object, readonly object[]] => [{ event }, []],
    ),
  ];
  for (const [frame, events] of table) {
    it(`understands ${JSON.stringify(frame)}`, () => expect(decode(frame)).to.deep.equal(events));
  }

  for (const event of ['toString', 'constructor', '__proto__', 'unheard of']) {
    it(`ignores the event ${event} with one line for the developer`, () => {
      expect(decode({ event })).to.deep.equal([]);
      expect(lines).to.have.length(1);
    });
  }

  it('survives a sender that is none', () => {
    expect(decode({ event: 'typing', sender: null })).to.have.length(1);
    expect(decode({ event: 'typing', sender: { deviceId: {}, userId: [], displayName: 4 } })).to.deep.equal([
      { type: 'typing-changed', party: { id: 'agent:widget:', author: 'agent' }, typing: true },
    ]);
  });
});

describe('readFrame', () => {
  for (const text of ['', '{', 'null', '[]', '"x"', '{}', '{"event":5}', '{"event":""}']) {
    it(`has nothing for ${text || 'an empty text'}`, () => expect(readFrame(text)).to.equal(undefined));
  }
  it('reads the envelope', () => {
    expect(readFrame('{"event":"typing","id":5,"seq":"1","sender":[]}')).to.deep.equal({
      event: 'typing',
      data: undefined,
      sender: {},
    });
  });
});
