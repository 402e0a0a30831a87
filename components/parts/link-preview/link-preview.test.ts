import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatLinkRequest } from '../../foundation/events/requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { hostOf } from './host-of.js';
import { linkPreviewExample } from './link-preview.example.js';
import { linkPreview, type LinkPreviewPart } from './link-preview.part.js';
import type { ChatPicture } from '../picture/picture.js';
import type { ChatLinkPreview } from './link-preview.js';
import './link-preview.js';

const page = 'https://northwind.example/rooms/sea?nights=3';
const full: LinkPreviewPart = {
  type: 'link-preview',
  url: page,
  title: 'Bringing your dog: what we prepare',
  description: 'A bowl, a basket and a towel wait in your room, and the lake is a minute away for the first swim.',
  siteName: 'Northwind Guesthouse',
};
/** One pixel. */
const own =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface Look {
  readonly width?: number;
  readonly dir?: string;
  readonly scheme?: string;
  readonly steady?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}
async function draw(
  data: Partial<LinkPreviewPart> | undefined = {},
  { width = 322, dir = 'ltr', scheme = 'light', steady = true, settings = {} }: Look = {},
) {
  const stage = await staged<ChatLinkPreview>(
    html`<chat-link-preview .data=${{ ...full, ...data }} ?steady=${steady}></chat-link-preview>`,
    { settings },
  );
  const host = (stage.element.getRootNode() as ShadowRoot).host as HTMLElement;
  host.style.inlineSize = `${width}px`;
  host.style.colorScheme = scheme;
  host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
  host.style.color = scheme === 'dark' ? '#eceef3' : '#16181d';
  host.dir = dir;
  await settled();
  return stage;
}
const boxOf = (element: Element) => element.getBoundingClientRect();

describe('<chat-link-preview>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible, element } = await draw({ image: own }, { scheme });
      await isAccessible();
      Object.assign(element, { data: undefined, waiting: true });
      await settled();
      await isAccessible();
    });

  it('is one link, named by its title and where it leads', async () => {
    const { one, all } = await draw();
    const link = one<HTMLAnchorElement>('a');
    expect([link.href, link.target, link.rel]).to.deep.equal([page, '_blank', 'noopener noreferrer nofollow ugc']);
    const named = (name: string) =>
      (link.getAttribute(name) ?? '')
        .split(' ')
        .map((id) => one(`#${id}`).textContent.replace(/\s+/g, ' ').trim())
        .join(', ');
    expect(named('aria-labelledby')).to.equal(`${full.title}, northwind.example Northwind Guesthouse`);
    expect(named('aria-describedby')).to.equal(full.description);
    expect(all('a, button, [tabindex]')).to.have.length(1);
    link.focus();
    expect(link.matches(':focus')).to.equal(true);
  });

  it('asks before it opens, as the page may refuse', async () => {
    const { one, element } = await draw();
    const asked: string[] = [];
    element.addEventListener('chat-link-request', (event: ChatLinkRequest) => {
      asked.push(event.url);
      event.preventDefault();
    });
    let refused = false;
    element.addEventListener('click', (event) => {
      refused = event.defaultPrevented;
      event.preventDefault();
    });
    one('b').click();
    expect([asked, refused]).to.deep.equal([[page], true]);
  });

  const places: Readonly<Record<string, string>> = {
    'https://user:pass@site.example/': 'site.example',
    'https://site.example:8443/x': 'site.example:8443',
    'https://раypal.example/': 'xn--ypal-43d9g.example',
    'https://bank.example@evil.example/': 'evil.example',
    'https://site.example\u202e/moc.elpmaxe.knab': 'site.example',
    [`https://bank.example.${'a'.repeat(60)}.evil.example/`]: `…${'a'.repeat(34)}.evil.example`,
  };
  for (const [url, host] of Object.entries(places))
    it(`says truthfully that it leads to ${host}`, async () => {
      const { one } = await draw({ url, siteName: 'Your bank' });
      expect(one('.host').textContent).to.equal(host);
      expect(hostOf(one<HTMLAnchorElement>('a').href)).to.equal(host);
    });

  it('draws words as words, without signs that turn them round', async () => {
    const hostile = '<img src=x onerror="alert(1)">\u202egpj';
    const { all, one } = await draw({ title: hostile, description: hostile, siteName: hostile });
    expect(all('img')).to.have.length(0);
    for (const place of ['b', 'p', '.site']) expect(one(place).textContent).to.equal(hostile.replace('\u202e', ''));
  });

  for (const url of ['javascript:alert(1)', 'data:text/html,x', '/relative', 'mailto:a@b.example', 'https://'])
    it(`is no link to ${url}`, async () => {
      const { all, element } = await draw({ url });
      expect(all('a')).to.have.length(0);
      expect(words(element)).to.include(full.title);
    });
  it('is no link to a host that the page did not name', async () => {
    const { all } = await draw({}, { settings: { allowedLinkHosts: ['other.example'] } });
    expect(all('a')).to.have.length(0);
  });

  it('shows a picture of an allowed host, which cannot be pressed', async () => {
    const { one } = await draw({ image: 'https://pictures.example/a.png' }, { settings: { allowedImageHosts: ['pictures.example'] } }); // prettier-ignore
    const picture = one<ChatPicture>('chat-picture');
    expect([picture.picture?.url, picture.inert]).to.deep.equal(['https://pictures.example/a.png', true]);
  });
  for (const image of ['https://elsewhere.example/a.png', 'javascript:alert(1)', ''])
    it(`shows no picture at all for ${JSON.stringify(image)}`, async () => {
      const { all } = await draw({ image });
      expect(all('chat-picture, img, button')).to.have.length(0);
    });

  it('keeps the picture at the start side, also from right to left', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { one } = await draw({ image: own }, { dir });
      const before = boxOf(one('chat-picture')).left < boxOf(one('.words')).left;
      expect(before).to.equal(dir === 'ltr');
    }
  });

  it('is as high while it waits as whatever comes', async () => {
    const { element } = await draw();
    const { height } = boxOf(element);
    expect(height).to.be.within(80, 110);
    Object.assign(element, { data: undefined, waiting: true });
    await settled();
    expect(boxOf(element).height).to.equal(height);
    for (const data of [{ ...linkPreviewExample, image: own }, { ...full, title: 'x'.repeat(300) }, { ...full, description: '' }]) {
      element.data = data;
      await settled();
      expect(boxOf(element).height).to.equal(height);
    } // prettier-ignore
  });

  it('leaves one line to the description below a title of two', async () => {
    const linesOf = async (data: Partial<LinkPreviewPart>) => {
      const { one } = await draw(data, { width: 340 });
      const line = parseFloat(getComputedStyle(one('b')).lineHeight);
      return ['b', 'p'].map((name) => Math.round(boxOf(one(name)).height / line));
    };
    const description = 'More about dogs. '.repeat(20);
    expect(await linesOf({ title: 'Your dog '.repeat(20), description })).to.deep.equal([2, 1]);
    expect(await linesOf({ title: 'Your dog', description })).to.deep.equal([1, 2]);
  });

  const scripts: Readonly<Record<string, string>> = {
    German: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    Arabic: 'غرفة هادئة تطل على الحديقة مع إفطار غني كل صباح ومسبح صغير',
    Chinese: '安靜的房間可以看到花園和湖泊早餐豐富每天早上供應直到十一點鐘結束',
  };
  for (const [script, text] of Object.entries(scripts))
    for (const dir of ['ltr', 'rtl'])
      it(`holds long words in ${script} on a small phone, ${dir}`, async () => {
        const url = `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example/`;
        const data = { url, title: text, description: text, siteName: text, image: own };
        const { one, element } = await draw(data, { width: 250, dir });
        for (const each of [element, one('.card'), one('.words')])
          expect(each.scrollWidth, each.localName).to.be.at.most(each.clientWidth);
        const inner = boxOf(one('.words'));
        for (const name of ['b', 'p', '.host']) {
          const { left, right, bottom } = boxOf(one(name));
          expect(left >= inner.left && right <= inner.right + 0.5 && bottom <= inner.bottom + 0.5, name).to.equal(true);
        }
      });

  it('draws nothing without data', async () => {
    const { element } = await staged<ChatLinkPreview>(html`<chat-link-preview></chat-link-preview>`);
    expect(words(element)).to.equal('');
    expect(element.shadowRoot?.querySelector('.card')).to.equal(null);
  });
});

describe('the link-preview part', () => {
  it('accepts its example, and has words', () => {
    expect(linkPreview.accepts(linkPreviewExample)).to.equal(true);
    expect(linkPreview.toText?.(full)).to.equal(`${full.title}\n${page}`);
  });
  const bad: readonly Readonly<Record<string, unknown>>[] = [
    { title: undefined },
    { title: ' ' },
    { url: '' },
    { url: 7 },
    { description: {} },
    { siteName: [] },
    { image: { url: 'x' } },
  ];
  for (const fields of bad)
    it(`refuses ${JSON.stringify(fields)}`, () => expect(linkPreview.accepts({ ...full, ...fields })).to.equal(false));
});
