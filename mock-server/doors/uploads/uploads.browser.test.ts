import { expect } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';
import { uploadMultipart } from '../../../src/net/upload-multipart.js';
import { uploadSigned } from '../../../src/net/upload-signed.js';
import { mswHandlers } from '../../adapters/msw.js';

const base = 'https://files.mock.example';
const worker = setupWorker(...mswHandlers({ base }));
const upload = {
  id: 'attempt-1',
  file: new Blob(['plain words'], { type: 'text/plain' }),
  name: 'my note.txt',
  signal: new AbortController().signal,
  progress: () => undefined,
};

describe('files and the mock server in a page', () => {
  before(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }));
  after(() => worker.stop());

  it('are stored in one step, by the browser’s own request', async () => {
    const stored = await uploadMultipart(upload, { address: new URL(`${base}/uploads`), timeout: 5_000 });
    expect(stored).to.include({ name: 'my-note.txt', type: 'text/plain', size: 11 });
    expect(await (await fetch(stored.url)).text()).to.equal('plain words');
  });

  it('are stored in two steps', async () => {
    const stored = await uploadSigned(upload, { address: new URL(`${base}/uploads/sign`), timeout: 5_000 });
    expect(await (await fetch(stored.url)).text()).to.equal('plain words');
  });

  it('are refused by what they are', async () => {
    const file = new Blob(['<svg onload="alert(1)">'], { type: 'image/png' });
    const error: unknown = await uploadMultipart(
      { ...upload, id: 'attempt-2', file },
      { address: new URL(`${base}/uploads`), timeout: 5_000 },
    ).catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'rejected', status: 415 });
  });
});
