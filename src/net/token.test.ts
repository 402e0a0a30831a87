import { expect } from '@open-wc/testing';
import type { TransportOptions } from '../protocol/transport.js';
import { fakeClock } from './fakes/clock.js';
import { tokenSource } from './token.js';

function setUp(more: Partial<TransportOptions> = {}) {
  const clock = fakeClock();
  const session = { id: 's-1', userId: 'u-1', startedAt: 0 };
  return { clock, source: tokenSource({ ...clock, url: 'https://a.example', session, timeout: 30_000, ...more }) };
}
/** A page that gives these tokens one after the other, and notes why it was asked. */
function page(...tokens: (string | undefined | Error)[]) {
  const reasons: string[] = [];
  const getToken = async (reason: 'first' | 'refused') => {
    reasons.push(reason);
    const next = tokens.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  return { reasons, getToken };
}
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (reason: unknown) => reason,
  );

describe('tokenSource', () => {
  it('is the token of the settings without a page to ask', async () => {
    const { source } = setUp({ token: 't-0' });
    expect(await source.current()).to.equal('t-0');
    expect(await failure(source.renew())).to.include({ code: 'unauthorized', outcome: 'rejected', retryable: false });
  });

  it('asks at the first need and keeps what it got', async () => {
    const { getToken, reasons } = page('t-1');
    const { source } = setUp({ token: 't-0', getToken });
    expect(reasons).to.deep.equal([]);
    expect(await Promise.all([source.current(), source.current()])).to.deep.equal(['t-1', 't-1']);
    expect(reasons).to.deep.equal(['first']);
  });

  it('asks again when the page had none to give', async () => {
    const { getToken, reasons } = page(new Error('offline'), 't-2');
    const { source } = setUp({ getToken });
    expect(await failure(source.current())).to.include({ code: 'unauthorized', outcome: 'not-sent', retryable: true });
    expect(await source.current()).to.equal('t-2');
    expect(reasons).to.deep.equal(['first', 'first']);
  });

  it('gets one new token, however many ask for it', async () => {
    const { getToken, reasons } = page('t-1', 't-2');
    const { source } = setUp({ getToken });
    await source.current();
    await Promise.all([source.renew(), source.renew()]);
    expect(await source.current()).to.equal('t-2');
    expect(reasons).to.deep.equal(['first', 'refused']);
  });

  for (const [name, next] of [
    ['none', undefined],
    ['the same one', 't-1'],
    ['an error', new Error('no')],
  ] as const) {
    it(`is refused when the page has ${name} in its place`, async () => {
      const { source } = setUp({ getToken: page('t-1', next).getToken });
      await source.current();
      expect(await failure(source.renew())).to.include({ code: 'unauthorized', outcome: 'rejected' });
      expect(await source.current()).to.equal('t-1');
    });
  }

  it('does not wait for ever', async () => {
    const { source, clock } = setUp({ getToken: () => new Promise(() => {}) });
    const late = failure(source.current());
    clock.advance(30_000);
    expect(await late).to.include({ code: 'unauthorized', outcome: 'not-sent' });
    expect(clock.waiting()).to.equal(0);
  });
});
