import { assert, expect } from '@open-wc/testing';
import { keys, type Setting } from './config.js';
import { originAllowed } from './origin.js';
import { once, resolveConfig, type Layers } from './resolve.js';

const resolve = (layers: Layers) => {
  const lines: string[] = [];
  return { config: resolveConfig(layers, (line) => lines.push(line)), lines };
};
const unpolluted = (): void => {
  expect(Object.keys(Object.prototype)).to.have.length(0);
  expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
};

describe('resolving settings', () => {
  afterEach(unpolluted);

  it('has a value for each, and nothing to say, where nothing was said', () => {
    const { config, lines } = resolve({});
    expect(Object.keys(config)).to.deep.equal(keys);
    expect(Object.values(config)).to.not.include(undefined);
    expect(config).to.include({
      layout: 'bubble',
      transport: 'direct',
      timeout: 30_000,
      sessionDuration: 3_600_000,
      stream: true,
    });
    expect(lines).to.deep.equal([]);
  });

  it('lets the later layer win, one by one', () => {
    const layers: [keyof Layers, object][] = [
      ['blueprint', { heading: 'blueprint' }],
      ['remote', { title: 'remote' }],
      ['attributes', { heading: 'attributes' }],
      ['properties', { title: 'properties' }],
    ];
    layers.forEach(([name], index) => {
      expect(resolve(Object.fromEntries(layers.slice(0, index + 1).reverse())).config.heading).to.equal(name);
    });
  });

  it('takes null and undefined for nothing said', () => {
    const { config, lines } = resolve({
      remote: { heading: 'A' },
      attributes: { heading: null },
      properties: { heading: undefined },
    });
    expect(config.heading).to.equal('A');
    expect(lines).to.deep.equal([]);
  });

  const good: readonly [Setting, unknown, unknown][] = [
    ['open', '', true],
    ['open', 'true', true],
    ['stream', 'false', false],
    ['stream', false, false],
    ['heading', '', ''],
    ['token', 42, '42'],
    ['layout', 'slideover', 'sidebar'],
    ['layout', 'popover', 'bubble'],
    ['layout', 'stretch', 'inline'],
    ['mode', 'text-only', 'text'],
    ['transport', 'websocket', 'websocket'],
    ['timeout', '5000', 5000],
    ['sessionDuration', 0, 0],
    ['url', ' /stentor ', '/stentor'],
    ['url', 'wss://a.example/x', 'wss://a.example/x'],
    ['avatarUrl', 'data:image/png;base64,AA', 'data:image/png;base64,AA'],
    ['language', 'de-at, EN', ['de-AT', 'en']],
    ['language', ['pt-br'], ['pt-BR']],
    ['allowedLinkHosts', 'a.example; b.example', ['a.example', 'b.example']],
    ['allowedLinkHosts', '["a.example"]', ['a.example']],
    ['contactFields', 'name, phone', ['name', 'phone']],
    ['contactFields', '["email", {"name": "firm"}]', ['email', { name: 'firm' }]],
    ['headers', '{"X-A": 1}', { 'X-A': '1' }],
    ['theme', 'dark', { colorScheme: 'dark' }],
    ['theme', '{"radius": 4}', { radius: 4 }],
    [
      'starters',
      '["Hi", {"label": "Ask", "text": "May I?"}]',
      [
        { label: 'Hi', text: 'Hi' },
        { label: 'Ask', text: 'May I?' },
      ],
    ],
    ['soundEffectFiles', { messageArrived: 'a.mp3' }, { messageArrived: 'a.mp3' }],
  ];
  for (const [key, raw, value] of good)
    it(`reads ${key}: ${JSON.stringify(raw)}`, () => {
      const { config, lines } = resolve({ attributes: { [key]: raw } });
      expect(config[key]).to.deep.equal(value);
      expect(lines).to.deep.equal([]);
    });

  const circle: Record<string, unknown> = {};
  circle['circle'] = circle;
  const bad: readonly [Setting, string, unknown][] = [
    ['open', 'open', 'yes'],
    ['open', 'open', 1],
    ['open', 'open', ['true']],
    ['layout', 'layout', 'toString'],
    ['layout', 'layout', ''],
    ['layout', 'layout', ['bubble']],
    ['position', 'position', 'constructor'],
    ['heading', 'heading', { a: 1 }],
    ['heading', 'heading', circle],
    ['timeout', 'timeout', '30s'],
    ['timeout', 'timeout', ''],
    ['timeout', 'timeout', 0],
    ['timeout', 'timeout', NaN],
    ['sessionDuration', 'session-duration', -1],
    ['sessionDuration', 'session-duration', true],
    ['url', 'url', 'javascript:alert(1)'],
    ['url', 'url', ' java\nscript:alert(1)'],
    ['url', 'url', 'data:text/html,x'],
    ['url', 'url', 'http://'],
    ['url', 'url', ''],
    ['uploadUrl', 'upload-url', 'ws://a.example'],
    ['configUrl', 'config-url', 'blob:https://a.example/x'],
    ['avatarUrl', 'avatar-url', 'data:text/html,x'],
    ['language', 'language', 'not a language!'],
    ['language', 'language', [7]],
    ['plugins', 'plugins', { a: 1 }],
    ['contactFields', 'contact-fields', '[5]'],
    ['contactFields', 'contact-fields', [{ label: 'no name' }]],
    ['contactWhen', 'contact-when', 'after'],
    ['starters', 'starters', 'What now?'],
    ['starters', 'starters', [{ text: 'no label' }]],
    ['theme', 'theme', 'purple'],
    ['theme', 'theme', '[1]'],
    ['theme', 'theme', circle],
    ['bot', 'bot', '{"name": '],
    ['headers', 'headers', { a: { b: 1 } }],
  ];
  for (const [key, attribute, raw] of bad)
    it(`leaves ${key} to the layer below where it says ${raw === circle ? 'a circle' : JSON.stringify(raw)}`, () => {
      const { config, lines } = resolve({ attributes: { [key]: raw } });
      expect(config[key]).to.deep.equal(resolve({}).config[key]);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(
        new RegExp(`^\\[chat-widget\\] bad-setting: The attribute “${attribute}” is ignored: .* is not .*\\.$`, 's'),
      );
    });

  const unreadable: Readonly<Record<string, unknown>> = {
    'JSON that breaks off': '["a.example"',
    'an object': { 'a.example': true },
    'a number': 7,
    'a switch': true,
    'a circle': circle,
    'what cannot be put into words': { toJSON: () => assert.fail() },
  };
  for (const key of ['allowedLinkHosts', 'allowedImageHosts', 'origin'] as const) {
    for (const [what, raw] of Object.entries(unreadable))
      it(`lets nobody in where ${key} is ${what}, whatever is said below, and says so`, () => {
        const { config, lines } = resolve({ attributes: { [key]: '*' }, properties: { [key]: raw } });
        expect(config[key]).to.deep.equal(['']);
        expect(lines).to.have.length(1);
        expect(lines[0]).to.contain(`[chat-widget] bad-setting: The property “${key}” lets nobody in: `);
      });

    it(`keeps the words of ${key}, and lets nobody in for what is none`, () => {
      const { config } = resolve({ properties: { [key]: ['a.example', 7, '', null, ['*'], { a: '*' }] } });
      expect(config[key]).to.deep.equal(['a.example', '', '', '', '', '']);
    });
  }

  const slips: readonly [Setting, unknown, string][] = [
    ['consent', 'gaet', 'gate'],
    ['consent', '', 'gate'],
    ['consent', true, 'gate'],
    ['persist', 'alway', 'none'],
    ['persist', '', 'none'],
    ['persist', false, 'none'],
    ['persist', circle, 'none'],
  ];
  const open = { consent: 'none', persist: 'always' };
  for (const [key, raw, strictest] of slips)
    it(`takes ${key} for ${strictest} where it says ${raw === circle ? 'a circle' : JSON.stringify(raw)}, and says so`, () => {
      const { config, lines } = resolve({ attributes: open, properties: { [key]: raw } });
      expect(config[key]).to.equal(strictest);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.contain(`[chat-widget] bad-setting: The property “${key}” counts as ${strictest}: `);
    });

  it('hears whoever says it right above a slip', () => {
    const { config, lines } = resolve({ remote: { persist: 'forever' }, attributes: open });
    expect(config.persist).to.equal('always');
    expect(lines).to.have.length(1);
  });

  it('shows the widget to nobody where a config server cannot say to whom', () => {
    const { config, lines } = resolve({ remote: { origin: { 'https://a.example': true } } });
    expect(originAllowed(config.origin, 'https://a.example')).to.equal(false);
    expect(lines).to.have.length(1);
  });

  it('names the attribute, the value and what was expected', () => {
    expect(resolve({ attributes: { position: 'top' } }).lines).to.deep.equal([
      '[chat-widget] bad-setting: The attribute “position” is ignored: “top” is not bottom-right | bottom-left | top-right | top-left.',
    ]);
    expect(resolve({ remote: { title: {} } }).lines[0]).to.contain('The remote setting “title”');
  });

  it('never shows a secret', () => {
    const { lines } = resolve({ attributes: { headers: '{"Authorization": "Bearer s3cret"', token: ['s3cret'] } });
    expect(lines).to.have.length(2);
    expect(lines.join()).to.not.contain('s3cret');
  });

  it('cuts a session that is too long, and says so', () => {
    const { config, lines } = resolve({ attributes: { sessionDuration: '86400000' } });
    expect(config.sessionDuration).to.equal(3_600_000);
    expect(lines).to.deep.equal([
      '[chat-widget] clamped-setting: The attribute “session-duration” is cut to 3600000: “86400000” is more.',
    ]);
    expect(resolve({ properties: { timeout: Infinity } }).config.timeout).to.equal(2_147_483_647);
  });

  it('adds up the objects of all layers, key by key', () => {
    const { config } = resolve({
      blueprint: { theme: { radius: 1, deep: { a: 1, b: 1 } } },
      remote: { theme: { radius: 2, deep: { b: 2 } } },
      properties: { theme: 'dark' },
    });
    expect(config.theme).to.deep.equal({ radius: 2, deep: { a: 1, b: 2 }, colorScheme: 'dark' });
  });

  it('keeps what the page alone may say from a config server', () => {
    const says = {
      headers: { a: 'b' },
      queryParams: { a: 'b' },
      pathParams: { a: 'b' },
      bodyProperties: { a: 'b' },
      customCss: '* {}',
      allowRemoteCss: true,
      nonce: 'n',
      consent: 'gate',
      allowedLinkHosts: ['evil.example'],
      allowedImageHosts: ['*'],
      key: 'other',
      configUrl: 'https://evil.example',
    };
    for (const layer of ['blueprint', 'remote'] as const) {
      const { config, lines } = resolve({ [layer]: says });
      expect(config).to.deep.equal(resolve({}).config);
      expect(new Set(lines).size).to.equal(Object.keys(says).length);
      expect(lines.every((line) => line.startsWith('[chat-widget] page-only-setting: '))).to.be.true;
    }
  });

  it('lets a config server say custom-css once the page allows it', () => {
    const { config, lines } = resolve({ remote: { customCss: 'p {}' }, attributes: { allowRemoteCss: '' } });
    expect(config.customCss).to.equal('p {}');
    expect(lines).to.deep.equal([]);
  });

  it('counts the addresses of a config server from its own, and refuses what is none', () => {
    const base = 'https://config.example/root/';
    expect(resolve({ base, remote: { url: 'stentor' } }).config.url).to.equal('https://config.example/root/stentor');
    expect(resolve({ base, remote: { url: '/stentor' }, attributes: { url: '/mine' } }).config.url).to.equal('/mine');
    const { config, lines } = resolve({ base, remote: { url: 'javascript:alert(1)' } });
    expect(config.url).to.equal('');
    expect(lines).to.have.length(1);
  });

  it('does not let JSON reach a prototype', () => {
    const hostile = JSON.parse(`{
      "__proto__": { "polluted": 1, "heading": "bad" }, "constructor": { "prototype": { "polluted": 1 } }, "prototype": { "polluted": 1 },
      "theme": { "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } }, "a": { "__proto__": { "polluted": 1 } } }
    }`) as Record<string, unknown>;
    for (const layer of ['blueprint', 'remote', 'properties'] as const) {
      const { config } = resolve({
        [layer]: hostile,
        attributes: { theme: '{"__proto__": {"polluted": 1}, "a": {"b": 1}}' },
      });
      expect(config.theme).to.deep.equal({ a: { b: 1 } });
      expect(config.heading).to.equal('');
      unpolluted();
    }
  });

  it('survives JSON of any depth', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(() => resolve({ attributes: { theme: deep } })).to.not.throw();
  });

  it('says each line once', () => {
    const lines: string[] = [];
    const warn = once((line) => lines.push(line));
    for (const layout of ['a', 'a', 'b', 'a']) resolveConfig({ attributes: { layout } }, warn);
    resolveConfig({ properties: { layout: 'a' } }, warn);
    expect(lines).to.have.length(3);
  });
});
