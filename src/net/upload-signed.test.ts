import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { ChatError } from '../protocol/errors.js';
import { fakeXhr } from './fakes/xhr.js';
import { uploadSigned } from './upload-signed.js';

const address = new URL('https://bot.example/attachment/upload');
const place = {
  method: 'PUT',
  url: 'https://bucket.example/1?signature=s',
  headers: { 'x-amz-acl': 'private', bad: 7 },
};

function setUp() {
  const { xmlHttpRequest, requests } = fakeXhr();
  const fractions: number[] = [];
  const file = new Blob(['abc'], { type: 'image/png' });
  const stored = uploadSigned(
    {
      id: 'attempt-1',
      file,
      name: 'a.png',
      signal: new AbortController().signal,
      progress: (fraction) => fractions.push(fraction),
    },
    { address, timeout: 1_000, headers: { authorization: 'Bearer secret' }, xmlHttpRequest },
  );
  stored.catch(() => undefined);
  const answers = (said: unknown) => requests[0]?.answers(201, JSON.stringify(said));
  return { stored, requests, fractions, file, answers };
}
const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => (ChatError.is(error) ? error.code : error),
  );

describe('uploadSigned', () => {
  it('asks for a place with words, and brings the bytes there without what it asked with', async () => {
    const { stored, requests, fractions, file, answers } = setUp();
    expect(requests[0]).to.include({ method: 'POST', url: address.href });
    expect(requests[0]?.headers).to.include({ authorization: 'Bearer secret', 'content-type': 'application/json' });
    expect(JSON.parse(String(requests[0]?.body))).to.deep.equal({
      id: 'attempt-1',
      file: { name: 'a.png', type: 'image/png', size: 3 },
    });
    answers({ id: 'f1', attachment: { url: 'https://files.example/f1' }, uploadRequest: place });
    await waitUntil(() => requests.length === 2);
    expect(requests[1]).to.include({ method: 'PUT', url: place.url, body: file });
    expect(requests[1]?.headers).to.deep.equal({ 'x-amz-acl': 'private' });
    requests[1]?.goesOut(1, 2);
    requests[1]?.answers(200);
    expect(await stored).to.deep.equal({ url: 'https://files.example/f1', name: 'a.png', type: 'image/png', size: 3 });
    expect(fractions).to.deep.equal([0.5, 1]);
  });

  it('is done after one step where nothing more is wanted', async () => {
    const { stored, requests, answers } = setUp();
    answers({ url: 'https://files.example/f1' });
    expect((await stored).url).to.equal('https://files.example/f1');
    expect(requests).to.have.length(1);
  });

  it('says why a place did not take it', async () => {
    const { stored, requests, answers } = setUp();
    answers({ url: 'https://files.example/f1', uploadRequest: place });
    await waitUntil(() => requests.length === 2);
    requests[1]?.answers(413);
    expect(await codeOf(stored)).to.equal('too-large');
  });

  for (const [what, uploadRequest] of Object.entries({
    'a place that is a script': { ...place, url: 'javascript:alert(1)' },
    'a place without encryption': { ...place, url: 'http://bucket.example/1' },
    'no address': { method: 'PUT' },
    'another method': { ...place, method: 'DELETE' },
    'no object': 'https://bucket.example/1',
  }))
    it(`brings nothing to ${what}`, async () => {
      const { stored, requests, answers } = setUp();
      answers({ url: 'https://files.example/f1', uploadRequest });
      expect(await codeOf(stored)).to.equal('bad-reply');
      expect(requests).to.have.length(1);
    });
});
