import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { ChatError, RejectedError, TransportError } from '../protocol/errors.js';
import type { Attachment } from '../protocol/message.js';
import type { Upload } from '../protocol/transport.js';
import { createUploads, type OutgoingFile } from './uploads.js';

const outgoing = (name: string): OutgoingFile => ({ file: new Blob([name], { type: 'text/plain' }), name });
const forever = new AbortController().signal;
const stored = ({ name }: Upload): Attachment => ({ url: `https://files.example/${name}`, name });

/** A backend that stores a file when the test says so. */
function backend() {
  const asked: (Upload & { done: () => void; fail: (reason: unknown) => void })[] = [];
  const warnings: string[] = [];
  let ids = 0;
  const uploads = createUploads({
    transport: {
      upload: (upload) =>
        new Promise<Attachment>((resolve, reject) => {
          asked.push({ ...upload, done: () => resolve(stored(upload)), fail: reject });
        }),
    },
    platform: { newId: () => `id-${++ids}`, warn: (code) => void warnings.push(code) },
  });
  return { uploads, asked, warnings };
}
const failure = async (promise: Promise<unknown>): Promise<ChatError> => {
  const reason: unknown = await promise.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );
  if (!ChatError.is(reason)) throw reason;
  return reason;
};

describe('uploads', () => {
  it('run two at a time, in the order of picking', async () => {
    const { uploads, asked } = backend();
    const stores = ['a', 'b', 'c', 'd'].map((name) => uploads.add(outgoing(name)));
    expect(stores.map((store) => store.get().state)).to.deep.equal(['uploading', 'uploading', 'waiting', 'waiting']);
    asked[1]?.done();
    await waitUntil(() => asked.length === 3);
    expect(asked.map(({ name }) => name)).to.deep.equal(['a', 'b', 'c']);
    expect(stores[1]?.get()).to.include({ state: 'done', progress: 1 });
    expect(stores[1]?.get().attachment?.url).to.equal('https://files.example/b');
  });

  it('tell how far they are by whole percents, and only forward', async () => {
    const { uploads, asked } = backend();
    const store = uploads.add(outgoing('a'));
    const seen: number[] = [];
    store.subscribe(({ progress }) => seen.push(progress));
    for (const fraction of [0.001, 0.1, 0.109, 0.05, 0.62, 7, -1, Number.NaN]) asked[0]?.progress(fraction);
    expect(seen).to.deep.equal([0.1, 0.62, 1]);
  });

  it('never upload a file twice, however often it is named', async () => {
    const { uploads, asked } = backend();
    const file = outgoing('a');
    const store = uploads.add(file);
    expect(uploads.add({ ...file })).to.equal(store);
    const settled = uploads.settle([file], forever);
    asked[0]?.done();
    expect(await settled).to.deep.equal([{ url: 'https://files.example/a', name: 'a' }]);
    expect(await uploads.settle([file], forever)).to.have.length(1);
    uploads.retry(file.file);
    expect(asked).to.have.length(1);
  });

  it('settle with a reason when one fails, once all have ended, and try only that one again, by the same id', async () => {
    const { uploads, asked, warnings } = backend();
    const files = [outgoing('a'), outgoing('b')];
    const settled = uploads.settle(files, forever);
    asked[0]?.fail(new RejectedError('too-large', 'No.'));
    await waitUntil(() => warnings.length === 1);
    asked[1]?.done();
    const error = await failure(settled);
    expect(error).to.include({ code: 'upload-failed', outcome: 'not-sent', retryable: false });
    expect(error.cause).to.have.property('code', 'too-large');
    expect(warnings).to.deep.equal(['too-large']);
    const again = uploads.settle(files, forever);
    await waitUntil(() => asked.length === 3);
    expect(asked[2]).to.include({ name: 'a', id: asked[0]?.id });
    asked[2]?.done();
    expect((await again).map(({ name }) => name)).to.deep.equal(['a', 'b']);
  });

  it('say that trying again may help where the road failed', async () => {
    const { uploads, asked } = backend();
    const settled = uploads.settle([outgoing('a')], forever);
    asked[0]?.fail(new TransportError('unreachable', 'No.'));
    expect((await failure(settled)).retryable).to.equal(true);
  });

  it('can be cancelled: the backend hears of it, the next one moves up, and a late success changes nothing', async () => {
    const { uploads, asked } = backend();
    const files = ['a', 'b', 'c'].map(outgoing);
    const stores = files.map(uploads.add);
    uploads.cancel(files[0]!.file);
    expect(asked[0]?.signal.aborted).to.equal(true);
    expect(stores.map((store) => store.get().state)).to.deep.equal(['cancelled', 'uploading', 'uploading']);
    asked[0]?.done();
    await Promise.resolve();
    expect(stores[0]?.get().state).to.equal('cancelled');
    uploads.retry(files[0]!.file);
    expect(stores[0]?.get().state).to.equal('waiting');
  });

  it('are given up by the signal of their message', async () => {
    const { uploads, asked } = backend();
    const stop = new AbortController();
    const settled = uploads.settle(['a', 'b', 'c'].map(outgoing), stop.signal);
    stop.abort();
    expect((await failure(settled)).code).to.equal('aborted');
    expect(asked.map(({ signal }) => signal.aborted)).to.deep.equal([true, true]);
    expect((await failure(uploads.settle([outgoing('d')], stop.signal))).code).to.equal('aborted');
    expect(asked).to.have.length(2);
  });

  it('fail where the transport takes none', async () => {
    const uploads = createUploads({ transport: {}, platform: { newId: () => '1', warn: () => undefined } });
    const error = await failure(uploads.settle([outgoing('a')], forever));
    expect(error.cause).to.have.property('code', 'unsupported');
  });

  it('are all given up at once', () => {
    const { uploads, asked } = backend();
    const stores = ['a', 'b', 'c'].map((name) => uploads.add(outgoing(name)));
    uploads.clear();
    expect(stores.map((store) => store.get().state)).to.deep.equal(['cancelled', 'cancelled', 'cancelled']);
    expect(asked).to.have.length(2);
  });
});
