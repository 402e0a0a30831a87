import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { Config } from '../../src/config/config.js';
import type { Consent } from '../../src/core/consent.js';
import { createStore } from '../../src/core/store.js';
import { memoryStorage, type KeyValueStorage } from '../../src/platform/storage.js';
import type { Comforts } from '../foundation/comforts.js';
import { settled } from '../foundation/fakes/stage.js';
import { readComforts } from './read-comforts.js';
import { keepComforts, type ComfortsOptions } from './visitor-comforts.js';

const key = 'chat-widget:test:https://a.example/:k:/comforts';
const kept = (): unknown => JSON.parse(localStorage.getItem(key) ?? 'null');

/** Counts those that still listen, so that none is left. */
let running: (() => void)[] = [];
afterEach(() => {
  for (const stop of running) stop();
  running = [];
  localStorage.removeItem(key);
});

async function begin(more: Partial<ComfortsOptions> = {}) {
  const config = createStore<Pick<Config, 'persist' | 'language'>>({
    persist: 'session',
    language: ['en', 'de', 'fr'],
  });
  const host = Object.assign(document.createElement('div'), {
    setLanguage: (language: string) => config.set({ ...config.get(), language: [language, 'en'] }),
  });
  host.style.cssText =
    '--chat-size-text: 14px; --chat-size-input: 1rem; --chat-size-small: 13px; --chat-size-meta: 11px';
  const panel = document.createElement('div');
  const frame = document.createElement('div');
  frame.className = 'frame';
  host.attachShadow({ mode: 'open' }).append(frame, document.createElement('slot'));
  host.append(panel);
  document.body.append(host);
  const comforts = createStore<Comforts>({});
  const stays = createStore<boolean | undefined>(false);
  const stop = await keepComforts({
    host,
    panel,
    comforts,
    stays,
    key,
    config,
    storage: undefined,
    consent: undefined,
    ...more,
  });
  running.push(() => {
    stop();
    host.remove();
  });
  const size = (name: string): number => {
    panel.style.fontSize = `var(--chat-size-${name})`;
    return parseFloat(getComputedStyle(panel).fontSize);
  };
  return { host, frame, panel, comforts, stays, config, stop, size };
}

describe('a visitor’s choices', () => {
  it('make text larger than the page made it, whatever unit it used, and as it was again', async () => {
    const { comforts, size } = await begin();
    expect(size('text')).to.equal(14);
    comforts.set({ textSize: 'largest' });
    expect(size('text')).to.be.closeTo(21, 0.01);
    expect(size('input')).to.be.closeTo(24, 0.01);
    comforts.set({});
    expect(size('text')).to.equal(14);
  });

  it('win over what the page says about the panel', async () => {
    const { comforts, panel, host } = await begin();
    const page = document.createElement('style');
    page.textContent = 'div { --chat-text: silver !important; --chat-motion: 2s }';
    host.append(page);
    panel.style.color = 'var(--chat-text)';
    comforts.set({ contrast: 'more', motion: 'less' });
    expect(getComputedStyle(panel).color).to.equal('rgb(0, 0, 0)');
    const still = ['--chat-motion', '--chat-animation', '--chat-scrolling'];
    expect(still.map((name) => getComputedStyle(panel).getPropertyValue(name))).to.deep.equal([
      '0ms',
      'paused',
      'auto',
    ]);
    comforts.set({});
    expect(getComputedStyle(panel).color).to.equal('rgb(192, 192, 192)');
  });

  it('reach what stands around the panel too, as long as the conversation lasts', async () => {
    const { comforts, frame, stop } = await begin();
    frame.style.cssText =
      'font-size: var(--chat-size-text); color: var(--chat-accent-text); scale: var(--chat-text-scale)';
    const look = () => {
      const { fontSize, color, scale } = getComputedStyle(frame);
      return [fontSize, color, scale, getComputedStyle(frame).getPropertyValue('--chat-motion')];
    };
    const usual = look();
    comforts.set({ textSize: 'largest', contrast: 'more', motion: 'less' });
    expect(look()).to.deep.equal(['21px', 'rgb(10, 31, 156)', '1.5', '0ms']);
    stop();
    expect(look()).to.deep.equal(usual);
    expect((await begin()).frame.style.length).to.be.above(0);
  });

  it('let the conversation stay, on the next page too, until they are reset', async () => {
    const { comforts, stays, stop } = await begin();
    expect(stays.get()).to.equal(false);
    comforts.set({ keep: 'always' });
    expect(stays.get()).to.equal(true);
    stop();
    const again = await begin();
    expect(again.stays.get()).to.equal(true);
    again.comforts.set({});
    expect(again.stays.get()).to.equal(false);
  });

  it('are kept, found again, and forgotten when nothing is chosen any more', async () => {
    const { comforts, stop } = await begin();
    comforts.set({ textSize: 'large', enterSends: false });
    expect(kept()).to.deep.equal({ textSize: 'large', enterSends: false });
    stop();
    const again = await begin();
    expect(again.comforts.get()).to.deep.equal({ textSize: 'large', enterSends: false });
    expect(again.size('text')).to.be.closeTo(16.1, 0.01);
    again.comforts.set({});
    expect(localStorage.getItem(key)).to.equal(null);
  });

  it('are kept where the page keeps everything, and nowhere else', async () => {
    const storage: KeyValueStorage = memoryStorage();
    const { comforts } = await begin({ storage });
    comforts.set({ announce: 'off' });
    await waitUntil(async () => (await storage.entries(key)).length === 1);
    expect(localStorage.getItem(key)).to.equal(null);
  });

  it('are not written down with persist="none"', async () => {
    const { comforts, size } = await begin({ config: createStore({ persist: 'none', language: [] }) });
    comforts.set({ textSize: 'largest' });
    expect(size('text')).to.be.closeTo(21, 0.01);
    expect(localStorage.getItem(key)).to.equal(null);
  });

  it('are neither read nor written before the visitor agreed', async () => {
    localStorage.setItem(key, '{"textSize":"larger"}');
    let agree = () => {};
    const given = new Promise<void>((resolve) => (agree = resolve));
    const state = createStore<'asking' | 'given'>('asking');
    const consent: Consent = { state, given, answer: () => undefined, lookUp: async () => undefined };
    const { comforts } = await begin({ consent });
    await settled();
    expect(comforts.get()).to.deep.equal({});
    comforts.set({ motion: 'less' });
    expect(kept()).to.deep.equal({ textSize: 'larger' });
    comforts.set({});
    agree();
    await waitUntil(() => comforts.get().textSize === 'larger');
  });

  it('follow what is chosen in another tab, and write nothing of it back', async () => {
    const { comforts } = await begin();
    localStorage.setItem(key, '{"contrast":"more"}');
    dispatchEvent(new StorageEvent('storage', { key, newValue: '{"contrast":"more"}' }));
    await waitUntil(() => comforts.get().contrast === 'more');
    localStorage.removeItem(key);
    dispatchEvent(new StorageEvent('storage', { key, newValue: null }));
    await waitUntil(() => !comforts.get().contrast);
    expect(localStorage.getItem(key)).to.equal(null);
  });

  it('are of a language too, as long as the page offers it; what the page says later counts', async () => {
    localStorage.setItem(key, '{"language":"de"}');
    const { config, host, comforts } = await begin();
    expect(config.get().language[0]).to.equal('de');
    host.setLanguage('fr');
    comforts.set({ ...comforts.get(), motion: 'less' });
    await settled();
    expect(config.get().language[0]).to.equal('fr');
    expect(kept()).to.deep.equal({ language: 'de', motion: 'less' });
    localStorage.setItem(key, '{"language":"nl"}');
    expect((await begin()).config.get().language[0]).to.equal('en');
  });

  it('that were made while this came are newer than what was kept', async () => {
    localStorage.setItem(key, '{"textSize":"large"}');
    const { comforts } = await begin({ comforts: createStore<Comforts>({ motion: 'less' }) });
    expect(comforts.get()).to.deep.equal({});
    expect(kept()).to.deep.equal({ motion: 'less' });
  });

  it('let Enter begin a new line in the composer, and nowhere else; Ctrl and Cmd send', async () => {
    const { comforts, panel } = await begin();
    const composer = document.createElement('chat-composer');
    const box = document.createElement('textarea');
    composer.append(box);
    const other = document.createElement('textarea');
    panel.append(composer, other);
    const heard: string[] = [];
    for (const each of [composer, other]) each.addEventListener('keydown', ({ type }) => heard.push(type));
    const press = (target: HTMLElement, more: KeyboardEventInit = {}) => {
      heard.length = 0;
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true, ...more }),
      );
      return heard.length;
    };
    expect(press(box)).to.equal(1);
    comforts.set({ enterSends: false });
    expect(press(box)).to.equal(0);
    expect(press(box, { ctrlKey: true })).to.equal(1);
    expect(press(box, { metaKey: true })).to.equal(1);
    expect(press(box, { key: 'a' })).to.equal(1);
    expect(press(other)).to.equal(1);
    box.setAttribute('aria-expanded', 'true');
    expect(press(box)).to.equal(1);
  });

  it('are read as far as they are known', () => {
    for (const raw of [
      undefined,
      null,
      7,
      'x',
      [],
      { textSize: 'huge', sound: 'yes', enterSends: true, language: '!' },
    ])
      expect(readComforts(raw)).to.deep.equal({});
    expect(
      readComforts({ textSize: 'large', sound: false, enterSends: false, language: 'PT-br', __proto__: 1, more: 2 }),
    ).to.deep.equal({ textSize: 'large', sound: false, enterSends: false, language: 'pt-BR' });
  });
});
