import { expect } from '@open-wc/testing';
import { nextConnection } from './connection.js';

describe('nextConnection', () => {
  it('goes round when a connection is lost', () => {
    expect(nextConnection('idle', 'connect')).to.equal('connecting');
    expect(nextConnection('connecting', 'opened')).to.equal('open');
    expect(nextConnection('open', 'lost')).to.equal('waiting');
    expect(nextConnection('waiting', 'retry')).to.equal('connecting');
  });

  it('ignores what comes too late', () => {
    expect(nextConnection('closed', 'opened')).to.equal('closed');
    expect(nextConnection('waiting', 'lost')).to.equal('waiting');
    expect(nextConnection('idle', 'opened')).to.equal('idle');
  });
});
