import { expect } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { historyEnglish } from '../../../src/i18n/history.en.js';
import { german } from '../../../src/i18n/languages/de.js';
import { settled, staged } from '../fakes/stage.js';
import { StringsController } from './surroundings.js';

class TestWords extends LitElement {
  readonly words = new StringsController(this, historyEnglish);
  protected override render() {
    return html`${this.words.value['transcript.earlier']}`;
  }
}
customElements.define('test-words', TestWords);

describe('the words around an element', () => {
  it('are put together once for each widget, whatever language another one on the page speaks', async () => {
    const one = await staged<TestWords>(html`<test-words></test-words>`);
    const other = await staged<TestWords>(html`<test-words></test-words>`, { strings: german });
    const before = one.element.words.value;
    expect(other.element.words.value['transcript.earlier']).to.equal('Frühere Nachrichten');
    expect(one.element.words.value).to.equal(before);
    expect(before['transcript.earlier']).to.equal('Earlier messages');
  });

  it('are others when the widget speaks another language', async () => {
    const { element, strings } = await staged<TestWords>(html`<test-words></test-words>`);
    strings.set({ ...strings.get(), ...german });
    await settled();
    expect(element.renderRoot.textContent).to.include('Frühere Nachrichten');
  });
});
