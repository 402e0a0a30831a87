import { expect } from '@open-wc/testing';
import { invitationOf, openingOf, openingRulesOf, type Around } from './beckoning.js';
import { resolveConfig } from './resolve.js';

const desk = { width: 1280, phone: false };
const phone = { width: 390, phone: true };

function invited(settings: Readonly<Record<string, unknown>>, around: Pick<Around, 'width' | 'phone'> = desk) {
  const lines: string[] = [];
  const config = resolveConfig({ properties: settings }, (line) => expect.fail(line));
  return { ...invitationOf(config, around, (line) => lines.push(line)), lines };
}
function opens(
  autoOpen: unknown,
  around: Pick<Around, 'width' | 'phone'> = desk,
  page = 'https://shop.example/pricing',
) {
  const lines: string[] = [];
  const config = resolveConfig({ properties: { autoOpen } }, (line) => expect.fail(line));
  const rules = openingRulesOf(config, (line) => lines.push(line));
  return { after: openingOf(rules, { ...around, address: new URL(page) }), lines };
}

describe('an invitation', () => {
  it('is the text of the setting, else the first message of the bot, else none', () => {
    expect(invited({ peek: 'Questions?', initial: 'Hello' }).text).to.equal('Questions?');
    expect(invited({ peek: { text: ' Questions? ' } }).text).to.equal('Questions?');
    expect(invited({ peek: ' {"text": "Questions?"}' }).text).to.equal('Questions?');
    expect(invited({ initial: 'Hello' }).text).to.equal('Hello');
    expect(invited({ peek: { delay: 1 } }).text).to.equal(undefined);
    expect(invited({}).text).to.equal(undefined);
  });

  it('is none where the switch is off, or its text says nothing', () => {
    expect(invited({ peek: 'Questions?', messagePeek: false }).text).to.equal(undefined);
    expect(invited({ peek: '', initial: 'Hello' }).text).to.equal(undefined);
  });

  it('comes after five seconds, stays, and keeps still, unless the setting says otherwise', () => {
    expect(invited({ peek: 'Hi' })).to.deep.include({ delay: 5_000, timeout: 0, animation: 'none' });
    const said = { text: 'Hi', delay: 0, timeout: '20000', animation: 'wiggle' };
    expect(invited({ peek: said })).to.deep.include({ delay: 0, timeout: 20_000, animation: 'wiggle', lines: [] });
    expect(invited({ peek: { text: 'Hi', delay: 1e12 } }).delay).to.equal(2_147_483_647);
    expect(invited({ peek: said }).animationTimeout).to.equal(0);
    expect(invited({ peek: { ...said, animationTimeout: 3_000 } }).animationTimeout).to.equal(3_000);
    expect(invited({ peek: { ...said, animationTimeout: 60_000 } }).animationTimeout, 'never for long').to.equal(5_000);
  });

  it('is another one on phones, or in windows as narrow as the setting says, or none', () => {
    const mobile = { text: 'Hi', delay: 9 };
    expect(invited({ peek: { text: 'Questions?', timeout: 7, mobile } }, phone)).to.deep.include({
      text: 'Hi',
      delay: 9,
      timeout: 7,
    });
    expect(invited({ peek: { text: 'Questions?', mobile } }).text).to.equal('Questions?');
    const below = { ...mobile, below: 1400 };
    expect(invited({ peek: { text: 'Questions?', mobile: below } }).text).to.equal('Hi');
    expect(invited({ peek: { text: 'Questions?', mobile: { ...below, below: 300 } } }, phone).text).to.equal(
      'Questions?',
    );
    expect(invited({ peek: { text: 'Questions?', mobile: false } }, phone).text).to.equal(undefined);
    expect(invited({ peek: { text: 'Questions?', mobile: false } }).text).to.equal('Questions?');
  });

  it('leaves out what does not parse, and says so', () => {
    const { text, delay, timeout, animation, lines } = invited({
      peek: { text: 'Hi', delay: 'soon', timeout: -1, animation: 'explode', mobile: 7 },
    });
    expect([text, delay, timeout, animation]).to.deep.equal(['Hi', 5_000, 0, 'none']);
    expect(lines).to.have.length(3);
    expect(lines[0]).to.equal('[chat-widget] bad-setting: “delay” of “peek” is ignored: “"soon"” is not milliseconds.');
  });
});

describe('opening by itself', () => {
  it('does not happen where nobody asked for it', () => {
    for (const nothing of [{}, { or: {} }, { or: 'else' }]) expect(opens(nothing).after).to.equal(undefined);
  });

  it('waits as long as the setting says', () => {
    expect(opens({ after: 10_000 }).after).to.equal(10_000);
    expect(opens({ minWidth: 600 }).after).to.equal(0);
  });

  it('happens in windows wide enough, and on a phone only where the width says so', () => {
    expect(opens({ minWidth: 1280 }).after).to.equal(0);
    expect(opens({ minWidth: 1281 }).after).to.equal(undefined);
    expect(opens({ after: 5 }, phone).after).to.equal(undefined);
    expect(opens({ pages: ['/pricing'] }, phone).after).to.equal(undefined);
    expect(opens({ after: 5, minWidth: 391 }, phone).after).to.equal(undefined);
    expect(opens({ after: 5, minWidth: 0 }, phone).after).to.equal(5);
  });

  it('happens on pages that a pattern means', () => {
    expect(opens({ pages: ['/contact', '/pri*'] }).after).to.equal(0);
    expect(opens({ pages: '/pricing' }).after).to.equal(0);
    expect(opens({ pages: ['/contact'] }).after).to.equal(undefined);
    expect(opens({ pages: [] }).after).to.equal(undefined);
    expect(opens({ pages: ['/pricing'], minWidth: 1400 }).after).to.equal(undefined);
  });

  it('happens by the soonest of two rules', () => {
    const or = { pages: ['/pricing'], after: 3 };
    expect(opens({ minWidth: 1400, or }).after).to.equal(3);
    expect(opens({ after: 1, or }).after).to.equal(1);
    expect(opens({ or }, desk, 'https://shop.example/').after).to.equal(undefined);
  });

  it('does without patterns that are none, and says so', () => {
    const { after, lines } = opens({ pages: ['^/pri', 7, '/pricing'] });
    expect(after).to.equal(0);
    expect(lines).to.have.length(2);
    expect(lines[0]).to.match(/^\[chat-widget\] bad-pattern: “"\^\/pri"” of “autoOpen” is ignored/);
    expect(opens({ pages: ['(^'] }).after).to.equal(undefined);
  });
});
