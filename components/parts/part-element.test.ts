import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { settled, staged, words } from '../foundation/fakes/stage.js';
import { PartElement } from './part-element.js';

declare module '../../src/protocol/part.js' {
  interface PartMap {
    'test-joke': { readonly type: 'test-joke'; readonly title: string; readonly breaks?: boolean };
  }
}

class TestJoke extends PartElement<'test-joke'> {
  protected override draw({ title, breaks }: { readonly title: string; readonly breaks?: boolean }) {
    if (breaks) throw new Error('Not funny.');
    const laughs = this.recall('laughs');
    return html`<button @click=${() => this.remember('laughs', Number(laughs ?? 0) + 1)}>
      ${title} ${String(laughs ?? 0)} ${this.addresses.link('https://a.example/')}
    </button>`;
  }
}
customElements.define('test-joke', TestJoke);

const draw = (data: object, settings = {}) =>
  staged<TestJoke>(html`<test-joke .data=${data} .key=${'m/0'}></test-joke>`, { settings });

describe('a part element', () => {
  it('draws nothing before it has something to draw', async () => {
    const { element } = await staged<TestJoke>(html`<test-joke></test-joke>`);
    expect(words(element)).to.equal('');
  });

  it('remembers what the visitor put in, and draws again', async () => {
    const { element, one } = await draw({ type: 'test-joke', title: 'Knock' });
    for (let laugh = 0; laugh < 2; laugh++) {
      one('button').click();
      await settled();
    }
    expect(words(element)).to.contain('Knock 2');
  });

  it('follows the settings of where links may lead', async () => {
    const free = await draw({ type: 'test-joke', title: 'Knock' });
    expect(words(free.element)).to.contain('https://a.example/');
    const bound = await draw({ type: 'test-joke', title: 'Knock' }, { allowedLinkHosts: ['b.example'] });
    expect(words(bound.element)).not.to.contain('a.example');
  });

  it('that cannot be drawn is its words, is told of once, and recovers', async () => {
    const told: unknown[][] = [];
    const { warn } = console;
    console.warn = (...line: unknown[]) => void told.push(line);
    try {
      const { element } = await draw({ type: 'test-joke', title: 'Knock', breaks: true });
      element.requestUpdate();
      await settled();
      expect(words(element)).to.equal('Knock');
      expect(told).to.have.length(1);
      expect(String(told[0]?.[0])).to.contain('[chat-widget] render-failed');
      element.data = { type: 'test-joke', title: 'Who is there?' };
      await settled();
      expect(words(element)).to.contain('Who is there? 0');
    } finally {
      console.warn = warn;
    }
  });
});
