import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { createStore } from '../../../src/core/store.js';
import { german } from '../../../src/i18n/languages/de.js';
import type { AllStrings } from '../../../src/i18n/strings.js';
import { comfortsContext, type Comforts } from '../../foundation/comforts.js';
import { deep, press, settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatComforts } from './comforts.js';
import { openComforts } from './open-comforts.js';

async function draw(
  chosen: Comforts = {},
  settings: Readonly<Record<string, unknown>> = {},
  strings: Partial<AllStrings> = {},
) {
  const comforts = createStore(chosen);
  const around = document.createElement('div');
  new ContextProvider(around, { context: comfortsContext, initialValue: comforts });
  const stage = await staged<ChatComforts>(html`<chat-comforts></chat-comforts>`, { settings, strings });
  const { host } = stage.element.getRootNode() as ShadowRoot;
  host.parentElement?.append(around);
  around.append(host);
  await settled();
  const choice = (label: string, group = '') =>
    stage.all<HTMLInputElement>('input').find(
      (input) =>
        words(input.labels?.[0] ?? input).startsWith(label) && words(input.closest('fieldset') ?? input).startsWith(group),
    ) as HTMLInputElement; // prettier-ignore
  return {
    ...stage,
    host: host as HTMLElement,
    comforts,
    choice,
    async choose(label: string, group?: string) {
      choice(label, group).click();
      await settled();
      return comforts.get();
    },
  };
}

describe('<chat-comforts>', () => {
  it('is accessible', async () => {
    const { isAccessible } = await draw({ textSize: 'largest', sound: true });
    await isAccessible();
  });

  it('shows what is usual where nothing was chosen, and what was chosen where something was', async () => {
    const { all } = await draw({}, { sound: true });
    const checked = () => all<HTMLInputElement>(':checked').map((input) => words(input.labels?.[0] ?? input));
    expect(checked()).to.deep.equal([
      'A Normal',
      'Standard',
      'As on this device',
      'Sends the message',
      'When they are complete',
      'For a while after the last message1 hour',
      'Sound for new messagesWhile the chat is closed',
    ]);
    const { all: chosen } = await draw({
      textSize: 'larger',
      contrast: 'more',
      motion: 'less',
      enterSends: false,
      announce: 'off',
    });
    expect(chosen<HTMLInputElement>(':checked').map(({ name, value }) => `${name} ${value}`)).to.deep.equal([
      'textSize larger',
      'contrast more',
      'motion less',
      'enter breaks',
      'announce off',
      'keep session',
    ]);
  });

  it('lets nobody choose a pause where none counts, and says how long it may be where one does', async () => {
    for (const [settings, how] of [
      [{ persist: 'none' }, undefined],
      [{ persist: 'always' }, undefined],
      [{ sessionDuration: 2_700_000 }, '45 minutes'],
      [{}, '1 hour'],
    ] as const) {
      const { all } = await draw({}, settings);
      const [first] = all<HTMLInputElement>('[name=keep]');
      expect(first && words(first.labels?.[0]?.querySelector('small') ?? first), JSON.stringify(settings)).to.equal(
        how,
      );
    }
    const { choose } = await draw();
    expect(await choose('Until I delete it')).to.deep.equal({ keep: 'always' });
    expect(await choose('For a while')).to.deep.equal({});
  });

  it('sets each choice at once, and takes back what is usual', async () => {
    const { choose } = await draw();
    expect(await choose('A Largest')).to.deep.equal({ textSize: 'largest' });
    expect(await choose('More')).to.deep.equal({ textSize: 'largest', contrast: 'more' });
    expect(await choose('Less')).to.include({ motion: 'less' });
    expect(await choose('Begins a new line')).to.include({ enterSends: false });
    expect(await choose('Sentence by sentence')).to.include({ announce: 'all' });
    expect(await choose('Sound')).to.include({ sound: true });
    expect(await choose('Sound')).to.include({ sound: false });
    expect(await choose('A Normal')).to.deep.equal({
      contrast: 'more',
      motion: 'less',
      enterSends: false,
      announce: 'all',
      sound: false,
    });
  });

  it('resets all but the language, and says so', async () => {
    const { all, one, comforts } = await draw({ textSize: 'large', sound: true, language: 'ar' });
    all('.plain')[0]?.click();
    await settled();
    expect(comforts.get()).to.deep.equal({ language: 'ar' });
    expect(words(one('[role=status]'))).to.equal('All settings are reset.');
  });

  it('says which keys send when Enter does not', async () => {
    const { one } = await draw();
    expect(words(one('[name=enter][value=breaks] + span'))).to.match(/(Ctrl|⌘) \+ Enter sends then\.$/);
  });

  it('names them as they are written on a keyboard of the language', async () => {
    const { one } = await draw({}, {}, german);
    expect(words(one('[name=enter][value=breaks] + span'))).to.match(/mit (Strg|⌘) \+ Eingabe\.$/);
  });

  it('fits 320 px with the largest letters, and mirrors', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { element, all, host } = await draw({ textSize: 'largest' });
      for (const name of ['meta', 'small', 'text', 'input']) host.style.setProperty(`--chat-size-${name}`, '24px');
      host.dir = dir;
      Object.assign(host.style, { position: 'relative', inlineSize: '320px', blockSize: '480px' });
      await settled();
      const clipped = all('*').filter(
        ({ scrollWidth, clientWidth, className }) =>
          clientWidth && !String(className).includes('hidden') && scrollWidth > clientWidth + 1,
      );
      expect(clipped.map(({ localName, className }) => `${localName}.${className}`)).to.deep.equal([]);
      const [first, second] = all('.row:not(.sizes) .choice').map((each) => each.getBoundingClientRect());
      expect((first?.width ?? 0) > 0 && (second?.width ?? 0) > 0).to.equal(true);
      const close = all('header button')[0]?.getBoundingClientRect().x ?? 0;
      const title = all('h2')[0]?.getBoundingClientRect().x ?? 0;
      expect(close > title).to.equal(dir === 'ltr');
      expect(element.getBoundingClientRect().width).to.equal(320);
    }
  });
});

describe('the settings over a panel', () => {
  function panel() {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<div class="main"><button>Menu</button></div><chat-announcer></chat-announcer>';
    document.body.append(host);
    const button = root.querySelector('button') as HTMLButtonElement;
    button.focus();
    openComforts(host);
    const settings = () => root.querySelector('chat-comforts');
    return { host, root, button, settings };
  }

  it('take the focus, leave nothing below to be reached, and give it back', async () => {
    for (const leave of ['Escape', 'Done']) {
      const { host, root, button, settings } = panel();
      await waitUntil(() => settings()?.shadowRoot?.activeElement?.localName === 'h2');
      expect(root.querySelector('.main')?.hasAttribute('inert')).to.equal(true);
      expect(root.querySelector('chat-announcer')?.hasAttribute('inert')).to.equal(false);
      openComforts(host);
      expect(deep(root, 'chat-comforts')).to.have.length(1);
      let heard = 0;
      host.addEventListener('keydown', () => heard++);
      const inside = settings()?.shadowRoot;
      if (leave === 'Escape') expect(press(inside?.querySelector('h2') as HTMLElement, 'Escape')).to.equal(false);
      else inside?.querySelector<HTMLElement>('.primary')?.click();
      expect(settings()).to.equal(null);
      expect(heard).to.equal(0);
      expect(root.querySelector('.main')?.hasAttribute('inert')).to.equal(false);
      expect(root.activeElement).to.equal(button);
      host.remove();
    }
  });

  it('go when the chat is closed', async () => {
    const { host, settings } = panel();
    host.style.cssText = 'display: block; position: relative; block-size: 300px';
    await waitUntil(() => settings()?.shadowRoot?.activeElement);
    await settled();
    host.style.display = 'none';
    await waitUntil(() => !settings());
    host.remove();
  });
});
