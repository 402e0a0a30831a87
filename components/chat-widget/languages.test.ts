import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { Transport } from '../../src/protocol/transport.js';
import type { ChatLanguageChanged } from '../foundation/events/notices.js';
import { deep } from '../foundation/fakes/stage.js';
import './chat-widget.js';
import type { ChatWidgetElement } from './chat-widget.js';

const silent: Transport = {
  open: async (emit) => emit({ type: 'connection-changed', state: 'open' }),
  send: async () => undefined,
  close: async () => undefined,
};
async function widget(language: string, more: Partial<ChatWidgetElement> = {}): Promise<ChatWidgetElement> {
  const element = await fixture<ChatWidgetElement>(
    html`<chat-widget persist="none" language=${language} .transport=${silent}></chat-widget>`,
  );
  Object.assign(element, more);
  await element.whenReady;
  return element;
}
const inside = (element: ChatWidgetElement, selector: string): HTMLElement | undefined =>
  element.shadowRoot ? deep(element.shadowRoot, selector)[0] : undefined;
const nameOf = (element: ChatWidgetElement): string => inside(element, '.launcher')?.getAttribute('aria-label') ?? '';

describe('the language of a chat', () => {
  it('is there before anything is, with its direction', async () => {
    const element = await widget('ar');
    expect(nameOf(element)).to.equal('فتح المحادثة');
    const frame = inside(element, '.frame');
    expect(frame?.lang).to.equal('ar');
    expect(frame?.matches(':dir(rtl)')).to.equal(true);
  });

  it('is the first that there is, else English', async () => {
    expect(nameOf(await widget('xx de-AT fr'))).to.equal('Chat öffnen');
    expect(nameOf(await widget('xx en-GB fr'))).to.equal('Open chat');
  });

  it('is the one of the page where the settings name none', async () => {
    const around = await fixture<HTMLElement>(html`<div lang="nl"><chat-widget></chat-widget></div>`);
    const element = around.querySelector('chat-widget');
    await element?.whenReady;
    expect(element && nameOf(element)).to.equal('Chat openen');
  });

  it('is said by the chat, with its direction, where the page has another one', async () => {
    for (const language of ['ja', 'de']) {
      const around = await fixture<HTMLElement>(
        html`<div lang="ar" dir="rtl">
          <chat-widget persist="none" language=${language} .transport=${silent}></chat-widget>
        </div>`,
      );
      const element = around.querySelector('chat-widget');
      await element?.whenReady;
      const frame = element ? inside(element, '.frame') : undefined;
      expect(frame?.lang.slice(0, 2)).to.equal(language);
      expect(frame && getComputedStyle(frame).direction).to.equal('ltr');
      await element?.open();
      const panel = element && inside(element, 'chat-panel');
      // What chooses letters and breaks lines; not all browsers tell.
      const known = panel && getComputedStyle(panel).getPropertyValue('-webkit-locale');
      if (CSS.supports('-webkit-locale', 'auto')) expect(known?.replaceAll('"', '')).to.equal(language);
    }
  });

  it('has the labels of the server in place of its own, and the page’s own words over both', async () => {
    const element = await widget('de', { labels: { 'menu.restart': 'Von vorn' } });
    const said = (): string | undefined => element.words.get()['menu.restart'];
    await waitUntil(() => said() === 'Von vorn');
    expect(element.words.get()['menu.erase'], 'all else stays').to.equal('Meine Daten löschen');
    element.strings = { 'menu.restart': 'Ahoi' };
    expect(said()).to.equal('Ahoi');
    element.strings = undefined;
    expect(said()).to.equal('Von vorn');
  });

  it('gives way to what the page says otherwise', async () => {
    const element = await widget('de', { strings: { 'launcher.open': 'Moin' } });
    expect(nameOf(element)).to.equal('Moin');
    element.strings = undefined;
    expect(nameOf(element)).to.equal('Chat öffnen');
  });

  it('changes while one reads, and the page hears of it', async () => {
    const element = await widget('en he');
    await element.open();
    const changed: string[] = [];
    element.on('chat-language-changed', (event) => changed.push((event as ChatLanguageChanged).language));
    const box = (): string => inside(element, 'textarea')?.getAttribute('aria-label') ?? '';
    await waitUntil(() => box() !== '');
    const before = box();
    element.setLanguage('he');
    await waitUntil(() => box() !== before);
    expect(box()).to.equal('הודעה');
    expect(changed).to.deep.equal(['he']);
    expect(element.language).to.deep.equal(['he', 'en']);
    expect(inside(element, '.frame')?.dir).to.equal('rtl');
    element.setLanguage('en');
    await waitUntil(() => box() === before);
    expect(inside(element, '.frame')?.dir).to.equal('ltr');
  });

  it('is offered in the menu where there is a choice, each by its own name', async () => {
    const element = await widget('en de');
    await element.open();
    await waitUntil(() => inside(element, 'chat-header [aria-haspopup], [aria-haspopup]'));
    inside(element, '[aria-haspopup]')?.click();
    await waitUntil(() => inside(element, 'chat-menu [role=menu], [role=menu]'));
    const menu = inside(element, '[role=menu]');
    [...(menu?.querySelectorAll<HTMLElement>('[aria-expanded]') ?? [])].at(-1)?.click();
    await waitUntil(() => menu?.querySelector('[role=menuitemradio]'));
    const offered = [...(menu?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])];
    expect(offered.map((each) => each.textContent?.trim())).to.deep.equal(['Deutsch', 'English']);
    expect(offered.map((each) => each.ariaChecked)).to.deep.equal(['false', 'true']);
    offered[0]?.click();
    await waitUntil(() => nameOf(element) === 'Chat schließen');
  });

  it('is remembered where the visitor chose it, and there before the panel is; not where the page did', async () => {
    const make = async (): Promise<ChatWidgetElement> => {
      const element = await fixture<ChatWidgetElement>(
        html`<chat-widget url="https://kept.example" language="en de fr" .transport=${silent}></chat-widget>`,
      );
      await element.whenReady;
      return element;
    };
    const kept = (): string[] => Object.keys(localStorage).filter((key) => key.endsWith('/comforts'));
    const [first, second] = [await make(), await make()];
    try {
      await first.open();
      first.setLanguage('fr');
      await waitUntil(() => nameOf(first) === 'Fermer la discussion');
      expect(kept()).to.deep.equal([]);
      await waitUntil(() => inside(first, '[aria-haspopup]'));
      inside(first, '[aria-haspopup]')?.click();
      await waitUntil(() => inside(first, '[role=menu]'));
      [...(inside(first, '[role=menu]')?.querySelectorAll<HTMLElement>('[aria-expanded]') ?? [])].at(-1)?.click();
      await waitUntil(() => inside(first, '[role=menuitemradio][lang=de]'));
      inside(first, '[role=menuitemradio][lang=de]')?.click();
      await waitUntil(() => kept().length === 1);
      expect(nameOf(second)).to.equal('Open chat');
      const names: string[] = [];
      const changed: string[] = [];
      second.addEventListener('chat-opened', () => names.push(nameOf(second)));
      second.on('chat-language-changed', (event) => changed.push((event as ChatLanguageChanged).language));
      await second.open();
      expect(names).to.deep.equal(['Chat schließen']);
      expect(changed, 'the page hears of it, once').to.deep.equal(['de']);
    } finally {
      for (const key of kept()) localStorage.removeItem(key);
    }
  });
});
