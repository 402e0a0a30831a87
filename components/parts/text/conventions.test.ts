import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { staged } from '../../foundation/fakes/stage.js';
import '../kinds.js';
import { partOfBlock } from './block-parts.js';
import { loadSanitiser } from './sanitiser.js';
import './text.js';
import type { ChatText } from './text.js';

const stage = async (text: string, settings: Readonly<Record<string, unknown>> = {}) => {
  const staging = await staged<ChatText>(
    html`<chat-text .data=${{ type: 'text', text }} .key=${'m/0'} .live=${true}></chat-text>`,
    { settings },
  );
  const root = staging.element.renderRoot.querySelector('.text');
  if (!root) throw new Error('Nothing drawn.');
  return { ...staging, root };
};
const fence = (name: string, yaml: string) => `Before\n\n\`\`\`${name}\n${yaml}\n\`\`\`\n\nafter`;
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghij'.split('').map((name, index) => {
  const before = 'abcdefghij'[index] ?? 'a';
  return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
})].join('\n'); // prettier-ignore

describe('markdown of bots', () => {
  before(loadSanitiser);

  describe('fenced parts', () => {
    it('are what their YAML says', () => {
      expect(partOfBlock('carousel', '- title: 2024\n  description: For one\n  image: https://shop.example/b.png\n  buttons:\n    - caption: Details\n      link: https://shop.example/basic#button\n    - caption: Ask')).to.deep.equal({
        type: 'carousel',
        items: [
          {
            title: '2024',
            description: 'For one',
            image: { url: 'https://shop.example/b.png' },
            actions: [
              { type: 'link', label: 'Details', url: 'https://shop.example/basic' },
              { type: 'reply', label: 'Ask' },
            ],
          },
        ],
      }); // prettier-ignore
      expect(partOfBlock('Card', 'title: Room\ndescription: ~\nhref: https://a.example')).to.deep.equal({
        type: 'card',
        title: 'Room',
        action: { type: 'link', label: 'Room', url: 'https://a.example' },
      });
      const actions = [{ type: 'reply', label: 'Yes' }];
      expect(partOfBlock('button', 'caption: Yes')).to.deep.equal({ type: 'buttons', actions });
      expect(partOfBlock('buttons', '- Yes')).to.deep.equal({ type: 'buttons', actions });
      const form = partOfBlock(
        'form',
        'fields:\n  EMAIL: email\n  SIZE:\n    type: select\n    options: {s: Small, l: Large}',
      );
      expect(form?.type).to.equal('form');
      expect(Reflect.get(form ?? {}, 'onlyLast')).to.equal(true);
    });
    const refused: Readonly<Record<string, string>> = {
      'no YAML': '- {',
      nothing: '',
      'another shape': 'title:\n  - deep',
      aliases: '- &a title\n- *a',
      'a bomb': bomb,
      'a loop': '&a [*a]',
      depth: '['.repeat(5_000),
      'depth that closes': `${'['.repeat(40)}${']'.repeat(40)}`,
      'two documents': 'caption: a\n---\ncaption: b',
      'a tag of its own': '!!js/function "function () {}"',
      'too much': `- title: ${'x'.repeat(33 * 1024)}`,
      prototypes: '__proto__: {title: x, caption: x}\nconstructor: {title: y}',
      'barred items': '- __proto__: {title: x, caption: x}',
    };
    for (const [what, yaml] of Object.entries(refused))
      it(`are none of ${what}`, () => {
        for (const name of ['carousel', 'card', 'button', 'buttons'])
          expect(partOfBlock(name, yaml)).to.equal(undefined);
        expect(() => partOfBlock('form', yaml)).to.not.throw();
        expect(Reflect.get({}, 'title')).to.equal(undefined);
      });
    it('are no more than a chat can show', () => {
      const part = partOfBlock('carousel', '- title: x\n'.repeat(500));
      expect(Reflect.get(part ?? {}, 'items')).to.have.length(50);
    });
    it('know no name that is inherited', () => expect(partOfBlock('toString', 'a: b')).to.equal(undefined));

    it('stand among the words, with a key of their own', async () => {
      const { root, all } = await stage(
        `${fence('buttons', '- caption: Yes\n- caption: No')}\n\n${fence('card', 'title: A')}`,
      );
      await waitUntil(() => root.querySelector('chat-buttons') && root.querySelector('chat-card'));
      expect([...root.children].map(({ localName }) => localName)).to.deep.equal(['p', 'div', 'p', 'p', 'div', 'p']);
      expect(root.querySelector('chat-buttons')?.key).to.equal('m/0/0');
      expect(root.querySelector('chat-card')?.key).to.equal('m/0/1');
      await waitUntil(() => all('button').some(({ textContent }) => textContent.trim() === 'Yes'));
    });
    it('hear when something else was said', async () => {
      const { element, root } = await stage(fence('card', 'title: A'));
      await waitUntil(() => root.querySelector('chat-card'));
      const card = root.querySelector('chat-card');
      element.live = false;
      await waitUntil(() => card?.live === false);
      expect(root.querySelector('chat-card')).to.equal(card);
    });
    it('are code when they are no part', async () => {
      const { root } = await stage(fence('carousel', '- {'));
      await waitUntil(() => root.querySelector('.part > chat-code'));
      expect(root.querySelector('.part')?.textContent).to.equal('- {');
    });
    it('are code in a list, and under any other name', async () => {
      const { root } = await stage('1. a\n   ```buttons\n   - caption: A\n   ```\n\n```mermaid\ngraph TD\n```\n');
      expect([...root.querySelectorAll('chat-code')].map((each) => each.getAttribute('language'))).to.deep.equal([
        'buttons',
        'mermaid',
      ]);
      expect(root.querySelector('.part')).to.equal(null);
    });
    it('are words where the page has switched them off', async () => {
      const { root } = await stage(fence('carousel', '- title: Basic\n- title: Team'), { carousel: false });
      await waitUntil(() => root.querySelector('.part > p'));
      expect(root.querySelector('.part')?.textContent).to.equal('Basic\nTeam');
    });
    it('are held back while they grow', async () => {
      const { element, root } = await stage('');
      const text = fence('card', 'title: Room');
      element.streaming = true;
      for (let end = 1; end < text.length - 10; end += 3) {
        element.data = { type: 'text', text: text.slice(0, end) };
        await element.updateComplete;
        expect(root.textContent).to.not.match(/title|`/);
      }
      element.data = { type: 'text', text };
      await waitUntil(() => root.querySelector('chat-card'));
    });
  });

  describe('replies and links', () => {
    it('say their label', async () => {
      const { element, root } = await stage('[Talk to **sales**]() or [No](#button), [](), [x]( )');
      const said: unknown[] = [];
      element.addEventListener('chat-select-request', ({ action }) => said.push(action));
      const buttons = [...root.querySelectorAll<HTMLButtonElement>('button')];
      for (const button of buttons) button.click();
      expect(said).to.deep.equal(['Talk to sales', 'No', 'x'].map((label) => ({ type: 'reply', label })));
    });
    it('read as what they say', async () => {
      const { root } = await stage('[Y\u202ees\u200b]() [a\u202eb](https://a.example)');
      expect(root.textContent).to.equal('Yes ab');
    });
    it('look and open as their address asks', async () => {
      const { root } = await stage(
        '[a](https://a.example/x#button) [b](https://a.example/#frame) [c](https://a.example/?q#target=_popup&button) [d](https://a.example/#buttons)',
      );
      expect(
        [...root.querySelectorAll('a')].map(({ href, className, target }) => [href, className, target]),
      ).to.deep.equal([
        ['https://a.example/x', 'plain', '_blank'],
        ['https://a.example/', '', '_blank'],
        ['https://a.example/?q', 'plain', '_blank'],
        ['https://a.example/#buttons', '', '_blank'],
      ]);
    });
    it('are words where the page allows no such host', async () => {
      const settings = { allowedLinkHosts: ['a.example', '*.b.example'] };
      const { root } = await stage(
        '[a](https://a.example) [b](https://x.b.example) [c](https://c.example) https://d.example',
        settings,
      );
      expect([...root.querySelectorAll('a')].map(({ textContent }) => textContent)).to.deep.equal(['a', 'b']);
      expect(root.textContent).to.equal('a b c https://d.example');
    });
    it('are drawn anew when the page changes its hosts', async () => {
      const { root, config } = await stage('[a](https://a.example)');
      expect(root.querySelectorAll('a')).to.have.length(1);
      config.set({ ...config.get(), allowedLinkHosts: ['b.example'] });
      await waitUntil(() => root.querySelectorAll('a').length === 0);
    });
  });

  it('folds what stands in details, and keeps it open while more comes', async () => {
    const { element, root } = await stage('');
    element.streaming = true;
    element.data = { type: 'text', text: '<details open id=x><summary>More</summary>\n\n**hidden**\n\n- a' };
    await waitUntil(() => root.querySelector('details li'));
    const details = root.querySelector('details');
    expect(details?.outerHTML).to.match(/^<details dir="auto"><summary>/);
    details?.toggleAttribute('open', true);
    element.data = { type: 'text', text: `${element.data.text}b\n\n</details>\n\nend` };
    await waitUntil(() => root.lastElementChild?.textContent === 'end');
    expect(root.querySelector('details')).to.equal(details);
    expect(details?.open).to.equal(true);
    expect(details?.textContent).to.match(/More\s*hidden\s*ab/);
  });
  it('is accessible with all of it', async () => {
    const { isAccessible, root } = await stage(
      `# Of \\(x\\)\n\n${fence('buttons', '- caption: Yes')}\n\n[Reply]() [Link](https://a.example#button)\n\n\`\`\`js\nlet a;\n\`\`\`\n\n$$y$$\n\n<details><summary>More</summary>\n\nx\n\n</details>\n`,
    );
    await waitUntil(
      () => root.querySelector('chat-buttons') && customElements.get('chat-code') && customElements.get('chat-math'),
    );
    await isAccessible();
  });
});
