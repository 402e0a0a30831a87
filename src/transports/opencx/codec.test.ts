import { expect } from '@open-wc/testing';
import { readEntry, readReply } from './codec.js';
import { nowHistory, nowReply, seedHistory, seedReply } from './recorded-wire.test-data.js';

const entries = (history: readonly unknown[]) => history.flatMap((item) => readEntry(item) ?? []);
const item = (more: object) => ({
  publicId: 'p',
  type: 'message',
  content: { text: 'x' },
  sender: { kind: 'ai' },
  ...more,
});

describe('codec of OpenCX', () => {
  for (const [generation, history] of [
    ['seed', seedHistory],
    ['now', nowHistory],
  ] as const)
    it(`reads a history of the generation ${generation}, and keeps notes among colleagues to them`, () => {
      const [own, bot, agent] = entries(history);
      expect(own).to.include({ id: 'q-1', author: 'user', text: 'hello', at: Date.UTC(2026, 2, 1, 10, 0, 1) });
      expect(own?.files).to.deep.equal([
        { url: 'https://files.example/a.png', name: 'a.png', type: 'image/png', size: 123 },
      ]);
      expect(own?.parts).to.deep.equal([{ type: 'text', text: 'hello', format: 'plain' }]);
      expect(bot).to.include({ id: 'pub-9', author: 'bot' });
      expect(agent).to.include({
        id: 'a-1',
        author: 'agent',
        name: 'Mara',
        avatarUrl: 'https://files.example/mara.png',
      });
      expect(JSON.stringify(entries(history))).to.not.contain('colleagues');
    });

  it('shows components by the names of our parts, and no other calls', () => {
    const [, , , component, csat] = entries(nowHistory);
    expect(component?.parts).to.deep.equal([
      { type: 'text', text: 'Look:' },
      { type: 'list', items: [{ title: 'Boots' }] },
    ]);
    expect(csat).to.include({ id: 's-1', csat: 'requested' });
    expect(csat?.parts).to.deep.equal([{ type: 'rating', look: 'faces' }]);
  });

  it('takes a type that nobody knows for a neutral line, or for nothing', () => {
    const lines: unknown[] = [];
    const unknown = { type: 'brand_new', sender: { kind: 'system' } };
    expect(readEntry(item({ ...unknown, content: { text: 'We moved.' } }))).to.include({ author: 'system' });
    expect(readEntry(item({ ...unknown, content: {} }), (line, detail) => lines.push([line, detail]))).to.equal(
      undefined,
    );
    expect(lines).to.have.length(1);
    expect(readEntry(item({ type: 'toString', sender: { kind: 'constructor' } }))).to.include({ author: 'system' });
    for (const type of ['tag_added_by_agent', 'sla_applied_by_system', 'handoff_to_zendesk', 'ai_decided_to_not_reply'])
      expect(readEntry(item({ type }))).to.equal(undefined);
  });

  it('reads agents’ words wherever they stand', () => {
    for (const words of [
      { content: { text: 'Hi' } },
      { content: {}, data: { text: 'Hi' } },
      { content: null, data: { message: 'Hi' } },
    ])
      expect(readEntry(item({ type: 'agent_message', sender: { kind: 'agent' }, ...words }))).to.include({
        text: 'Hi',
      });
  });

  it('makes nothing of what is no item', () => {
    for (const odd of [null, 5, 'x', [], {}, item({ publicId: 5 }), item({ publicId: 'x'.repeat(201) })])
      expect(readEntry(odd)).to.equal(undefined);
    for (const odd of [item({ content: 5 }), item({ content: { text: [] } }), item({ content: { text: ' ' } })])
      expect(readEntry(odd)).to.equal(undefined);
    expect(readEntry(item({ sentAt: '2026-13-45' }))).to.not.have.property('at');
    expect(readEntry(item({ sentAt: '2026-03-01T10:00:00' }))?.at).to.equal(Date.UTC(2026, 2, 1, 10));
    expect(readEntry(item({ sentAt: '2026-03-01T12:00:00+02:00' }))?.at).to.equal(Date.UTC(2026, 2, 1, 10));
    const calls = Array.from({ length: 500 }, () => ({ actionName: 'list', result: {} }));
    expect(readEntry(item({ actionCalls: calls }))?.parts.length).to.be.lessThan(20);
  });

  it('reads both answers to a message', () => {
    expect(readReply(seedReply)).to.deep.include({
      id: 'pub-9',
      text: 'Do you have an order number?',
      suggestions: [
        { type: 'reply', label: 'Yes' },
        { type: 'reply', label: 'No' },
      ],
      handedOff: false,
    });
    const now = readReply(nowReply);
    expect(now).to.not.have.property('id');
    expect(now?.parts).to.deep.equal([
      { type: 'text', text: 'Here they are.' },
      { type: 'carousel', items: [{ title: 'Boots' }] },
    ]);
  });

  it('says a component that nobody can draw in words, once', () => {
    const ui = (content: string) => ({
      ...nowReply,
      uiResponse: { type: 'ui', value: { type: 'ui_component', name: 'ticket', request_response: { a: 1 }, content } },
    });
    expect(readReply(ui('Ticket 7'))?.parts[1]).to.deep.equal({ type: 'opencx:ticket', fallback: 'Ticket 7' });
    expect(readReply(ui('Here they are.'))?.parts).to.have.length(1);
  });

  it('knows a refusal in a good answer, and what is no answer', () => {
    expect(readReply({ success: false, error: { message: 'No.' } })).to.include({ refused: 'No.' });
    expect(readReply({ success: false, error: { code: 'c' } })).to.include({ refused: 'c' });
    expect(readReply({ success: false })?.refused).to.be.a('string');
    expect(readReply({ success: true, code: 'session_assigned_to_human_agent' })).to.include({ handedOff: true });
    for (const odd of ['x', 5, null, [], true]) expect(readReply(odd)).to.equal(undefined);
    for (const empty of [undefined, {}, { autopilotResponse: 5, options: { value: 'x' }, uiResponse: [] }])
      expect(readReply(empty)).to.deep.include({ text: '', parts: [], suggestions: [] });
  });
});
