import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatLinkRequest } from '../../foundation/events/requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { sourcesExample } from './sources.example.js';
import { sources, type SourcesPart } from './sources.part.js';
import type { ChatSources } from './sources.js';
import './sources.js';

async function draw(list: SourcesPart['sources'] = sourcesExample.sources, { open = true, settings = {} } = {}) {
  const data: SourcesPart = { type: 'sources', sources: list };
  const stage = await staged<ChatSources>(html`<chat-sources .data=${data}></chat-sources>`, { settings });
  if (open) {
    stage.one('summary').click();
    await settled();
    await settled();
  }
  return stage;
}

describe('<chat-sources>', () => {
  it('is accessible', async () => {
    for (const scheme of ['light', 'dark']) {
      const { element, isAccessible } = await draw();
      const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
      host.style.colorScheme = scheme;
      host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
      host.style.color = scheme === 'dark' ? '#eceef3' : '#16181d';
      await isAccessible();
    }
  });

  it('says how many there are, and shows none until it is opened', async () => {
    const { one, all } = await draw(undefined, { open: false });
    expect(words(one('summary'))).to.equal('3 sources');
    expect(all('li')).to.have.length(0);
    const single = await draw([{ title: 'One' }], { open: false });
    expect(words(single.one('summary'))).to.equal('1 source');
  });

  it('lists titles, hosts and words in their order', async () => {
    const { all } = await draw();
    expect(all('li').map(words)).to.deep.equal([
      'House rules: arriving late example.com The door has a code after ten. You find it in your confirmation.',
      'Ferry timetable, winter ferries.example.org',
      'Notes of the front desk Dogs are welcome in the garden rooms.',
    ]);
  });

  it('opens with the keyboard, and stays open when it is drawn anew', async () => {
    const { one, all, element } = await draw(undefined, { open: false });
    expect(one('summary').tabIndex).to.equal(0);
    one('summary').focus();
    one('summary').click();
    await settled();
    await settled();
    element.data = { type: 'sources', sources: [{ title: 'New' }] };
    await settled();
    expect(all('li').map(words)).to.deep.equal(['New']);
    one('summary').click();
    await settled();
    await settled();
    expect(one<HTMLDetailsElement>('details').open).to.equal(false);
    expect(all('li')).to.have.length(0);
  });

  it('opens a source in a window of its own, unless the page refuses', async () => {
    const { all, element } = await draw();
    const [link] = all<HTMLAnchorElement>('a');
    expect(link?.target).to.equal('_blank');
    expect(link?.rel).to.contain('noopener');
    element.addEventListener('chat-link-request', (event) => event.preventDefault());
    const asked = oneEvent<ChatLinkRequest>(element, 'chat-link-request');
    expect(link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))).to.equal(false);
    expect((await asked).url).to.equal('https://example.com/rules#arrival');
  });

  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'https://other.example/'])
    it(`makes no link of ${url}`, async () => {
      const { all } = await draw([{ title: 'Title', url }], { settings: { allowedLinkHosts: ['example.com'] } });
      expect(all('a')).to.have.length(0);
      expect(words(all('li')[0] ?? document.body)).to.equal('Title');
    });

  it('draws words as they are written', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const { all } = await draw([{ title: hostile, snippet: hostile }]);
    expect(all('img')).to.have.length(0);
    expect(words(all('li')[0] ?? document.body)).to.equal(`${hostile} ${hostile}`);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`fits a phone with words of any length, ${dir}`, async () => {
      const { element } = await draw([
        {
          title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
          snippet: 'غرفة هادئة',
        },
        {
          title: '安靜的房間可以看到花園和湖泊早餐豐富每天早上供應直到十一點',
          url: `https://${'a'.repeat(50)}.example/`,
        },
      ]);
      element.dir = dir;
      element.style.inlineSize = '288px';
      await settled();
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    });
});

describe('the sources part', () => {
  it('accepts its example, and says it in words', () => {
    expect(sources.accepts(sourcesExample)).to.equal(true);
    expect(sources.toText?.(sourcesExample)).to.contain('[1] House rules: arriving late https://example.com/rules');
  });
  const bad: readonly unknown[] = [
    undefined,
    [],
    'x',
    [null],
    [{}],
    [{ title: 7 }],
    [{ title: 'x', url: 7 }],
    [{ title: 'x', snippet: {} }],
  ];
  for (const list of bad)
    it(`refuses ${JSON.stringify(list)}`, () => {
      const part: { type: string } = Object.assign({ type: 'sources' }, { sources: list });
      expect(sources.accepts(part)).to.equal(false);
    });
});
