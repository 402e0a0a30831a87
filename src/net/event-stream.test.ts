import { expect } from '@open-wc/testing';
import { createEventStreamReader } from './event-stream.js';

const stream =
  '\uFEFF: hello\r\nevent: token\r\ndata: {"text":"Grüße 👩‍🚀"}\r\n\r\n' +
  'id: 7\ndata: one\ndata:two\ndata\n\n' +
  'retry: 1500\rid: 8\rdata:  spaced\r\r' +
  'event: nothing\n\nfoo: bar\ndata: last\n\n' +
  'data: unfinished\n';
const events = [
  { event: 'token', data: '{"text":"Grüße 👩‍🚀"}' },
  { event: 'message', data: 'one\ntwo\n', id: '7' },
  { event: 'message', data: ' spaced', id: '8' },
  { event: 'message', data: 'last' },
];

describe('createEventStreamReader', () => {
  for (const size of [1, 2, 3, 5, 64, stream.length]) {
    it(`reads the same in pieces of ${size}`, () => {
      const reader = createEventStreamReader();
      const read = [];
      for (let at = 0; at < stream.length; at += size) read.push(...reader.read(stream.slice(at, at + size)));
      expect(read).to.deep.equal(events);
      expect(reader.retry()).to.equal(1500);
    });
  }

  it('takes no id with a null in it, and gives none to the next event', () => {
    const read = createEventStreamReader().read('id: 5\0\ndata: a\n\nid: 6\ndata: b\n\ndata: c\n\nid\ndata: d\n\n');
    expect(read.map(({ id }) => id)).to.deep.equal([undefined, '6', undefined, undefined]);
  });

  it('does not read a retry that is no number', () => {
    const reader = createEventStreamReader();
    for (const retry of ['', '-1', '1.5', '1e9', 'soon']) reader.read(`retry: ${retry}\n\n`);
    expect(reader.retry()).to.equal(undefined);
  });

  it('does not gather more than a frame may have', () => {
    const line = `data: ${'x'.repeat(200_000)}\n`;
    const whole = createEventStreamReader();
    expect(whole.read(line.repeat(4) + '\n')).to.have.length(1);
    const endless = createEventStreamReader();
    expect(() => {
      for (let at = 0; at < 6; at += 1) endless.read(line);
    }).to.throw('too large');
    expect(() => createEventStreamReader().read('x'.repeat(1_100_000))).to.throw('too large');
  });
});
