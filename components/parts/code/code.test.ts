import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { codeEnglish } from '../../../src/i18n/parts/code.en.js';
import { whenIdle } from '../../foundation/idle.js';
import { settled, staged, type Stage } from '../../foundation/fakes/stage.js';
import { textOf } from '../registry.js';
import { codeExample } from './code.example.js';
import { code, type CodePart } from './code.part.js';
import type { ChatCode } from './code.js';
import './code.js';
import { highlighted } from './highlight.js';

const draw = (part: Partial<CodePart> = {}): Promise<Stage<ChatCode>> =>
  staged<ChatCode>(html`<chat-code .data=${{ ...codeExample, ...part }}></chat-code>`);
const written = (language: string, text: string, streaming = false): Promise<Stage<ChatCode>> =>
  staged<ChatCode>(html`<chat-code language=${language} ?streaming=${streaming}>${text}</chat-code>`);
const coloured = async (stage: Stage<ChatCode>): Promise<Stage<ChatCode>> => {
  await waitUntil(() => stage.all('code span[class]').length > 0, 'colours');
  return stage;
};
/** What lies on the clipboard after the press, without the leave that a test browser does not give. */
async function copied({ one }: Stage<ChatCode>, clipboard: Partial<Clipboard> | undefined): Promise<void> {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  one('[part=copy]').click();
  await waitUntil(() => one('[role=status]').textContent !== '', 'an answer');
  Reflect.deleteProperty(navigator, 'clipboard');
}

describe('<chat-code>', () => {
  // The chunks come from a server that compiles them when they are first asked for.
  before(async function () {
    this.timeout(30_000);
    await highlighted('x', 'javascript');
  });

  for (const scheme of ['light', 'dark'])
    it(`is accessible in the ${scheme}`, async () => {
      document.documentElement.style.setProperty('color-scheme', scheme);
      const { isAccessible, element } = await coloured(await draw());
      await isAccessible();
      element.data = { type: 'code', language: 'diff', code: '@@ -1 +1 @@\n-old = "a"\n+new = 7\n same' };
      await waitUntil(() => element.shadowRoot?.querySelector('.removed'), 'another language');
      await isAccessible();
      document.documentElement.style.removeProperty('color-scheme');
    });

  it('shows the code to the letter, under the name of its language', async () => {
    const { one } = await coloured(await draw());
    expect(one('code').textContent).to.equal(codeExample.code);
    expect(one('.language').textContent).to.equal('JavaScript');
    expect(one('pre').getAttribute('aria-label')).to.equal('JavaScript');
  });

  for (const [word, name] of [
    ['js', 'JavaScript'],
    ['PY', 'Python'],
    ['c++', 'C++'],
    ['mermaid', 'Mermaid'],
    ['brainfuck', 'brainfuck'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
    ['', 'Code'],
  ] as const)
    it(`calls ${word || 'no language'} ${name}`, async () => {
      const { one } = await written(word, 'x = 1');
      expect(one('.language').textContent).to.equal(name);
    });

  it('is called by its file where it has one', async () => {
    const { one } = await draw({ name: 'rooms.js' });
    expect(one('.language').textContent).to.equal('rooms.js');
  });

  it('colours by scopes, also where one language lies in another', async () => {
    const page = '<p class="x">1</p><script>const a = "b"; // c</script><style>p { color: red }</style>';
    const { all } = await coloured(await written('html', page));
    const looks = (look: string) => all(`code .${look}`).map(({ textContent }) => textContent);
    expect(looks('keyword')).to.include('script').and.to.include('const');
    expect(looks('string')).to.include('"x"').and.to.include('"b"');
    expect(looks('comment')).to.deep.equal(['// c']);
    expect(all('code')[0]?.textContent).to.equal(page);
  });

  it('shows what comes while it comes, and colours it when it is complete', async () => {
    const { element, all, one } = await written('js', 'const a', true);
    const text = [...element.childNodes].find((node) => node instanceof Text)!;
    const seen = () =>
      one<HTMLSlotElement>('slot')
        .assignedNodes()
        .map((node) => node.textContent)
        .join('');
    text.appendData(' = 1;');
    expect(seen()).to.include('const a = 1;');
    await settled();
    expect(all('code span[class]')).to.have.length(0);
    element.removeAttribute('streaming');
    await waitUntil(() => all('code .keyword').length === 1, 'colours');
    expect(one('code').textContent).to.equal('const a = 1;');
    expect(element.textContent).to.equal('const a = 1;');
    // Another text in the same place: never the colours of the old one.
    text.data = 'let b;';
    await waitUntil(() => all('code .keyword')[0]?.textContent === 'let', 'the new text');
    text.data = 'const a = 1;';
    await waitUntil(() => all('code .keyword')[0]?.textContent === 'const', 'the old text again');
  });

  it('leaves plain what is not known, and what is too long', async () => {
    const long = 'const a = 1;\n'.repeat(3000);
    for (const stage of [
      await written('klingon', 'const a = 1;'),
      await written('js', long),
      await draw({ code: long }),
    ]) {
      await settled();
      await whenIdle(new AbortController().signal);
      expect(stage.all('code span[class]')).to.have.length(0);
    }
  });

  it('is never markup', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(1)</script>';
    for (const stage of [await draw({ code: evil, language: 'html', name: evil }), await written('html', evil)]) {
      await coloured(stage);
      expect(stage.all('img, script')).to.have.length(0);
      expect(stage.one('code').textContent).to.equal(evil);
    }
  });

  it('copies the code as it was written, and says so', async () => {
    let taken = '';
    const stage = await coloured(await draw());
    await copied(stage, { writeText: async (text) => void (taken = text) });
    expect(taken).to.equal(codeExample.code);
    expect(stage.one('[role=status]').textContent).to.equal(codeEnglish['code.copied']);
    expect(stage.one('[part=copy]').textContent.trim()).to.equal(codeEnglish['code.copied']);
    await stage.isAccessible();
    await waitUntil(() => stage.one('[role=status]').textContent === '', 'its usual word');
    expect(stage.one('[part=copy]').textContent.trim()).to.equal(codeEnglish['code.copy']);
  });

  for (const [what, clipboard] of Object.entries({
    'without a clipboard': undefined,
    'where the clipboard refuses': { writeText: () => Promise.reject(new Error('no')) },
  }))
    it(`copies from a field ${what}, and keeps the focus`, async () => {
      const stage = await draw();
      const { execCommand } = document;
      let taken = '';
      document.execCommand = () => {
        const field = stage.one<HTMLTextAreaElement>('textarea');
        taken = field.value.slice(field.selectionStart, field.selectionEnd);
        return true;
      };
      stage.one('[part=copy]').focus();
      await copied(stage, clipboard);
      document.execCommand = execCommand;
      expect(taken).to.equal(codeExample.code);
      expect(stage.one('[role=status]').textContent).to.equal(codeEnglish['code.copied']);
      expect(stage.all('textarea')).to.have.length(0);
      expect(stage.one('[part=copy]').matches(':focus')).to.equal(true);
    });

  it('says when nothing could be copied', async () => {
    const stage = await draw();
    const { execCommand } = document;
    document.execCommand = () => false;
    await copied(stage, undefined);
    document.execCommand = execCommand;
    expect(stage.one('[role=status]').textContent).to.equal(codeEnglish['code.not-copied']);
  });

  it('scrolls by keyboard where lines are long, and wraps them on demand', async () => {
    const stage = await draw({ code: `${'Donaudampfschifffahrt '.repeat(40)}\nx` });
    await waitUntil(() => stage.all('.wrap').length === 1, 'the toggle');
    const lines = stage.one('pre');
    expect(lines.tabIndex).to.equal(0);
    expect(lines.scrollWidth).to.be.above(lines.clientWidth);
    await stage.isAccessible();
    stage.one('.wrap').click();
    await waitUntil(() => lines.tabIndex === -1, 'no stop');
    expect(lines.scrollWidth).to.be.at.most(lines.clientWidth);
    expect(stage.one('.wrap').getAttribute('aria-pressed')).to.equal('true');
    stage.one('.wrap').click();
    await waitUntil(() => lines.tabIndex === 0, 'a stop again');
  });

  it('counts the room beside the lines: what reaches into it scrolls', async () => {
    const { element, one } = await draw({ code: 'x'.repeat(20) });
    const lines = one('code');
    const width = () => Math.ceil(lines.getBoundingClientRect().width);
    element.style.setProperty('inline-size', '60px');
    await waitUntil(() => one('pre').tabIndex === 0, 'a stop');
    element.style.setProperty('inline-size', `${width() + 12}px`);
    await waitUntil(() => one('pre').clientWidth === width() + 10, 'the new size');
    await settled();
    expect(one('pre').tabIndex).to.equal(0);
    element.style.setProperty('inline-size', `${width() + 40}px`);
    await waitUntil(() => one('pre').tabIndex === -1, 'no stop');
  });

  it('is no stop of the keyboard where nothing scrolls, but for its button', async () => {
    const { all, one } = await draw({ code: 'x' });
    await settled();
    expect(one('pre').tabIndex).to.equal(-1);
    expect(all('button')).to.have.length(1);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`fits a small phone and runs left to right, ${dir}`, async () => {
      const name = 'Rechtsschutzversicherungsgesellschaften/غرفة مطلة على الحديقة/花园房间有阳台和早餐服务.js';
      const { element } = await staged<HTMLElement>(
        html`<div dir=${dir}>
          <chat-code .data=${{ ...codeExample, name }}></chat-code>
          <chat-code language="text" dir="auto">مرحبا ${'花'.repeat(200)}</chat-code>
        </div>`,
      );
      element.style.setProperty('inline-size', '320px');
      await settled();
      await settled();
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      for (const each of element.querySelectorAll('chat-code')) {
        const lines = each.shadowRoot!.querySelector('pre')!;
        expect(getComputedStyle(lines).direction).to.equal('ltr');
        for (const button of each.shadowRoot!.querySelectorAll('button')) {
          const { width, height, right } = button.getBoundingClientRect();
          expect(Math.min(width, height)).to.be.at.least(24);
          expect(right).to.be.at.most(each.getBoundingClientRect().right);
        }
      }
    });

  it('colours again what was taken away and put back', async () => {
    const stage = await draw();
    const { element, all } = stage;
    const parent = element.parentNode as ParentNode & Node;
    element.remove();
    parent.appendChild(element);
    await waitUntil(() => all('code .keyword').length > 0, 'colours');
  });
});

describe('the code part', () => {
  it('accepts its example', () => expect(code.accepts(codeExample)).to.equal(true));
  it('is its code where it cannot be drawn', () => expect(textOf(codeExample)).to.equal(codeExample.code));
  for (const bad of [{}, { code: '' }, { code: 7 }, { code: 'x', language: 7 }, { code: 'x', name: {} }])
    it(`refuses ${JSON.stringify(bad)}`, () => {
      const part: { type: string } = Object.assign({ type: 'code' }, bad);
      expect(code.accepts(part)).to.equal(false);
    });
});
