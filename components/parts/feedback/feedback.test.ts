import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatFeedbackRequest } from '../../foundation/events/part-requests.js';
import { press, settled, staged, words } from '../../foundation/fakes/stage.js';
import { feedbackExample } from './feedback.example.js';
import { feedback, type FeedbackPart } from './feedback.part.js';
import type { ChatFeedback } from './feedback.js';
import './feedback.js';

async function draw(data: FeedbackPart = feedbackExample, key = 'm/1/feedback') {
  const stage = await staged<ChatFeedback>(html`<chat-feedback .data=${data} .key=${key}></chat-feedback>`);
  const said: unknown[] = [];
  stage.element.addEventListener('chat-feedback-request', ({ feedback: what }: ChatFeedbackRequest) => said.push(what));
  const named = (name: string) => {
    const found = stage.all('button').find((button) => (button.getAttribute('aria-label') ?? words(button)) === name);
    if (!found) throw new Error(`No button “${name}”.`);
    return found;
  };
  return {
    ...stage,
    said,
    named,
    click: async (name: string) => {
      named(name).click();
      await settled();
    },
    pressed: () => stage.all('.icon').map((button) => button.getAttribute('aria-pressed')),
  };
}
const paint = (element: Element, scheme: string): void => {
  const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
  host.style.colorScheme = scheme;
  host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
  host.style.color = scheme === 'dark' ? '#eceef3' : '#16181d';
};

describe('<chat-feedback>', () => {
  it('is accessible', async () => {
    for (const scheme of ['light', 'dark']) {
      const { element, isAccessible, click } = await draw();
      paint(element, scheme);
      await isAccessible();
      await click('Bad answer');
      await click('Out of date');
      await isAccessible();
      await click('Send');
      await isAccessible();
    }
  });

  it('tells of a good answer at once, thanks, and remembers', async () => {
    const { click, said, pressed, one, element } = await draw();
    expect(pressed()).to.deep.equal(['false', 'false']);
    expect(words(one('[role=status]'))).to.equal('');
    await click('Good answer');
    expect(said).to.deep.equal([{ messageId: 'm/1', rating: 'positive' }]);
    expect(pressed()).to.deep.equal(['true', 'false']);
    expect(words(one('[role=status]'))).to.equal('Thank you.');
    element.data = { type: 'feedback' };
    await settled();
    expect(pressed()).to.deep.equal(['true', 'false']);
  });

  it('says the same only once, and lets the visitor change their mind', async () => {
    const { click, said, pressed } = await draw();
    await click('Good answer');
    await click('Good answer');
    await click('Bad answer');
    expect(said).to.deep.equal([
      { messageId: 'm/1', rating: 'positive' },
      { messageId: 'm/1', rating: 'negative' },
    ]);
    expect(pressed()).to.deep.equal(['false', 'true']);
  });

  it('asks what was wrong, and sends reasons and words', async () => {
    const { click, said, one, all, named } = await draw();
    await click('Bad answer');
    await click('Out of date');
    await click('Hard to understand');
    await click('Out of date');
    expect(named('Hard to understand').getAttribute('aria-pressed')).to.equal('true');
    expect(named('Out of date').getAttribute('aria-pressed')).to.equal('false');
    one<HTMLTextAreaElement>('textarea').value = ' The sea room is 146. ';
    await click('Send');
    expect(said.at(-1)).to.deep.equal({
      messageId: 'm/1',
      rating: 'negative',
      reason: 'Hard to understand; The sea room is 146.',
    });
    expect(all('form')).to.have.length(0);
    expect(words(one('[role=status]'))).to.equal('Thank you.');
  });

  it('asks no more than the visitor wants to say', async () => {
    const { click, said, all } = await draw({ type: 'feedback' });
    await click('Bad answer');
    expect(all('.chip')).to.have.length(0);
    await click('Skip');
    expect(all('form')).to.have.length(0);
    await click('Good answer');
    await click('Bad answer');
    await click('Send');
    expect(said).to.have.length(3);
  });

  it('goes where the work is with the focus, and back with Escape without closing the chat', async () => {
    const { click, one, all, element } = await draw();
    await click('Bad answer');
    expect(one('.chip:focus').textContent?.trim()).to.equal('Not what I asked');
    let heard = 0;
    element.addEventListener('keydown', () => heard++);
    expect(press(one('textarea'), 'Escape'), 'a dialog around it does not hear of it').to.equal(false);
    await settled();
    expect(heard).to.equal(0);
    expect(all('form')).to.have.length(0);
    expect(one('.icon:focus').getAttribute('aria-label')).to.equal('Bad answer');
  });

  it('remembers nothing that the page refused', async () => {
    const { click, element, pressed, all } = await draw();
    element.addEventListener('chat-feedback-request', (event) => event.preventDefault());
    await click('Bad answer');
    expect(pressed()).to.deep.equal(['false', 'false']);
    expect(all('form')).to.have.length(0);
  });

  it('judges the conversation where it stands alone', async () => {
    const { click, said } = await draw(feedbackExample, '');
    await click('Good answer');
    expect(said).to.deep.equal([{ rating: 'positive' }]);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`fits a phone with words of any length, ${dir}`, async () => {
      const { element, click } = await draw({
        type: 'feedback',
        question: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft?',
        reasons: [
          'غرفة هادئة تطل على الحديقة',
          '安靜的房間可以看到花園和湖泊早餐豐富每天早上',
          'Hauptbetriebswerkbauunterbeamtengesellschaft',
        ],
      });
      element.dir = dir;
      element.style.inlineSize = '240px';
      await click('Bad answer');
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    });
});

describe('the feedback part', () => {
  it('accepts its example, and one that says nothing', () => {
    expect(feedback.accepts(feedbackExample)).to.equal(true);
    expect(feedback.accepts({ type: 'feedback' })).to.equal(true);
  });
  for (const bad of ['{"question":7}', '{"reasons":"x"}', '{"reasons":[7]}', '{"reasons":[""]}'])
    it(`refuses ${bad}`, () => {
      const part: { type: string } = { type: 'feedback', ...(JSON.parse(bad) as object) };
      expect(feedback.accepts(part)).to.equal(false);
    });
});
