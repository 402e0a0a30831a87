import { expect } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';
import { mswHandlers } from '../../adapters/msw.js';

const base = 'https://mock-unfurl.example';
const worker = setupWorker(...mswHandlers({ base }));
const ask = (url: string) => fetch(`${base}/unfurl?url=${encodeURIComponent(url)}`);

describe('link previews of the mock server in a page', () => {
  before(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }));
  after(() => worker.stop());

  it('are there for the pages of the bot itself', async () => {
    const answer = await ask('https://example.com/guide');
    expect((await answer.json()).title).to.equal('Booking guide');
  });

  for (const url of ['https://site.org/', 'http://127.0.0.1/', 'https://example.com/none'])
    it(`are nothing for ${url}: a page cannot resolve names`, async () => {
      expect((await ask(url)).status).to.equal(204);
    });
});
