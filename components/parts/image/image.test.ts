import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { staged, words } from '../../foundation/fakes/stage.js';
import { imageExample } from './image.example.js';
import { image, type ImagePart } from './image.part.js';
import type { ChatImage } from './image.js';
import './image.js';

const draw = (data: ImagePart = imageExample, scheme = 'light') =>
  staged<ChatImage>(
    html`<chat-image
      .data=${data}
      style="inline-size: 264px; color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)"
    ></chat-image>`,
  );
const { url } = imageExample;

describe('<chat-image>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible } = await draw(imageExample, scheme);
      await isAccessible();
    });

  it('is a picture to enlarge, a caption and a link', async () => {
    const { one } = await draw();
    expect(one('.zoom').getAttribute('aria-label')).to.equal('Enlarge: Green hills behind the garden');
    expect(words(one('figcaption'))).to.equal('The garden, seen from the terrace Open example.com');
    expect(one<HTMLAnchorElement>('figcaption a').href).to.equal(imageExample.link);
  });

  it('has no caption for nothing, nor for a link that may lead nowhere', async () => {
    expect((await draw({ type: 'image', url })).all('figcaption')).to.have.length(0);
    expect((await draw({ type: 'image', url, link: 'javascript:1' })).all('figcaption')).to.have.length(0);
  });

  it('is no larger than it says, nor than the message', async () => {
    const small = await draw({ type: 'image', url, width: 100, height: 50 });
    const { width, height } = small.one('[part=picture]').getBoundingClientRect();
    expect([width, height]).to.deep.equal([100, 50]);
    const large = await draw({ type: 'image', url, width: 4000, height: 3000 });
    expect(large.one('[part=picture]').offsetWidth).to.equal(264);
  });

  it('keeps to itself with long words', async () => {
    const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const { element } = await draw({ type: 'image', url: 'https://a.example/', alt: long, caption: long });
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });
});

describe('the image part', () => {
  it('accepts its example', () => expect(image.accepts(imageExample)).to.equal(true));
  for (const bad of [{}, { url: '' }, { url, alt: 7 }, { url, width: '7' }])
    it(`refuses ${JSON.stringify(bad).slice(0, 40)}`, () => {
      const part: { type: string } = Object.assign({ type: 'image' }, bad);
      expect(image.accepts(part)).to.equal(false);
    });
  it('has words', () => {
    expect(image.toText?.(imageExample)).to.equal('The garden, seen from the terrace');
    expect(image.toText?.({ type: 'image', url })).to.equal('');
    expect(image.toText?.({ type: 'image', url: 'https://a.example/x' })).to.equal('https://a.example/x');
  });
});
