import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { Picture } from '../../../src/protocol/part.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatLinkRequest } from '../../foundation/events/requests.js';
import { gardenPicture } from './picture.example.js';
import type { ChatPicture } from './picture.js';
import './picture.js';
import { roomFor } from './reserve.js';

/** A picture that is not there, on the page's own host. */
const lost = (): string => new URL(`/no-such-picture-${crypto.randomUUID()}.png`, location.href).href;
/** A picture that is there. */
const own = (): string => new URL(`/docs/picture.png?${crypto.randomUUID()}`, location.href).href;
/** A host that is not there. */
const elsewhere = (): string => `https://pictures.example/${crypto.randomUUID()}.png`;

async function draw(picture: Picture, { zoomable = false, width = 300, scheme = 'light' } = {}) {
  const stage = await staged<ChatPicture>(
    html`<chat-picture
      .picture=${picture}
      .zoomable=${zoomable}
      style="inline-size: ${width}px; color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)"
    ></chat-picture>`,
  );
  return stage;
}
/** Every address that was asked for since. */
const asked = (host: string): number =>
  performance.getEntriesByType('resource').filter(({ name }) => name.includes(host)).length;

describe('<chat-picture>', () => {
  for (const scheme of ['light', 'dark'])
    for (const [what, picture] of Object.entries({
      'a picture': gardenPicture,
      'a question': { url: 'https://pictures.example/axe.png', alt: 'Hills' },
      'a failure': { url: lost(), alt: 'Hills' },
    }))
      it(`is accessible as ${what}, ${scheme}`, async () => {
        const { isAccessible, all } = await draw(picture, { zoomable: true, scheme });
        if (what === 'a failure') await waitUntil(() => all('.again').length === 1);
        await isAccessible();
      });

  it('shows what may be shown at once, quietly', async () => {
    const { one } = await draw(gardenPicture);
    const image = one<HTMLImageElement>('img');
    expect(image.alt).to.equal(gardenPicture.alt);
    expect(image.loading).to.equal('lazy');
    expect(image.referrerPolicy).to.equal('no-referrer');
    expect(image.hasAttribute('srcset')).to.equal(false);
    expect([image.getAttribute('width'), image.getAttribute('height')]).to.deep.equal(['320', '180']);
  });

  it('asks before it fetches from elsewhere, names the host, and remembers the answer', async () => {
    const url = elsewhere();
    const { one, all, element } = await draw({ url, alt: 'Hills' });
    expect(all('img')).to.have.length(0);
    expect(words(element)).to.equal('Show picture from pictures.example Hills');
    expect(asked(url)).to.equal(0);
    one('button').click();
    await waitUntil(() => all('.again').length === 1, 'it was fetched, in vain');
    const again = await draw({ url });
    expect(again.all('.ask'), 'another one of the same address').to.have.length(0);
    expect((await draw({ url: elsewhere() })).all('img'), 'a yes is for one picture').to.have.length(0);
  });

  it('keeps the keyboard where it was, once it is asked', async () => {
    const { one, all } = await draw({ url: elsewhere() }, { zoomable: true });
    one('button').focus();
    one('button').click();
    await waitUntil(() => all('.again').length === 1, 'it failed');
    await waitUntil(() => one('.again').matches(':focus'));
  });

  for (const url of [
    'javascript:alert(1)',
    'data:image/svg+xml;base64,PHN2Zy8+',
    'file:///etc/passwd',
    '//x.example',
    '',
  ])
    it(`is its words only for ${url}`, async () => {
      const { element, all } = await draw({ url, alt: 'Hills' });
      expect(all('img, button')).to.have.length(0);
      expect(words(element)).to.equal('Hills');
    });

  it('says that it could not be loaded, and tries again', async () => {
    const { all, one, element } = await draw({ url: lost(), alt: 'Hills' });
    await waitUntil(() => all('.again').length === 1);
    expect(words(element)).to.equal('Hills The picture could not be loaded. Try again');
    one('.again').click();
    await settled();
    await waitUntil(() => all('.again').length === 1, 'and it failed once more');
    element.picture = gardenPicture;
    await settled();
    expect(all('img'), 'another picture starts anew').to.have.length(1);
  });

  it('takes its room before it comes, and the same room whatever becomes of it', async () => {
    const { element, all, one } = await draw({ url: lost(), width: 640, height: 320 });
    expect(element.offsetHeight).to.equal(150);
    await waitUntil(() => all('.again').length === 1);
    expect(element.offsetHeight).to.equal(150);
    element.picture = { url: own(), width: 640, height: 320 };
    await settled();
    await waitUntil(() => one<HTMLImageElement>('img').naturalWidth > 0);
    expect(element.offsetHeight).to.equal(150);
  });

  it('keeps its words in a small room out of sight, and in its name', async () => {
    const { one, element } = await draw({ url: elsewhere(), alt: 'Hills' }, { width: 52 });
    expect(element.scrollWidth).to.be.at.most(52);
    expect(one('button').title).to.include('pictures.example');
    expect(one('.ask').offsetWidth).to.be.at.most(1);
  });

  it('becomes as large as the window, and goes back', async () => {
    const { one, all } = await draw(gardenPicture, { zoomable: true });
    const zoom = one('.zoom');
    expect(zoom.getAttribute('aria-label')).to.equal(`Enlarge: ${gardenPicture.alt}`);
    zoom.focus();
    zoom.click();
    await waitUntil(() => all('dialog[open]').length === 1);
    const dialog = one<HTMLDialogElement>('dialog');
    expect(dialog.matches(':modal')).to.equal(true);
    expect(dialog.getAttribute('aria-label')).to.equal(gardenPicture.alt);
    expect(dialog.scrollWidth).to.be.at.most(innerWidth);
    expect(dialog.scrollHeight).to.be.at.most(innerHeight);
    let heard = false;
    addEventListener('keydown', () => (heard = true), { once: true });
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
    dialog.querySelector('button')?.dispatchEvent(escape);
    await waitUntil(() => all('dialog').length === 0);
    expect(heard, 'Escape is for the picture alone').to.equal(false);
    expect(zoom.matches(':focus')).to.equal(true);
    zoom.click();
    await waitUntil(() => all('dialog[open]').length === 1);
    all('figure')[0]?.click();
    await waitUntil(() => all('dialog').length === 0);
  });

  it('is accessible in large', async () => {
    const { one, all, isAccessible } = await draw(gardenPicture, { zoomable: true });
    one('.zoom').click();
    await waitUntil(() => all('dialog[open]').length === 1);
    await isAccessible();
    expect(all('dialog a'), 'an inline picture has no original elsewhere').to.have.length(0);
  });

  it('opens the original as the page may refuse', async () => {
    const url = own();
    const { one, all, element } = await draw({ url }, { zoomable: true });
    one('.zoom').click();
    await waitUntil(() => all('dialog[open] a').length === 1);
    const link = one<HTMLAnchorElement>('dialog a');
    expect([link.href, link.rel]).to.deep.equal([url, 'noopener noreferrer nofollow ugc']);
    const wish = oneEvent<ChatLinkRequest>(element, 'chat-link-request');
    element.addEventListener('click', (event) => event.preventDefault());
    link.click();
    expect((await wish).url).to.equal(url);
    one<HTMLDialogElement>('dialog').close();
  });
});

describe('the room of a picture', () => {
  const url = 'x';
  const cases: readonly [Picture, object][] = [
    [{ url }, { ratio: 2 }],
    [{ url, width: 100 }, { ratio: 2 }],
    [{ url, width: -1, height: Number.NaN }, { ratio: 2 }],
    [
      { url, width: 400, height: 200 },
      { ratio: 2, width: 400 },
    ],
    [
      { url, width: 10, height: 100_000 },
      { ratio: 0.5, width: 24 },
    ],
    [
      { url, width: 100_000, height: 10 },
      { ratio: 4, width: 1520 },
    ],
    [
      { url, width: 1000, height: 2000 },
      { ratio: 0.5, width: 190 },
    ],
  ];
  for (const [picture, room] of cases)
    it(`of ${JSON.stringify(picture)}`, () => expect(roomFor(picture, 2)).to.deep.equal(room));
});
