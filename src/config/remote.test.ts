import { expect } from '@open-wc/testing';
import { loadRemoteConfig, type RemoteOptions } from './remote.js';

function load(answer: () => Promise<Response>, options: Partial<RemoteOptions> = {}) {
  const lines: string[] = [];
  const asked: [string, RequestInit | undefined][] = [];
  const request = loadRemoteConfig({
    key: 'demo',
    configUrl: 'https://config.example',
    warn: (line) => lines.push(line),
    fetch: (input, init) => {
      asked.push([input instanceof Request ? input.url : String(input), init]);
      return answer();
    },
    ...options,
  });
  return { ...request, lines, asked };
}
const says =
  (body: string, status = 200) =>
  () =>
    Promise.resolve(new Response(body, { status }));

describe('the remote config', () => {
  it('is asked for by its key, through the cache and without cookies', async () => {
    const { first, asked } = load(says('{}'), { key: 'a/b', configUrl: 'https://config.example/root/?x=1' });
    await first;
    expect(asked[0]?.[0]).to.equal('https://config.example/root/config/a%2Fb');
    expect(asked[0]?.[1]).to.include({ credentials: 'omit' }).and.not.have.property('cache');
  });

  it('comes as the layers it is, with the names of others in ours', async () => {
    const { first, whole, lines } = load(says('{"title": "T", "botName": "Bo", "blueprint": {"headerText": "H"}}'));
    const config = await first;
    expect(config).to.equal(await whole);
    expect(config).to.include({ base: 'https://config.example/', disabled: false });
    expect(config?.remote).to.include({ title: 'T', assistantName: 'Bo' });
    expect(config?.blueprint).to.include({ heading: 'H' });
    expect(lines).to.deep.equal([]);
  });

  it('says when there is to be no widget', async () => {
    expect((await load(says('{"disabled": true}')).first)?.disabled).to.be.true;
    expect((await load(says('{"disabled": "no"}')).first)?.disabled).to.be.false;
  });

  const broken: readonly [what: string, answer: () => Promise<Response>, code: string][] = [
    ['no answer', () => Promise.reject(new TypeError('Failed to fetch')), 'config-failed'],
    ['an answer that breaks off', () => Promise.reject(new DOMException('gone', 'AbortError')), 'config-failed'],
    ['404', says('{}', 404), 'config-failed'],
    ['500', says('oops', 500), 'config-failed'],
    ['HTML', says('<!doctype html><title>Sign in</title>'), 'config-broken'],
    ['half of it', says('{"title": "T'), 'config-broken'],
    ['nothing', says(''), 'config-broken'],
    ['a list', says('[]'), 'config-broken'],
    ['null', says('null'), 'config-broken'],
    ['more than 64 KiB', says(`{"title": "${'x'.repeat(65_536)}"}`), 'config-broken'],
    ['something very deep', says(`${'['.repeat(60_000)}`), 'config-broken'],
  ];
  for (const [what, answer, code] of broken)
    it(`is done without, with one line, where it is ${what}`, async () => {
      const { first, whole, lines } = load(answer);
      expect(await first).to.equal(undefined);
      expect(await whole).to.equal(undefined);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(new RegExp(`^\\[chat-widget\\] ${code}: .*“demo”`));
    });

  it('is done without where its address is none', async () => {
    const { first, lines } = load(says('{}'), { configUrl: 'http://' });
    expect(await first).to.equal(undefined);
    expect(lines).to.have.length(1);
  });

  it('still counts when it comes late', async () => {
    let resolve: (response: Response) => void = () => undefined;
    const promise = new Promise<Response>((settle) => (resolve = settle));
    const { first, whole, lines } = load(() => promise, { patience: 1 });
    expect(await first).to.equal(undefined);
    expect(lines.join()).to.match(/^\[chat-widget\] config-slow: .*$/);
    resolve(new Response('{"title": "late"}'));
    expect((await whole)?.remote).to.include({ title: 'late' });
    expect(lines).to.have.length(1);
  });

  it('is silent once nobody wants it', async () => {
    const stop = new AbortController();
    const { first, whole, lines } = load(
      () =>
        new Promise((_, reject) =>
          stop.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
        ),
      { signal: stop.signal },
    );
    stop.abort();
    expect([await first, await whole]).to.deep.equal([undefined, undefined]);
    expect(lines).to.deep.equal([]);
  });

  it('is asked for once by all that want the same at a time, and again by who comes later', async () => {
    const answers: ((response: Response) => void)[] = [];
    const answer = () => new Promise<Response>((settle) => answers.push(settle));
    const gone = new AbortController();
    const [first, other, elsewhere] = [{ signal: gone.signal }, {}, { key: 'other' }].map((more) => load(answer, more));
    gone.abort();
    expect(answers).to.have.length(2);
    for (const settle of answers) settle(new Response('{"title": "T"}'));
    expect(await first?.first).to.equal(undefined);
    for (const asked of [other, elsewhere]) expect((await asked?.first)?.remote).to.deep.equal({ title: 'T' });
    expect((await load(says('{"title": "later"}')).first)?.remote).to.deep.equal({ title: 'later' });
  });

  it('is asked for again once it did not come', async () => {
    const failed = [load(says('{}', 500)), load(says('{}', 500))];
    for (const { first, lines } of failed) {
      expect(await first).to.equal(undefined);
      expect(lines).to.have.length(1);
    }
    expect((await load(says('{"title": "T"}')).first)?.remote).to.deep.equal({ title: 'T' });
  });

  it('does not reach a prototype', async () => {
    const { first } = load(says('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'));
    expect(await first).to.have.property('remote');
    expect(Object.keys(Object.prototype)).to.have.length(0);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});
