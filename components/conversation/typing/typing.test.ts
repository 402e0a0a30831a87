import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { staged, words } from '../../foundation/fakes/stage.js';
import type { ChatTyping } from './typing.js';
import './typing.js';

describe('<chat-typing>', () => {
  const draw = (name: string, picture = '') =>
    staged<ChatTyping>(
      html`<chat-typing .name=${name} .avatarUrl=${picture} label=${`${name} is typing`}></chat-typing>`,
    );

  it('is accessible', async () => {
    const { isAccessible } = await draw('Mara');
    await isAccessible();
  });

  it('says who types, once, to those who do not see the dots', async () => {
    const { element, one } = await draw('Mara');
    expect(one('.dots').getAttribute('aria-hidden')).to.equal('true');
    expect(one('[part=avatar]').getAttribute('aria-hidden')).to.equal('true');
    expect(words(element)).to.equal('M Mara is typing');
  });

  it('shows a picture that the browser may fetch, and no other', async () => {
    const { one } = await draw('Mara', 'https://example.com/mara.png');
    expect(one<HTMLImageElement>('img').src).to.equal('https://example.com/mara.png');
    expect(one('img').getAttribute('referrerpolicy')).to.equal('no-referrer');
    for (const url of ['javascript:alert(1)', 'data:image/svg+xml,<svg/>', 'https://[']) {
      const { all } = await draw('<b>', url);
      expect(all('img, b')).to.have.length(0);
    }
  });
});
