import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { hostile, pathological } from './hostile.test-data.js';
import { textExample } from './text.example.js';
import { text as part } from './text.part.js';
import './text.js';
import type { ChatText } from './text.js';
import { loadSanitiser } from './sanitiser.js';
import { MarkdownStream } from './stream.js';
import { sceneOf } from './scene.test-data.js';

type Data = ChatText['data'];
const draw = async (data: Partial<Data> & { text: string }, streaming = false) => {
  const el = await fixture<ChatText>(
    html`<chat-text .data=${{ type: 'text', ...data }} .streaming=${streaming}></chat-text>`,
  );
  await settled(el);
  return el;
};
const settled = async (el: ChatText) => {
  while (!(await el.updateComplete));
};
const box = (el: ChatText): HTMLElement => {
  const found = el.renderRoot.querySelector<HTMLElement>('.text');
  if (!found) throw new Error('Nothing drawn.');
  return found;
};
const grow = async (el: ChatText, text: string, streaming = true) => {
  Object.assign(el, { data: { type: 'text', text }, streaming });
  await settled(el);
};

describe('<chat-text>', () => {
  it('is accessible', async () => {
    await expect(await draw(textExample)).to.be.accessible();
  });
  it('accepts texts of known formats only', () => {
    expect(part.accepts({ type: 'text', text: '' })).to.equal(true);
    expect(part.accepts({ type: 'text', text: 'x', format: 'html' })).to.equal(true);
    expect(part.accepts({ type: 'text', text: 1 } as never)).to.equal(false);
    expect(part.accepts({ type: 'text', text: 'x', format: 'toString' } as never)).to.equal(false);
  });
  it('grows without touching what is done', async () => {
    const el = await draw({ text: 'One **two**\n\nTh' }, true);
    const strong = box(el).querySelector('strong');
    await grow(el, 'One **two**\n\nThree *four*');
    await grow(el, 'One **two**\n\nThree *four*', false);
    expect(box(el).querySelector('strong')).to.equal(strong);
    expect(box(el).textContent).to.equal('One twoThree four');
  });
  it('keeps a selection in the block that grows', async () => {
    const el = await draw({ text: 'Some words' }, true);
    const words = box(el).firstElementChild?.firstChild;
    await grow(el, 'Some words and **more** of them');
    expect(box(el).firstElementChild?.firstChild).to.equal(words);
  });
  it('draws once for all tokens of a frame', async () => {
    const el = await draw({ text: 'a' }, true);
    await new Promise(requestAnimationFrame);
    let drawn = 0;
    const observer = new MutationObserver(() => drawn++);
    observer.observe(box(el), { subtree: true, childList: true, characterData: true });
    for (let tokens = 2; tokens < 50; tokens++) {
      el.data = { type: 'text', text: 'a'.repeat(tokens) };
      await Promise.resolve();
    }
    await waitUntil(() => box(el).textContent === 'a'.repeat(49));
    expect(drawn).to.be.at.most(2);
    observer.disconnect();
  });

  describe('plain', () => {
    it('stays what it is, with its line breaks', async () => {
      const el = await draw({ text: '**a** <b>b</b>\n\n# c', format: 'plain' });
      expect(box(el).textContent).to.equal('**a** <b>b</b>\n\n# c');
      expect(box(el).querySelector('b')).to.equal(null);
      expect(getComputedStyle(box(el)).whiteSpace).to.equal('pre-wrap');
    });
    const found: Readonly<Record<string, readonly string[]>> = {
      'See https://a.example.': ['https://a.example'],
      '(https://a.example/x_(y)) and http://b.example/?q=1,': ['https://a.example/x_(y)', 'http://b.example/?q=1'],
      'xhttps://a.example http:// https:/a httpsx://b': [],
      'javascript:https://a.example': ['https://a.example'],
      'HTTPS://A.example "https://b.example"': ['HTTPS://A.example', 'https://b.example'],
    };
    for (const [words, links] of Object.entries(found))
      it(`links in ${words}`, async () => {
        const el = await draw({ text: words, format: 'plain' });
        await waitUntil(() => box(el).querySelectorAll('a').length === links.length);
        expect([...box(el).querySelectorAll('a')].map((link) => link.textContent)).to.deep.equal(links);
        expect(box(el).textContent).to.equal(words);
      });
    it('grows by lines', async () => {
      const el = await draw({ text: 'https://a.example\nse', format: 'plain' }, true);
      await waitUntil(() => box(el).querySelector('a'));
      const link = box(el).querySelector('a');
      el.data = { type: 'text', text: 'https://a.example\nsecond https://b.example', format: 'plain' };
      await settled(el);
      expect(box(el).querySelector('a')).to.equal(link);
      expect(box(el).textContent).to.equal('https://a.example\nsecond https://b.example');
    });
  });

  describe('links', () => {
    it('open elsewhere and tell nobody where from', async () => {
      const link = box(await draw({ text: '[x](https://user:pw@a.example/)' })).querySelector('a');
      expect(link?.outerHTML).to.equal(
        '<a href="https://a.example/" target="_blank" rel="noopener noreferrer nofollow ugc" part="link">x</a>',
      );
    });
    it('name their host when their words look like another one', async () => {
      const text = box(
        await draw({ text: '[www.bank.example](https://evil.example/) [bank.example](https://bank.example)' }),
      ).textContent;
      expect(text).to.equal('www.bank.example (evil.example) bank.example');
    });
    it('are words where they may not lead', async () => {
      const root = box(await draw({ text: '[a](/relative) [b](javascript:x) [c](ftp://x.example)' }));
      expect(root.querySelector('a')).to.equal(null);
      expect(root.textContent).to.equal('a b c');
    });
    it('can be refused', async () => {
      const el = await draw({ text: '[**x**](https://a.example)' });
      const clicked = oneEvent(box(el), 'click');
      const asked: string[] = [];
      el.addEventListener('chat-link-request', (event) => {
        asked.push(event.url);
        event.preventDefault();
      });
      setTimeout(() => box(el).querySelector('strong')?.click());
      expect((await clicked).defaultPrevented).to.equal(true);
      expect(asked).to.deep.equal(['https://a.example/']);
    });
  });

  it('asks before it fetches foreign pictures', async () => {
    const root = box(await draw({ text: '![a \u202ecat](https://pics.example/cat.png "\u202et")' }));
    const picture = root.querySelector('chat-picture');
    expect(picture?.picture).to.deep.equal({ url: 'https://pics.example/cat.png', alt: 'a cat' });
    expect(picture?.title).to.equal('t');
    expect(picture?.hasAttribute('zoomable')).to.equal(true);
    expect(root.querySelector('img')).to.equal(null);
    await waitUntil(() => picture?.shadowRoot?.textContent.includes('pics.example'));
    expect(picture?.shadowRoot?.querySelector('img')).to.equal(null);
  });
  it('shows small inline pictures', async () => {
    const gif = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    const picture = box(await draw({ text: `![dot](${gif})` })).querySelector('chat-picture');
    await waitUntil(() => picture?.shadowRoot?.querySelector('img')?.alt === 'dot');
  });
  it('draws pictures in links without a button of their own', async () => {
    const root = box(
      await draw({
        text: `[![own](${location.origin}/x.png)](https://a.example) [![far](//f.example/x)](https://b.example)
[![far](https://f.example/x)](https://b.example)`,
      }),
    );
    expect([...root.querySelectorAll('a')].map((link) => link.textContent)).to.deep.equal([
      'own',
      'far',
      'far · Picture at f.example',
    ]);
    expect(root.querySelectorAll('chat-picture')).to.have.length(1);
    expect(root.querySelector('chat-picture')?.hasAttribute('zoomable')).to.equal(false);
  });

  it('draws the words of HTML at once, and its tags when they can be', async () => {
    const el = await draw({ text: 'An <u>underlined</u> word' });
    expect(box(el).textContent).to.equal('An underlined word');
    await waitUntil(() => box(el).querySelector('u')?.textContent === 'underlined');
    expect(box(el).textContent).to.equal('An underlined word');
  });
  it('resolves character references', async () => {
    await loadSanitiser();
    const el = await draw({
      text: '&lt;b&gt; &#65;&#x42; &amp;amp; &copy; &Eacute; &nope; `&amp;` [x](https://a.example/?a=1&amp;b=2)',
    });
    expect(box(el).textContent).to.equal('<b> AB &amp; © É &nope; &amp; x');
    expect(box(el).querySelector('a')?.href).to.equal('https://a.example/?a=1&b=2');
  });

  describe('under attack', () => {
    const noticed: string[] = [];
    before(async () => {
      await loadSanitiser();
      Object.assign(window, { pwned: () => noticed.push('executed') });
    });
    after(() => void Reflect.deleteProperty(window, 'pwned'));

    const allowed = new Set(
      'href title target rel part dir class align start type checked disabled alt aria-label role tabindex colspan rowspan reversed loading referrerpolicy src'.split(
        ' ',
      ),
    );
    const ours = /^chat-(?:code|math|picture)$/;
    const findings = (root: ParentNode) =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        ...(/-|script|style|svg|math|iframe|form|object|embed|link|meta|base|template|button|video|audio/i.test(
          element.localName,
        ) && !(ours.test(element.localName) || element.matches('button.plain'))
          ? [element.localName]
          : []),
        ...[...element.attributes]
          .filter(
            ({ name, value }) =>
              !(
                allowed.has(name) ||
                (ours.test(element.localName) && /^(?:asks|exportparts|zoomable|language|streaming)$/.test(name))
              ) ||
              /^\s*(?:javascript|vbscript|data):/i.test(value) ||
              (name === 'class' && !/^(?:table|task|plain|part)$/.test(value)),
          )
          .map(({ name, value }) => `${element.localName} ${name}=${value}`),
      ]);
    const foreign = () =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => new URL(name).host !== location.host && !name.startsWith('data:'));

    for (const [index, attack] of hostile.entries())
      for (const format of ['markdown', 'html', 'plain'] as const)
        it(`holds ${index} as ${format}: ${attack.slice(0, 60)}`, async () => {
          const el = await draw({ text: attack, format });
          expect(findings(box(el))).to.deep.equal([]);
        });
    it('holds all of them streamed, and after a click on everything', async () => {
      const root = await fixture<HTMLElement>(html`<div></div>`);
      root.addEventListener('click', (event) => event.preventDefault());
      for (const attack of hostile) {
        const stream = new MarkdownStream(root, sceneOf());
        for (let end = 1; end < attack.length; end += 3) {
          stream.draw(attack.slice(0, end), true);
          expect(findings(root), attack.slice(0, end)).to.deep.equal([]);
        }
        stream.draw(attack, false);
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          element.click();
          element.focus();
          element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        }
        root.replaceChildren();
      }
      await aTimeout(0);
      expect(noticed).to.deep.equal([]);
      expect(foreign()).to.deep.equal([]);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });
  });

  describe('under load', () => {
    for (const [name, text] of Object.entries(pathological))
      it(`draws ${name}, streamed or at once, in a bounded number of steps`, () => {
        for (const cuts of [[0.5, 0.6, 0.8, 1], [1]]) {
          const root = document.createElement('div');
          const stream = new MarkdownStream(root, sceneOf());
          let steps = 0;
          for (const cut of cuts) while (stream.draw(text.slice(0, text.length * cut), cut < 1)) steps++;
          expect(steps).to.be.at.most(200);
          if (name !== 'definitions') expect(root.childNodes.length).to.be.greaterThan(0);
        }
      }).timeout(60_000);
    it('shows a block that is too large as plain text', async () => {
      const text = '**a '.repeat(9_000);
      const root = box(await draw({ text }));
      await waitUntil(() => root.textContent === text);
      expect(root.querySelector('strong')).to.equal(null);
    });
    it('shows what is nested too deeply as plain text, and goes on after it', async () => {
      const root = box(await draw({ text: `before\n\n${'> '.repeat(60)}deep\n\n**after**` }));
      expect(root.querySelector('blockquote')).to.equal(null);
      expect(root.querySelector('strong')?.textContent).to.equal('after');
    });
    it('puts the end of a very long text behind a button', async () => {
      const el = await draw({ text: 'Some words.\n\n'.repeat(81_000) + '**end**' });
      await waitUntil(() => el.renderRoot.querySelector('button'));
      expect(el.renderRoot.textContent).not.to.contain('**end**');
      el.renderRoot.querySelector('button')?.click();
      await settled(el);
      expect(el.renderRoot.querySelector('p.plain')?.textContent).to.contain('**end**');
    }).timeout(30_000);
  });
});
