import { expect } from '@open-wc/testing';
import type { LinkPreview } from '../protocol/transport.js';
import { createPreviews } from './previews.js';

const never = new AbortController().signal;
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A backend that answers when the test says so. */
function backend() {
  const asked: string[] = [];
  const signals = new Map<string, AbortSignal>();
  const answers = new Map<string, { yes: (preview?: LinkPreview) => void; no: (reason: Error) => void }>();
  const previews = createPreviews((url, signal) => {
    asked.push(url);
    signals.set(url, signal);
    return new Promise((yes, no) => answers.set(url, { yes, no }));
  });
  const title = (url: string): LinkPreview => ({ url, title: url });
  return {
    previews,
    asked,
    signals,
    title,
    async answer(url: string, preview: LinkPreview | undefined = title(url)) {
      answers.get(url)?.yes(preview);
      await turn();
    },
    async nothing(url: string) {
      answers.get(url)?.yes();
      await turn();
    },
    async fail(url: string) {
      answers.get(url)?.no(new Error('The network is gone.'));
      await turn();
    },
  };
}

describe('previews', () => {
  it('are asked for once, and known to everybody afterwards', async () => {
    const { previews, asked, answer, title } = backend();
    expect(previews.known('a')).to.equal(undefined);
    const both = [previews.ask('a', never), previews.ask('a', never)];
    await answer('a');
    await Promise.all(both);
    expect(previews.known('a')).to.deep.equal(title('a'));
    await previews.ask('a', never);
    expect(asked).to.deep.equal(['a']);
  });

  it('are asked for two at a time, in their order', async () => {
    const { previews, asked, answer, fail } = backend();
    for (const link of ['a', 'b', 'c', 'd']) void previews.ask(link, never);
    expect(asked).to.deep.equal(['a', 'b']);
    await fail('b');
    expect(asked).to.deep.equal(['a', 'b', 'c']);
    await answer('a');
    expect(asked).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  for (const how of ['fail', 'nothing'] as const)
    it(`remember a link as nothing after ${how === 'fail' ? 'a failure' : 'an empty answer'}`, async () => {
      const asking = backend();
      const ask = asking.previews.ask('a', never);
      await asking[how]('a');
      await ask;
      expect(asking.previews.known('a')).to.equal(null);
      await asking.previews.ask('a', never);
      expect(asking.asked).to.have.length(1);
    });

  it('remember nothing of a backend that throws at once', async () => {
    const previews = createPreviews(() => {
      throw new Error('This transport has a bug.');
    });
    await previews.ask('a', never);
    expect(previews.known('a')).to.equal(null);
  });

  it('are not asked for any more when nobody waits: not on the way, and not in the queue', async () => {
    const { previews, asked, signals, answer } = backend();
    const [one, other, last] = [new AbortController(), new AbortController(), new AbortController()];
    const gone = [previews.ask('a', one.signal), previews.ask('a', other.signal), previews.ask('c', last.signal)];
    void previews.ask('b', never);
    void previews.ask('d', last.signal);
    expect(asked).to.deep.equal(['a', 'c']);
    one.abort();
    expect(signals.get('a')?.aborted).to.equal(false);
    other.abort();
    last.abort();
    await Promise.all(gone);
    expect([signals.get('a')?.aborted, signals.get('c')?.aborted]).to.deep.equal([true, true]);
    await turn();
    expect(asked).to.deep.equal(['a', 'c', 'b']);
    expect(previews.known('a')).to.equal(undefined);
    const again = previews.ask('a', never);
    await answer('a');
    await again;
    expect(previews.known('a')).to.include({ title: 'a' });
  });

  it('are not asked for by somebody who has left already', async () => {
    const { previews, asked } = backend();
    await previews.ask('a', AbortSignal.abort());
    expect(asked).to.deep.equal([]);
  });

  it('forget the oldest of very many', async () => {
    const previews = createPreviews(async (url) => ({ url, title: url }));
    for (let index = 0; index <= 500; index += 1) await previews.ask(String(index), never);
    expect(previews.known('0')).to.equal(undefined);
    expect(previews.known('500')).to.include({ title: '500' });
  });
});
