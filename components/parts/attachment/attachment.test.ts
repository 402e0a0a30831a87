import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatLinkRequest } from '../../foundation/events/requests.js';
import { deep, settled, staged, words } from '../../foundation/fakes/stage.js';
import { attachmentExample } from './attachment.example.js';
import { attachment, type AttachmentPart } from './attachment.part.js';
import type { ChatAttachment } from './attachment.js';
import './attachment.js';

const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='),
  (sign) => sign.charCodeAt(0),
);
const picture = new File([png], 'dog.png', { type: 'image/png' });

async function draw(more: Partial<AttachmentPart> = {}, settings: Readonly<Record<string, unknown>> = {}) {
  const data: AttachmentPart = { ...attachmentExample, ...more };
  const stage = await staged<ChatAttachment>(html`<chat-attachment .data=${data}></chat-attachment>`, { settings });
  const host = (stage.element.getRootNode() as ShadowRoot).host as HTMLElement;
  return {
    ...stage,
    host,
    async change(part: Partial<AttachmentPart>) {
      stage.element.data = { ...data, ...part };
      await settled();
    },
  };
}
const own = { url: '', file: picture, name: 'dog.png', mediaType: 'image/png', size: 68 };
const onTheWay = { url: '', name: 'vaccination.pdf', file: new File(['%PDF-'], 'vaccination.pdf') };

describe('<chat-attachment>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible in ${scheme}`, async () => {
      for (const part of [
        {},
        own,
        { ...onTheWay, state: 'uploading', progress: 0.62 },
        { ...onTheWay, state: 'failed' },
      ] as const) {
        const { host, isAccessible } = await draw(part);
        host.style.colorScheme = scheme;
        host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
        await isAccessible();
      }
    });

  it('is a link to the file, with what it is called and how large it is', async () => {
    const { one, element } = await draw();
    const link = one<HTMLAnchorElement>('a');
    expect(link.href).to.equal(attachmentExample.url);
    expect(link.rel).to.include('noopener');
    expect(link.title).to.equal(`Download ${attachmentExample.name}`);
    expect(one('.name').textContent).to.match(/^House rules.*….*\(2026\)\.pdf$/);
    expect(words(one('.badge'))).to.equal('pdf');
    expect(words(element)).to.include('249 kB');
  });

  it('saves under its name only what is of this page’s own origin', async () => {
    const foreign = await draw();
    expect(foreign.one('a').hasAttribute('download')).to.equal(false);
    const same = await draw({ url: `${location.origin}/files/1`, name: 'cv\u202egpj.exe' });
    expect(same.one('a').getAttribute('download')).to.equal('cvgpj.exe');
  });

  it('asks before it leads away, as the page may refuse', async () => {
    const { one, element } = await draw();
    const asked: string[] = [];
    element.addEventListener('chat-link-request', (event: ChatLinkRequest) => {
      asked.push(event.url);
      event.preventDefault();
    });
    const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true });
    one('a').dispatchEvent(click);
    expect(asked).to.deep.equal([attachmentExample.url]);
    expect(click.defaultPrevented).to.equal(true);
  });

  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'blob:https://evil.example/1'])
    it(`does not lead to ${url}`, async () => {
      const { all, one } = await draw({ url });
      expect(all('a, img')).to.have.length(0);
      expect(one('.name').textContent).to.include('House rules');
    });

  it('shows the visitor’s own picture from this page, and forgets its address when it leaves', async () => {
    const { element, change } = await draw(own);
    const image = () => deep<HTMLImageElement>(element.shadowRoot as ShadowRoot, 'img')[0];
    await waitUntil(() => image()?.src.startsWith('blob:'));
    const { src } = image() as HTMLImageElement;
    await change({ ...own, url: 'https://files.example/dog.png' });
    expect(image()?.src).to.equal(src);
    expect((await fetch(src)).ok).to.equal(true);
    const place = element.parentNode as ParentNode;
    element.remove();
    expect(await fetch(src).catch(() => 'gone')).to.equal('gone');
    place.append(element);
    await waitUntil(() => image() && image()?.src !== src);
  });

  it('asks before it fetches a picture from a stranger, and never draws an SVG', async () => {
    const strange = { url: 'https://files.example/dog.png', name: 'dog.png', mediaType: 'image/png' };
    const { element } = await draw(strange);
    expect(deep(element.shadowRoot as ShadowRoot, 'img')).to.have.length(0);
    expect(deep(element.shadowRoot as ShadowRoot, 'button')[0]?.textContent).to.include('files.example');
    const known = await draw(strange, { allowedImageHosts: ['files.example'] });
    expect(words(known.element.shadowRoot?.querySelector('chat-picture') as Element)).not.to.include('files.example');
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'x.svg', { type: 'image/svg+xml' });
    for (const part of [
      { url: 'https://files.example/x.svg', mediaType: 'image/svg+xml' },
      { url: '', file: svg, mediaType: 'image/png' },
    ]) {
      const drawn = await draw({ name: 'x.svg', ...part }, { allowedImageHosts: ['*'] });
      if (part.url) expect(deep(drawn.element.shadowRoot as ShadowRoot, 'img')).to.have.length(0);
    }
  });

  it('says how far the visitor’s own file is, and leads nowhere before it is there', async () => {
    const { one, all, element, change } = await draw({ ...onTheWay, state: 'uploading', progress: 0.62 });
    expect(words(element)).to.match(/Uploading · 62\s?%/);
    expect(one<HTMLProgressElement>('progress').value).to.equal(0.62);
    expect(one('progress').getAttribute('aria-label')).to.equal('vaccination.pdf');
    expect(all('a')).to.have.length(0);
    for (const [state, said] of [
      ['waiting', 'Waiting'],
      ['failed', 'Not uploaded'],
      ['cancelled', 'Cancelled'],
    ] as const) {
      await change({ ...onTheWay, state });
      expect(words(element)).to.include(said);
      expect(all('progress')).to.have.length(0);
    }
    await change({ ...onTheWay, url: 'https://files.example/1', state: 'done' });
    expect(one<HTMLAnchorElement>('a').href).to.equal('https://files.example/1');
  });

  it('draws hostile names as they are written, in one direction', async () => {
    const { one, all } = await draw({
      name: '<img src=x onerror="a()">\u202egnp.exe',
      mediaType: 'image/png',
      url: 'javascript:1',
    });
    expect(all('img')).to.have.length(0);
    expect(one('.name > bdi').textContent).to.equal('<img src=x onerror="a()">gnp.exe');
  });

  const names: Readonly<Record<string, string>> = {
    german: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.pdf',
    arabic: 'شهادة التطعيم الخاصة بالكلب الصغير للموسم القادم.pdf',
    chinese: '給小狗的疫苗接種證明書以及其他旅行所需的文件和說明全部內容.pdf',
  };
  for (const [script, name] of Object.entries(names))
    for (const dir of ['ltr', 'rtl'])
      it(`keeps a ${script} name on a small phone, ${dir}`, async () => {
        const { element, host } = await draw({ ...onTheWay, name, state: 'uploading', progress: 1 });
        host.style.inlineSize = '230px';
        host.dir = dir;
        await settled();
        for (const each of [element, ...deep(element.shadowRoot as ShadowRoot, '*')])
          expect(each.scrollWidth, each.className).to.be.at.most(Math.max(each.clientWidth, each.offsetWidth));
      });
});

describe('the attachment part', () => {
  it('accepts its example, and a file that is on its way', () => {
    expect(attachment.accepts(attachmentExample)).to.equal(true);
    const pending: AttachmentPart = { type: 'attachment', ...onTheWay };
    expect(attachment.accepts(pending)).to.equal(true);
  });
  for (const [what, fields] of Object.entries({
    nothing: {},
    'an empty address': { url: '' },
    'an address that is no text': { url: 7 },
    'a name that is no text': { url: 'https://a.example', name: {} },
    'a size that is no number': { url: 'https://a.example', size: '7' },
    'a file that is none': { url: '', file: {} },
  }))
    it(`refuses ${what}`, () => expect(attachment.accepts({ type: 'attachment', ...fields })).to.equal(false));
  it('has words', () => {
    expect(attachment.toText?.(attachmentExample)).to.equal(attachmentExample.name);
    expect(attachment.toText?.({ type: 'attachment', url: 'https://a.example/x' })).to.equal('https://a.example/x');
  });
});
