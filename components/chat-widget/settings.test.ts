import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { Config } from '../../src/config/config.js';
import type { ChatWidget } from './chat-widget.js';
import './chat-widget.js';
import { settled } from '../foundation/fakes/stage.js';
import { Settings } from './settings.js';

/** The config server and the console, for the length of one test. */
let asked: string[];
let lines: string[];
let answer: (url: string) => Promise<Response>;
const { fetch } = globalThis;
const { warn } = console;
const json = (config: unknown): Promise<Response> => Promise.resolve(new Response(JSON.stringify(config)));

/** An answer that comes when the test says so. */
function later(config: unknown): () => void {
  let go = () => {};
  const ready = new Promise<void>((resolve) => (go = resolve));
  answer = () => ready.then(() => json(config));
  return go;
}
async function loaded(attributes: Readonly<Record<string, string>> = {}): Promise<Settings> {
  const settings = new Settings();
  const all = { key: 'demo', 'config-url': 'https://config.example', load: 'eager', ...attributes };
  for (const [name, value] of Object.entries(all)) settings.setAttribute(name, value);
  await settings.load();
  return settings;
}
const until = (settings: Settings, holds: (config: Config) => boolean) =>
  waitUntil(() => holds(settings.config.get()), 'the settings say so');

beforeEach(() => {
  asked = [];
  lines = [];
  answer = () => json({});
  globalThis.fetch = (input) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith('https://config.example')) return fetch(input);
    asked.push(url);
    return answer(url);
  };
  console.warn = (line: string) => lines.push(line);
});
afterEach(() => {
  globalThis.fetch = fetch;
  console.warn = warn;
});

describe('the settings of a widget', () => {
  it('are asked for by key, once', async () => {
    const settings = await loaded({ key: 'a/b' });
    await settings.load();
    expect(asked).to.deep.equal(['https://config.example/config/a%2Fb']);
  });

  it('are asked for once by all widgets of a page, and each has its own', async () => {
    answer = () => json({ title: 'remote', subtitle: 'remote' });
    const all = await Promise.all(['A', 'B', 'C'].map((subtitle) => loaded({ subtitle })));
    expect(asked).to.have.length(1);
    expect(all.map(({ config }) => config.get().subtitle)).to.deep.equal(['A', 'B', 'C']);
    for (const { config } of all) expect(config.get().heading).to.equal('remote');
  });

  it('are asked from nobody without a key', async () => {
    await loaded({ key: '' });
    expect(asked).to.deep.equal([]);
  });

  it('have the attribute over the remote config, and the property over the attribute', async () => {
    answer = () => json({ title: 'remote', subtitle: 'remote', placeholder: 'remote' });
    const settings = await loaded({ subtitle: 'attribute', placeholder: 'attribute' });
    settings.merge({ placeholder: 'property' });
    expect(settings.config.get()).to.include({ heading: 'remote', subtitle: 'attribute', placeholder: 'property' });
    settings.setAttribute('subtitle', null);
    settings.merge({ placeholder: undefined });
    expect(settings.config.get()).to.include({ subtitle: 'remote', placeholder: 'attribute' });
  });

  it('take a boolean attribute by its word, and its absence for nothing said', async () => {
    answer = () => json({ sound: true, unreadBadge: true });
    const settings = await loaded({ 'unread-badge': 'false', attachments: '', 'voice-in': 'true' });
    expect(settings.config.get()).to.include({ sound: true, unreadBadge: false, attachments: true, voiceIn: true });
  });

  it('add what the page says by property to what it said before', async () => {
    const settings = await loaded({ key: '' });
    settings.merge({ theme: { primaryColor: 'red' }, heading: 'A' });
    settings.merge({ theme: { density: 'compact' }, subtitle: 'B' });
    const { theme, heading, subtitle } = settings.config.get();
    expect(theme).to.deep.equal({ primaryColor: 'red', density: 'compact' });
    expect([heading, subtitle]).to.deep.equal(['A', 'B']);
  });

  it('leave a bad attribute to the layer below, with one line that names it, its value and what it may be', async () => {
    answer = () => json({ layout: 'inline' });
    const settings = await loaded({ layout: 'sideways' });
    settings.merge({ heading: 'again' });
    settings.setAttribute('subtitle', 'and again');
    expect(settings.config.get().layout).to.equal('inline');
    expect(lines).to.deep.equal([
      '[chat-widget] bad-setting: The attribute “layout” is ignored: “sideways” is not bubble | inline | fullscreen | sidebar.',
    ]);
  });

  it('leave a transport that nobody knows to the layer below', async () => {
    answer = () => json({ transport: 'websocket' });
    const settings = await loaded({ transport: 'websockets' });
    expect(settings.config.get().transport).to.equal('websocket');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include('attribute “transport”').and.include('direct | websocket | socketio');
  });

  it('have the later of two names for one of them', async () => {
    const settings = await loaded({ key: '' });
    settings.merge({ heading: 'first' });
    settings.merge({ title: 'second' });
    expect(settings.config.get().heading).to.equal('second');
    settings.merge({ heading: 'third' });
    expect(settings.config.get().heading).to.equal('third');
  });

  it('take name and picture of a bot from an attribute, too, as far as nobody says them in our names', async () => {
    const settings = await loaded({
      key: '',
      bot: '{"name": "Ada", "avatar": "https://pictures.example/ada.png"}',
      subtitle: 'At your service',
    });
    await until(settings, ({ assistantName }) => assistantName === 'Ada');
    expect(settings.config.get()).to.include({
      avatarUrl: 'https://pictures.example/ada.png',
      subtitle: 'At your service',
    });
    settings.setAttribute('assistant-name', 'Grace');
    await until(settings, ({ avatarUrl }) => avatarUrl !== '');
    expect(settings.config.get().assistantName).to.equal('Grace');
    settings.setAttribute('bot', null);
    settings.setAttribute('assistant-name', null);
    expect(settings.config.get()).to.include({ assistantName: '', avatarUrl: '' });
    expect(lines).to.deep.equal([]);
  });

  it('tell of a bot that is no JSON, once', async () => {
    const settings = await loaded({ key: '', bot: 'Ada' });
    settings.setAttribute('subtitle', 'later');
    expect(settings.config.get().assistantName).to.equal('');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include('attribute “bot”');
  });

  it('cut what is too much, with a line', async () => {
    const settings = await loaded({ key: '', 'session-duration': '9000000' });
    expect(settings.config.get().sessionDuration).to.equal(3_600_000);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include('clamped-setting').and.include('session-duration');
  });

  it('do not let a config server say what only the page may', async () => {
    answer = () =>
      json({ customCss: 'x', headers: { a: 'b' }, allowRemoteCss: true, allowedLinkHosts: ['evil.example'] });
    const { config } = await loaded();
    expect(config.get()).to.deep.include({
      customCss: '',
      headers: {},
      allowRemoteCss: false,
      allowedLinkHosts: ['*'],
    });
    expect(lines).to.have.length(4);
    for (const line of lines) expect(line).to.include('page-only-setting');
  });

  it('are not poisoned by words that every object knows', async () => {
    answer = () => Promise.resolve(new Response('{"__proto__": {"heading": "bad"}, "constructor": {"open": true}}'));
    const settings = await loaded();
    settings.merge(
      JSON.parse('{"__proto__": {"heading": "bad"}, "theme": {"__proto__": {"radius": 1}}}') as Record<string, unknown>,
    );
    expect(settings.config.get()).to.include({ heading: '', open: false });
    expect(Reflect.get({}, 'heading')).to.equal(undefined);
    expect(Reflect.get(settings.config.get().theme, 'radius')).to.equal(undefined);
  });

  it('go on without a config that is slow, and still take it when it comes', async () => {
    const go = later({ title: 'late', subtitle: 'late' });
    const settings = await loaded({ subtitle: 'attribute' });
    expect(settings.config.get()).to.include({ heading: '', subtitle: 'attribute' });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^\[chat-widget\] config-slow: /);
    go();
    await until(settings, ({ heading }) => heading === 'late');
    expect(settings.config.get().subtitle).to.equal('attribute');
  });

  const broken: Readonly<Record<string, readonly [() => Promise<Response>, string]>> = {
    'cannot be reached': [() => Promise.reject(new TypeError('Failed to fetch')), 'config-failed'],
    'is not there': [() => Promise.resolve(new Response('{}', { status: 404 })), 'config-failed'],
    'is HTML': [() => Promise.resolve(new Response('<!doctype html>')), 'config-broken'],
    'is cut off': [() => Promise.resolve(new Response('{"title": "N')), 'config-broken'],
    'is empty': [() => Promise.resolve(new Response('')), 'config-broken'],
    'is a list': [() => json(['a']), 'config-broken'],
  };
  for (const [what, [response, code]] of Object.entries(broken))
    it(`go on without a config that ${what}, with one line`, async () => {
      answer = response;
      const settings = await loaded({ key: `key that ${what}`, heading: 'attribute' });
      expect(settings.config.get().heading).to.equal('attribute');
      expect(settings.disabled).to.equal(false);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(
        new RegExp(`^\\[chat-widget\\] ${code}: The config of “key that ${what}” is not used: .`),
      );
    });

  it('have nothing of the key before, whatever comes of the next one', async () => {
    answer = (url) =>
      url.endsWith('/a')
        ? json({ heading: 'A', token: 'of-a', disabled: true, blueprint: { subtitle: 'A' } })
        : Promise.resolve(new Response('', { status: 500 }));
    const settings = await loaded({ key: 'a' });
    expect(settings.disabled).to.equal(true);
    expect(settings.config.get()).to.include({ heading: 'A', token: 'of-a', subtitle: 'A' });
    for (const key of ['b', '']) {
      settings.setAttribute('key', key);
      await settings.load();
      expect(settings.disabled).to.equal(false);
      expect(settings.config.get()).to.include({ heading: '', token: '', subtitle: '' });
    }
    const go = later({ heading: 'late' });
    settings.setAttribute('key', 'c');
    const loading = settings.load();
    await waitUntil(() => asked.at(-1)?.endsWith('/c'));
    settings.setAttribute('key', '');
    await settings.load();
    go();
    await loading;
    await settled();
    expect(settings.config.get().heading).to.equal('');
  });

  it('hear no config that comes after the widget has gone', async () => {
    const go = later({ title: 'late' });
    const settings = new Settings();
    for (const [name, value] of [
      ['key', 'k'],
      ['config-url', 'https://config.example'],
      ['load', 'eager'],
    ] as const)
      settings.setAttribute(name, value);
    const loading = settings.load();
    await waitUntil(() => asked.length === 1);
    settings.abort();
    go();
    await loading;
    await settled();
    expect(settings.config.get().heading).to.equal('');
    expect(lines).to.deep.equal([]);
  });

  it('understand the names of other products, in the remote config and by property', async () => {
    answer = () => json({ botName: 'Bo', connection: { type: 'websocketraw', serverUrl: '/ws' } });
    const settings = await loaded();
    expect(settings.config.get()).to.include({
      heading: 'Bo',
      transport: 'websocket',
      url: 'https://config.example/ws',
    });
    settings.merge({ input: { placeholder: 'Say' }, headerText: 'H' });
    await until(settings, ({ placeholder, heading }) => placeholder === 'Say' && heading === 'H');
    settings.merge({ bot: { name: 'Robin' }, theme: { widgetTrigger: { offset: { bottom: 32 } } } });
    await until(settings, ({ assistantName, theme }) => assistantName === 'Robin' && theme['triggerOffset'] === 32);
  });

  it('let a later word in another product’s name win over an earlier one, and ours over both', async () => {
    const settings = await loaded({ key: '' });
    settings.merge({ botName: 'first' });
    await until(settings, ({ heading }) => heading === 'first');
    settings.merge({ botName: 'second' });
    await until(settings, ({ heading }) => heading === 'second');
    settings.merge({ heading: 'ours' });
    settings.merge({ botName: 'third' });
    await until(settings, ({ assistantName }) => assistantName === 'third');
    expect(settings.config.get().heading).to.equal('ours');
  });

  it('are refused on a page that they do not name', async () => {
    const settings = await loaded({ key: '', origin: 'https://other.example' });
    expect(settings.disabled).to.equal(true);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^\[chat-widget\] forbidden: /);
    const own = await loaded({ key: '', origin: location.origin });
    expect(own.disabled).to.equal(false);
  });
});

describe('<chat-widget> and its remote config', () => {
  const place = (more = html``) =>
    fixture<HTMLElement>(
      html`<div>
        <chat-widget key="demo" config-url="https://config.example" load="eager" heading="Ours"></chat-widget>${more}
      </div>`,
    );
  const widgetIn = (element: Element): ChatWidget => {
    const widget = element.querySelector('chat-widget');
    if (!widget) throw new Error('no widget');
    return widget;
  };
  const drawn = (widget: ChatWidget): boolean => widget.shadowRoot?.querySelector('[part=launcher]') !== null;

  it('is accessible', async () => {
    const widget = widgetIn(await place());
    await widget.whenReady;
    await expect(widget).to.be.accessible();
  });

  it('waits for a key that the page says in the moment after', async () => {
    const go = later({ unreadBadge: false });
    const widget = document.createElement('chat-widget');
    widget.setAttribute('config-url', 'https://config.example');
    widget.setAttribute('load', 'eager');
    document.body.append(widget);
    widget.setAttribute('key', 'demo');
    let badge: boolean | undefined;
    widget.addEventListener('chat-ready', () => (badge = widget.config.unreadBadge));
    await waitUntil(() => asked.length === 1);
    go();
    await widget.whenReady;
    expect(badge).to.equal(false);
    widget.remove();
  });

  it('shows its launcher from attributes when the config is slow', async () => {
    const go = later({ unreadBadge: false });
    const widget = widgetIn(await place());
    expect(drawn(widget)).to.equal(false);
    await waitUntil(() => drawn(widget), 'a launcher within two seconds');
    go();
    await waitUntil(() => !widget.config.unreadBadge);
  });

  it('is never there when the config switched it off', async () => {
    answer = () => json({ disabled: true });
    const widget = widgetIn(await place());
    let ready = false;
    widget.addEventListener('chat-ready', () => (ready = true));
    // A second widget that came later has drawn itself: the first one had its chance.
    const other = await fixture<ChatWidget>(html`<chat-widget></chat-widget>`);
    await other.whenReady;
    await waitUntil(() => asked.length === 1);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(drawn(widget)).to.equal(false);
    expect(ready).to.equal(false);
    widget.setAttribute('open', '');
    widget.config = { heading: 'Still nothing' };
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(widget.shadowRoot?.children).to.have.length(0);
  });

  it('goes when a late config switches it off', async () => {
    const go = later({ disabled: true });
    const widget = widgetIn(await place());
    await waitUntil(() => drawn(widget), 'a launcher');
    go();
    await waitUntil(() => !drawn(widget));
    await widget.open();
    expect(widget.shadowRoot?.children).to.have.length(0);
  });
});
