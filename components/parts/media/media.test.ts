import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { audio, video, type AudioPart, type VideoPart } from './media.part.js';
import type { ChatMedia } from './media.js';
import './media.js';

const own = (name: string): string => new URL(`/${name}`, location.href).href;
const sound: AudioPart = { type: 'audio', url: own('no-such.wav'), title: 'Bells', caption: 'Three notes' };
const film: VideoPart = { type: 'video', url: own('no-such.webm'), title: 'The sea', width: 320, height: 180 };
const elsewhere = (): string => `https://media.example/${crypto.randomUUID()}.webm`;

const draw = (data: AudioPart | VideoPart, scheme = 'light') =>
  staged<ChatMedia>(
    html`<chat-media
      .data=${data}
      style="inline-size: 264px; color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)"
    ></chat-media>`,
  );

describe('<chat-media>', () => {
  for (const scheme of ['light', 'dark'])
    for (const data of [sound, film, { ...film, url: 'https://media.example/axe.webm' }])
      it(`is accessible with ${data.url.slice(-14)}, ${scheme}`, async () => {
        const { isAccessible } = await draw(data, scheme);
        await isAccessible();
      });

  it('plays by hand only, in the browser’s own player, and fetches nothing before', async () => {
    const url = own(`${crypto.randomUUID()}.webm`);
    const { one } = await draw({ ...film, url });
    const player = one<HTMLVideoElement>('video');
    expect([player.controls, player.preload, player.autoplay, player.hasAttribute('playsinline')]).to.deep.equal([
      true,
      'none',
      false,
      true,
    ]);
    expect(player.hasAttribute('poster')).to.equal(false);
    expect(player.hasAttribute('crossorigin')).to.equal(false);
    expect(player.getAttribute('aria-label')).to.equal('The sea');
    expect(performance.getEntriesByName(url)).to.have.length(0);
    expect(player.readyState).to.equal(HTMLMediaElement.HAVE_NOTHING);
    const { one: other, element } = await draw(sound);
    expect(other<HTMLAudioElement>('audio').preload).to.equal('none');
    expect(words(element)).to.equal('Bells Three notes');
  });

  it('keeps the room of a film before it comes', async () => {
    const { one } = await draw(film);
    expect(one('.room').offsetHeight).to.be.closeTo((264 * 9) / 16, 1);
  });

  for (const [type, name] of [
    ['audio', 'Load sound from media.example'],
    ['video', 'Load video from media.example'],
  ] as const)
    it(`asks before it takes ${type} from elsewhere`, async () => {
      const { one, all } = await draw({ type, url: elsewhere() });
      expect(all('audio, video')).to.have.length(0);
      expect(words(one('button'))).to.equal(name);
      one('button').focus();
      one('button').click();
      await waitUntil(() => all('audio, video').length === 1);
      expect(one(type).matches(':focus')).to.equal(true);
    });

  it('leads to the file when it cannot be played', async () => {
    const { one, all } = await draw(film);
    one<HTMLVideoElement>('video').preload = 'auto';
    await waitUntil(() => all('.instead').length === 1);
    expect(words(one('.instead'))).to.equal('This could not be played here. Try again Open the file');
    expect(one<HTMLAnchorElement>('a').href).to.equal(film.url);
    one('.ways button').click();
    await waitUntil(() => all('video').length === 1);
  });

  it('leads to the file at once for a kind that the browser does not know', async () => {
    const { one, all } = await draw({ ...film, mediaType: 'video/x-of-another-time' });
    expect(all('video, .ways button')).to.have.length(0);
    expect(one('a').getAttribute('aria-label')).to.equal('Open the file: The sea');
  });

  it('takes tracks from where the film comes from, and from no other host', async () => {
    const tracks = [
      { url: own('sea.vtt'), language: 'en', label: 'English' },
      { url: 'https://tracks.example/sea.vtt', language: 'de', label: 'Deutsch' },
      { url: 'javascript:1', language: 'fr', label: 'Français' },
    ];
    const { all, one } = await draw({ ...film, tracks });
    expect(all<HTMLTrackElement>('track').map(({ src, srclang }) => [src, srclang])).to.deep.equal([
      [own('sea.vtt'), 'en'],
    ]);
    expect(one('video').hasAttribute('crossorigin')).to.equal(false);
    const url = elsewhere();
    const far = await draw({ type: 'video', url, tracks: [{ url, language: 'en', label: 'English' }] });
    far.one('button').click();
    await settled();
    expect(far.one('video').getAttribute('crossorigin')).to.equal('anonymous');
    expect(far.all('track')).to.have.length(1);
  });

  it('is its words where there is nothing to fetch', async () => {
    const { all } = await draw({ ...sound, url: 'javascript:alert(1)' });
    expect(all('audio, a, button')).to.have.length(0);
    expect(all('.words').map(words)).to.deep.equal(['Bells', 'Three notes']);
  });

  it('keeps to itself with long words', async () => {
    const title = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    for (const url of [film.url, elsewhere()]) {
      const { element } = await draw({ ...film, url, title, caption: title });
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    }
  });
});

describe('the media parts', () => {
  it('accept sounds and films', () => expect([audio.accepts(sound), video.accepts(film)]).to.deep.equal([true, true]));
  for (const bad of [{}, { url: 7 }, { url: 'x', tracks: [{}] }, { url: 'x', tracks: 'y' }, { url: 'x', width: '1' }])
    it(`refuse ${JSON.stringify(bad)}`, () => {
      const part: { type: string } = Object.assign({ type: 'video' }, bad);
      expect(video.accepts(part)).to.equal(false);
    });
  it('have words', () => {
    expect(audio.toText?.(sound)).to.equal('Bells\nThree notes');
    expect(video.toText?.({ type: 'video', url: film.url })).to.equal(film.url);
  });
});
