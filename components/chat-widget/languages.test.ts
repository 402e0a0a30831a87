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
/** What inherits its direction from the frame: all that is drawn, but for what has one of its own. */
function drawnIn(element: ChatWidgetElement): readonly HTMLElement[] {
  const frame = inside(element, '.frame');
  const directed = (each: Element): Element | null => {
    const root = each.getRootNode();
    return each.closest('[dir]') ?? (root instanceof ShadowRoot ? directed(root.host) : null);
  };
  return frame ? [frame, ...deep(frame, '*')].filter((each) => directed(each) === frame) : [];
}
/** Which elements run in which direction. */
function directions(element: ChatWidgetElement): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  // Slots draw nothing; WebKit leaves some of them behind.
  for (const each of drawnIn(element).filter(({ localName }) => localName !== 'slot')) {
    const { direction } = getComputedStyle(each);
    // What stands in no slot is not drawn, and has none.
    if (direction) (found[direction] ??= []).push(each.localName);
  }
  return found;
}
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

  for (const [language, dir, page] of [
    ['en', 'ltr', { lang: 'ar', dir: 'rtl' }],
    ['ar', 'rtl', { lang: 'en', dir: 'ltr' }],
  ] as const)
    it(`has its direction in all that is drawn and where it stands: ${dir} on a page that is ${page.dir}`, async () => {
      const around = await fixture<HTMLElement>(
        html`<div lang=${page.lang} dir=${page.dir}>
          <chat-widget
            persist="none"
            language=${language}
            .transport=${silent}
            .peek=${{ text: `On a page that is ${page.dir}`, delay: 0 }}
          ></chat-widget>
        </div>`,
      );
      const element = around.querySelector('chat-widget') as ChatWidgetElement;
      await element.whenReady;
      const isAtRight = (selector: string): boolean => {
        const { left = NaN, right = NaN } = inside(element, selector)?.getBoundingClientRect() ?? {};
        return left + right > innerWidth;
      };
      await waitUntil(() => inside(element, 'chat-peek[shown]'));
      expect(Object.keys(directions(element))).to.deep.equal([dir]);
      expect(directions(element)[dir]).to.include.members(['div', 'button', 'chat-peek']);
      for (const each of ['.launcher', 'chat-peek']) expect(isAtRight(each), each).to.equal(dir === 'ltr');

      await element.open({ focus: true });
      await waitUntil(() => inside(element, '[aria-haspopup]'));
      inside(element, '[aria-haspopup]')?.click();
      await waitUntil(() => inside(element, '[role=menu]'));
      await waitUntil(() => inside(element, '.frame:popover-open'), 'it is in the top layer');
      expect(Object.keys(directions(element))).to.deep.equal([dir]);
      expect(directions(element)[dir]).to.include.members(['chat-panel', 'chat-header', 'chat-composer', 'chat-menu']);
      expect(isAtRight('chat-panel')).to.equal(dir === 'ltr');
    });

  it('has the direction of the one that is spoken now', async () => {
    const around = await fixture<HTMLElement>(
      html`<div lang="ar" dir="rtl">
        <chat-widget persist="none" language="ar en" .transport=${silent}></chat-widget>
      </div>`,
    );
    const element = around.querySelector('chat-widget') as ChatWidgetElement;
    await element.whenReady;
    await element.open();
    await waitUntil(() => inside(element, 'textarea'));
    expect(Object.keys(directions(element))).to.deep.equal(['rtl']);
    element.setLanguage('en');
    await waitUntil(() => nameOf(element) === 'Close chat');
    await waitUntil(() => Object.keys(directions(element)).join() === 'ltr', JSON.stringify(directions(element)));
    element.setLanguage('ar');
    await waitUntil(() => nameOf(element) !== 'Close chat');
    await waitUntil(() => Object.keys(directions(element)).join() === 'rtl', JSON.stringify(directions(element)));
  });

  it('has the direction of the page only where nobody asked for English', async () => {
    for (const [attributes, direction] of [
      ['', 'rtl'],
      ['language="en-GB fr"', 'ltr'],
      ['lang="en"', 'ltr'],
    ] as const) {
      const around = await fixture<HTMLElement>(html`<div lang="en" dir="rtl"></div>`);
      around.innerHTML = `<chat-widget ${attributes}></chat-widget>`;
      const element = around.querySelector('chat-widget') as ChatWidgetElement;
      await element.whenReady;
      expect(Object.keys(directions(element)), attributes).to.deep.equal([direction]);
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

  it('greets as an owner says who has only a tag in the page, and as the page says where it does', async () => {
    const element = await fixture<ChatWidgetElement>(
      html`<chat-widget
        persist="none"
        labels=${JSON.stringify({ 'welcome.title': 'Ahoy! Where to?', 'launcher.open': 'Not this one' })}
        .transport=${silent}
      ></chat-widget>`,
    );
    await element.whenReady;
    await element.open();
    const greeting = () => inside(element, '[part=welcome] h3')?.textContent;
    await waitUntil(() => greeting() === 'Ahoy! Where to?');
    expect(element.words.get()['launcher.open'], 'names stay ours').to.equal('Open chat');
    element.strings = { 'welcome.title': 'Moin' };
    await waitUntil(() => greeting() === 'Moin');
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

  it('changes before anybody opened it: launcher and peek say themselves anew, and the page hears of it once', async () => {
    const element = await widget('en de', { peek: { text: 'Rooms from today on?', delay: 0 } });
    const changed: (readonly [language: string, launcher: string])[] = [];
    element.on('chat-language-changed', (event) =>
      changed.push([(event as ChatLanguageChanged).language, nameOf(element)]),
    );
    await waitUntil(() => inside(element, 'chat-peek[shown]'));
    element.setLanguage('de');
    await waitUntil(() => changed.length > 0);
    expect(element.chat, 'nothing was begun for it').to.equal(undefined);
    expect(inside(element, '.dismiss')?.getAttribute('aria-label')).to.equal('Ausblenden');
    expect(inside(element, '.text')?.textContent).to.equal('Rooms from today on?');
    element.setLanguage('en');
    await waitUntil(() => changed.length > 1);
    element.setLanguage('de');
    await waitUntil(() => changed.length > 2);
    await element.open();
    await waitUntil(() => inside(element, 'textarea')?.getAttribute('aria-label') === 'Nachricht');
    element.setLanguage('de');
    await element.close();
    expect(changed).to.deep.equal([
      ['de', 'Chat öffnen'],
      ['en', 'Open chat'],
      ['de', 'Chat öffnen'],
    ]);
  });

  it('is no news before there is anything to read, and none where it stays the same', async () => {
    const element = await fixture<ChatWidgetElement>(html`<chat-widget persist="none" language="de"></chat-widget>`);
    const changed: string[] = [];
    element.on('chat-language-changed', (event) => changed.push((event as ChatLanguageChanged).language));
    await element.whenReady;
    expect(nameOf(element)).to.equal('Chat öffnen');
    element.strings = { 'launcher.open': 'Moin' };
    element.setLanguage('de');
    expect(nameOf(element)).to.equal('Moin');
    element.setLanguage('fr');
    await waitUntil(() => changed.length > 0);
    expect(changed).to.deep.equal(['fr']);
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
