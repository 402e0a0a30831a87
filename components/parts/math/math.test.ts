import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { mathEnglish } from '../../../src/i18n/parts/math.en.js';
import { settled, staged, type Stage } from '../../foundation/fakes/stage.js';
import { textOf } from '../registry.js';
import { inTurn } from './drawing-turn.js';
import { formulas } from './formulas.test-data.js';
import { bombs, hostile } from './hostile.test-data.js';
import { mathExample } from './math.example.js';
import { math, type MathPart } from './math.part.js';
import type { ChatMath } from './math.js';
import './math.js';

const draw = (part: Partial<MathPart> = {}): Promise<Stage<ChatMath>> =>
  staged<ChatMath>(html`<chat-math .data=${{ ...mathExample, ...part }}></chat-math>`);
const inline = (tex: string): Promise<Stage<ChatMath>> => staged<ChatMath>(html`<chat-math>${tex}</chat-math>`);
const sourceIn = ({ all }: Stage<ChatMath>): string | undefined => all('.source')[0]?.textContent;

/** Every attribute that could act, lead away or paint over, wherever it hangs. */
function traces({ all }: Stage<ChatMath>): readonly string[] {
  return all<Element>('*').flatMap((each) => [
    ...[...each.attributes]
      .filter(
        ({ name, value }) =>
          /^(on.*|href|src|xlink:.*|id|data-.*)$/i.test(name) ||
          (name === 'style' && /url\(|fixed/i.test(value)) ||
          (name === 'class' && value.includes('mine')),
      )
      .map(({ name, value }) => `${each.localName} ${name}=${value}`),
    ...(/^(a|img|script|iframe|object|use|image|foreignobject)$/i.test(each.localName) ? [each.localName] : []),
  ]);
}

describe('<chat-math>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible in the ${scheme}`, async () => {
      const { isAccessible, element } = await draw();
      document.documentElement.style.setProperty('color-scheme', scheme);
      await isAccessible();
      element.data = { type: 'math', tex: String.raw`\frac{1}{` };
      await element.updateComplete;
      await isAccessible();
      document.documentElement.style.removeProperty('color-scheme');
    });

  it('draws for the eyes, and says MathML', async () => {
    const { one, all } = await draw();
    expect(one('.katex-html').getAttribute('aria-hidden')).to.equal('true');
    expect(all('math mfrac')).to.not.have.length(0);
    expect(one('annotation').textContent).to.equal(mathExample.tex);
  });

  for (const tex of formulas)
    it(`draws ${tex}`, async () => {
      const stage = await draw({ tex });
      expect(sourceIn(stage)).to.equal(undefined);
      expect(stage.all('.katex-error, .mord[style*="#cc0000"]')).to.have.length(0);
      const box = stage.one('.box');
      if (!box.matches('.scrolls')) expect(box.scrollWidth).to.be.at.most(box.clientWidth + 1);
    });

  it('takes its TeX from between the tags, and follows it', async () => {
    const { element, one } = await inline('a < b');
    expect(one('annotation').textContent).to.equal('a < b');
    element.textContent = 'c > d';
    await settled();
    expect(one('annotation').textContent).to.equal('c > d');
  });

  it('stands in the line of its words, or on a line of its own', async () => {
    const { element, all } = await inline('x');
    expect(getComputedStyle(element).display).to.equal('inline');
    element.display = true;
    await settled();
    expect(getComputedStyle(element).display).to.equal('block');
    expect(all('.katex-display')).to.have.length(1);
  });

  it('stands on the baseline of the words around it', async () => {
    const { element } = await staged<HTMLElement>(html`<p>x<span></span><chat-math>x</chat-math></p>`);
    const formula = element.querySelector('chat-math') as ChatMath;
    await formula.updateComplete;
    // Empty boxes in a line stand on its baseline.
    const marks = [element.querySelector('span')!, document.createElement('span')] as const;
    formula.shadowRoot?.querySelector('.katex-base')?.append(marks[1]);
    for (const mark of marks) mark.style.setProperty('display', 'inline-block');
    const [outside, inside] = marks.map((mark) => mark.getBoundingClientRect().bottom);
    expect(inside).to.be.closeTo(outside!, 1);
  });

  for (const [what, tex] of Object.entries({
    'half a formula': String.raw`\frac{1}{`,
    'an unknown word': String.raw`\nothing`,
  }))
    it(`shows ${what} as it was written, with a hint`, async () => {
      const stage = await inline(tex);
      expect(sourceIn(stage)).to.equal(tex);
      expect(stage.one('.source').title).to.equal(mathEnglish['math.source']);
      expect(stage.all('.katex, .katex-error')).to.have.length(0);
    });

  for (const tex of hostile)
    it(`leaves no trace of ${tex}`, async () => {
      expect(traces(await draw({ tex }))).to.deep.equal([]);
    });

  for (const [what, tex] of Object.entries(bombs))
    it(`is not blown up by ${what}`, async () => {
      const stage = await inline(tex);
      expect(sourceIn(stage)).to.equal(tex);
    }).timeout(60_000);

  it('keeps what one formula defines from the next', async () => {
    expect(sourceIn(await inline(String.raw`\gdef\mine{x}\mine`))).to.equal(undefined);
    expect(sourceIn(await inline(String.raw`\mine`))).to.equal(String.raw`\mine`);
    expect(sourceIn(await inline(String.raw`\global\let\frac\sqrt x`))).to.equal(undefined);
    const { all } = await inline(String.raw`\frac{1}{2}`);
    expect(all('mfrac')).to.have.length(1);
  });

  it('covers nothing around it, however large it says it is', async () => {
    const { element } = await staged<HTMLElement>(
      html`<div>
        <button>above</button><br />
        <chat-math
          >${String.raw`\rule{1e9em}{1e9em}\smash{\raisebox{15em}{\rule{20em}{9em}}}\llap{\rule{20em}{9em}}`}</chat-math
        >
        <br /><button>below</button>
      </div>`,
    );
    await settled();
    for (const button of element.querySelectorAll('button')) {
      const { x, y, width, height } = button.getBoundingClientRect();
      const root = element.getRootNode() as ShadowRoot;
      button.scrollIntoView({ block: 'center' });
      const box = button.getBoundingClientRect();
      expect(root.elementFromPoint(box.x + width / 2, box.y + height / 2), `${x} ${y}`).to.equal(button);
    }
    expect(element.querySelector('chat-math')!.getBoundingClientRect().height).to.be.at.most(440);
  });

  it('gives the drawings of KaTeX their size, whatever the page’s policy did', async () => {
    const { all } = await inline(String.raw`\vec{F}`);
    const [arrow] = all<SVGElement>('svg[style]');
    expect(arrow!.style.cssText).to.include('width');
    expect(arrow!.getBoundingClientRect().width).to.be.above(5);
  });

  it('fetches no font but those it needs', async () => {
    await draw({ tex: 'x + 1' });
    await document.fonts.ready;
    const faces = [...document.fonts].filter(({ family }) => family.startsWith('KaTeX'));
    const loaded = faces.filter(({ status }) => status === 'loaded').map(({ family }) => family);
    expect(faces).to.have.length(20);
    expect(loaded).to.include('KaTeX_Main').and.to.include('KaTeX_Math');
    expect(faces.some(({ status }) => status === 'error')).to.equal(false);
    expect(faces.some(({ status }) => status === 'unloaded')).to.equal(true);
  });

  it('scrolls by keyboard where it is too wide, and is no stop where it is not', async () => {
    const stage = await draw({ tex: `x ${'+ x'.repeat(60)}` });
    const box = stage.one('.box');
    await waitUntil(() => box.tabIndex === 0, 'a stop');
    expect(box.getAttribute('role')).to.equal('group');
    expect(box.getAttribute('aria-label')).to.equal('Formula');
    expect(box.scrollWidth).to.be.above(box.clientWidth);
    await stage.isAccessible();
    stage.element.data = { type: 'math', tex: 'x' };
    await waitUntil(() => stage.one('.box').tabIndex === -1, 'no stop');
  });

  it('breaks in the line of its words, and scrolls by keyboard where it cannot break', async () => {
    const { element } = await staged<HTMLElement>(
      html`<p>
        Sum: <chat-math>${`a${'+b'.repeat(40)}`}</chat-math> and
        <chat-math>${`\\frac{${'x'.repeat(90)}}{y}`}</chat-math>.
      </p>`,
    );
    element.style.setProperty('inline-size', '320px');
    const [breaks, whole] = [...element.querySelectorAll('chat-math')].map((each) => each.shadowRoot!);
    const box = (root: ShadowRoot | undefined) => root?.querySelector<HTMLElement>('.box');
    await waitUntil(() => box(whole)?.tabIndex === 0, 'a stop');
    expect(box(whole)!.scrollWidth).to.be.above(box(whole)!.clientWidth);
    expect(box(breaks)?.tabIndex).to.equal(-1);
    expect(box(breaks)!.getClientRects().length).to.be.above(1);
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    element.style.setProperty('inline-size', '1400px');
    await waitUntil(() => box(whole)?.tabIndex === -1, 'no stop');
  });

  for (const [what, settings] of Object.entries({ 'a line': false, 'a display': true }))
    for (const dir of ['ltr', 'rtl'])
      it(`fits ${what} on a small phone, ${dir}`, async () => {
        const { element } = await staged<HTMLElement>(
          html`<div dir=${dir}>
            ${formulas.map((tex) => html`<p>الصيغة 公式 <chat-math ?display=${settings}>${tex}</chat-math></p>`)}
            <chat-math ?display=${settings}>${`\\Donaudampfschifffahrtsgesellschaft${'x'.repeat(200)}`}</chat-math>
          </div>`,
        );
        element.style.setProperty('inline-size', '320px');
        await settled();
        await settled();
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
        for (const each of element.querySelectorAll('chat-math'))
          expect(getComputedStyle(each).direction).to.equal('ltr');
      });

  it('lets a frame pass between many', async () => {
    let frame = 0;
    let counts = true;
    const count = () => {
      frame++;
      if (counts) requestAnimationFrame(count);
    };
    count();
    const frames = await Promise.all(
      [1, 2, 3].map(async () => {
        let drawnIn = 0;
        await inTurn(() => {
          drawnIn = frame;
          const end = performance.now() + 10;
          while (performance.now() < end);
        });
        return drawnIn;
      }),
    );
    counts = false;
    expect(new Set(frames).size, frames.join()).to.equal(3);
  });

  it('goes on after one that could not be drawn', async () => {
    const failed = inTurn(() => {
      throw new Error('not this one');
    }).catch((reason: unknown) => reason);
    let drawn = false;
    await inTurn(() => (drawn = true));
    expect(drawn).to.equal(true);
    expect(await failed).to.be.instanceOf(Error);
  });

  it('is copied as TeX', async () => {
    const { element, one } = await draw();
    getSelection()?.setBaseAndExtent(one('.inner'), 0, one('.inner'), 1);
    const event = new ClipboardEvent('copy', {
      clipboardData: new DataTransfer(),
      cancelable: true,
      composed: true,
      bubbles: true,
    });
    one('.inner').dispatchEvent(event);
    expect(event.clipboardData?.getData('text/plain')).to.equal(mathExample.tex);
    expect(event.defaultPrevented).to.equal(true);
    getSelection()?.removeAllRanges();
    expect(element.isConnected).to.equal(true);
  });
});

describe('the math part', () => {
  it('accepts its example', () => expect(math.accepts(mathExample)).to.equal(true));
  it('is its source where it cannot be drawn', () => expect(textOf(mathExample)).to.equal(mathExample.tex));
  for (const tex of [undefined, '', ' ', 7, {}, ['x']])
    it(`refuses ${JSON.stringify(tex)}`, () => {
      const part: { type: string } = Object.assign({ type: 'math' }, { tex });
      expect(math.accepts(part)).to.equal(false);
    });
});
