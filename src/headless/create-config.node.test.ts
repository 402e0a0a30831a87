import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryTransport } from '../transports/memory/memory-transport.js';
import { createConfig } from './create-config.js';

describe('createConfig', () => {
  it('reads the options of the reference, with its defaults', () => {
    const config = createConfig({ token: 'tok', user: { external_id: 'u-1' } }).getConfig();
    assert.deepEqual(
      [config.transport, config.apiUrl, config.token, config.language, config.bot.name, config.collectUserData],
      ['opencx', 'https://api.open.cx', 'tok', 'en', 'Bot', false],
    );
    assert.deepEqual(config.theme, { primaryColor: 'hsl(211,65%,59%)', triggerOffset: '20px' });
    assert.deepEqual(config.settings, { persistSession: false, useSoundEffects: false });
    assert.equal(config.resolved.persist, 'none');
  });

  it('takes everything that the reference names', () => {
    const { getConfig } = createConfig({
      token: 'tok',
      apiUrl: 'https://cx.example',
      headers: { a: 'b' },
      queryParams: { c: 'd' },
      pathParams: { e: 'f' },
      collectUserData: true,
      debug: true,
      language: 'de',
      contactToken: 'ct',
      user: { email: 'ann@example.com' },
      bot: { name: 'Ada', id: 7, is_ai: false },
      theme: { primaryColor: '#123456' },
      settings: { persistSession: true, useSoundEffects: true },
      soundEffectFiles: { messageArrived: 'https://cx.example/ping.mp3' },
      pollingInterval: 5000,
    });
    const { resolved, ...config } = getConfig();
    assert.deepEqual(config, {
      token: 'tok',
      apiUrl: 'https://cx.example',
      headers: { a: 'b' },
      queryParams: { c: 'd' },
      pathParams: { e: 'f' },
      collectUserData: true,
      debug: true,
      language: 'de',
      contactToken: 'ct',
      user: { email: 'ann@example.com' },
      bot: { name: 'Ada', id: 7, is_ai: false },
      theme: { primaryColor: '#123456', triggerOffset: '20px' },
      settings: { persistSession: true, useSoundEffects: true },
      soundEffectFiles: { messageArrived: 'https://cx.example/ping.mp3' },
      pollingInterval: 5000,
      transport: 'opencx',
    });
    assert.equal(resolved.persist, 'always');
  });

  it('takes the settings of the widget by their own names, and any backend', () => {
    const direct = createConfig({
      transport: 'direct',
      url: 'https://bot.example/x',
      assistantName: 'Ada',
    }).getConfig();
    assert.deepEqual([direct.transport, direct.apiUrl, direct.bot.name], ['direct', 'https://bot.example/x', 'Ada']);
    assert.equal(createConfig({ url: 'https://bot.example/x' }).getConfig().transport, 'direct');
    const transport = memoryTransport(() => undefined);
    assert.equal(createConfig({ transport }).getConfig().transport, transport);
  });

  for (const [what, options, sentence] of [
    ['OpenCX without a token', {}, /token/],
    ['OpenCX by name without a token', { transport: 'opencx' }, /token/],
    ['a backend without an address', { transport: 'websocket' }, /url/],
    ['an interval that is too short', { token: 'tok', pollingInterval: 2999 }, /pollingInterval/],
  ] as const)
    it(`refuses ${what}`, () =>
      assert.throws(() => createConfig(options), { name: 'ChatError', code: 'bad-config', message: sentence }));

  it('changes while it runs, group by group, and not at all where that does not fit', () => {
    const config = createConfig({ token: 'tok', user: { external_id: 'u-1', name: 'Ann' } });
    let heard = 0;
    config.subscribe(() => (heard += 1));
    config.updateConfig({ user: { name: 'Anna' }, language: 'fr' });
    assert.deepEqual(config.getUser(), { external_id: 'u-1', name: 'Anna' });
    assert.equal(config.getConfig().language, 'fr');
    assert.throws(() => config.updateConfig({ token: '' }));
    assert.deepEqual([config.getConfig().token, heard], ['tok', 1]);
  });

  it('gives nothing of one visitor to the next', () => {
    const ann = { external_id: 'u-1', email: 'ann@x', name: 'Ann', customData: { iban: 'ANN' } };
    const { getUser, updateConfig } = createConfig({ token: 'tok', user: ann });
    updateConfig({ user: { email: 'ann@y' } });
    assert.deepEqual(getUser(), { ...ann, email: 'ann@y' });
    updateConfig({ user: { external_id: 'u-2' } });
    assert.deepEqual(getUser(), { external_id: 'u-2' });
    const guest = createConfig({ token: 'tok', user: { name: 'Cy' } });
    guest.updateConfig({ user: { email: 'cy@x' } });
    assert.deepEqual(guest.getUser(), { name: 'Cy', email: 'cy@x' });
  });

  it('keeps nothing where it cannot read how long, and says so', () => {
    const lines: string[] = [];
    const line = (text: string) => void lines.push(text);
    const logger = { debug: line, info: line, warn: line, error: line, setLevel: () => undefined };
    const persistOf = (more: object) =>
      createConfig({ url: 'https://bot.example', ...more }, { logger }).getConfig().resolved.persist;
    assert.equal(persistOf({ persist: 'alway' }), 'none');
    assert.equal(persistOf({ persist: 'alway', settings: { persistSession: true } }), 'none');
    assert.match(lines.join(), /bad-setting.*persist/);
    assert.equal(persistOf({ persist: 'session' }), 'session');
    assert.equal(persistOf({ persist: 'session', settings: { persistSession: true } }), 'session');
    assert.equal(persistOf({ persist: 'always', settings: { persistSession: false } }), 'none');
    assert.equal(persistOf({ settings: { persistSession: true } }), 'always');
  });

  it('warns of what it cannot read, by the host’s logger', () => {
    const lines: string[] = [];
    const line = (text: string) => void lines.push(text);
    const logger = { debug: line, info: line, warn: line, error: line, setLevel: () => undefined };
    createConfig({ url: 'https://bot.example', timeout: -3 }, { logger });
    assert.match(lines.join(), /bad-setting.*timeout/);
  });
});
