import { expect, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { resolveConfig } from '../../../../src/config/resolve.js';
import { composerEnglish } from '../../../../src/i18n/composer.en.js';
import { english } from '../../../../src/i18n/messages.en.js';
import { fakePlatform } from '../../../../src/platform/fakes/platform.js';
import { completions } from './completions.js';

/** Somewhere to write. */
class TestWriting extends LitElement {
  value = '';
  override async focus(): Promise<void> {}
}
customElements.define('test-writing', TestWriting);

/** What the owner's service is asked about while somebody writes. */
async function setUp() {
  const platform = fakePlatform();
  const composer = await fixture<TestWriting>(html`<test-writing></test-writing>`);
  const box = composer.renderRoot.appendChild(document.createElement('textarea'));
  const asked: (string | null)[] = [];
  const comfort = completions(
    {
      composer,
      box,
      chat: () => undefined,
      config: () => resolveConfig({ properties: { autocompleteSuggestionsUrl: 'https://a.example/suggest' } }),
      strings: () => ({ ...english, ...composerEnglish }),
      say: () => undefined,
      changed: () => undefined,
    },
    {
      platform,
      fetch: async (address) => {
        asked.push(new URL(String(address)).searchParams.get('queryText'));
        return new Response(null, { status: 204 });
      },
    },
  );
  return {
    asked,
    async write(text: string, isTyped: boolean) {
      composer.value = text;
      comfort.onText?.(text, isTyped);
      await platform.advance(1000);
    },
  };
}

describe('suggestions', () => {
  it('are asked for about what is typed, and about nothing else', async () => {
    const { asked, write } = await setUp();
    await write('kept or dictated', false);
    expect(asked).to.deep.equal([]);
    await write('kept or dictated!', true);
    expect(asked).to.deep.equal(['kept or dictated!']);
  });
});
