import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { german } from '../../../src/i18n/languages/de.js';
import { said } from '../../foundation/fakes/stage.js';
import { notice } from '../../parts/notice/notice.part.js';
import { registerPart } from '../../parts/registry.js';
import { drawn, many } from './long.test-data.js';

const joined = said('joined', '', { author: 'system', parts: [{ type: 'notice', event: 'joined', name: 'Mara' }] });

describe('the words of messages that are not built', () => {
  it('are in another language, too, once that is spoken; what was said stays as it was said', async () => {
    registerPart(notice);
    const all = many(300);
    const view = await drawn([...all.slice(0, 9), joined, ...all.slice(9)]);
    const far = () => view.all('.gap > *').map(({ textContent }) => textContent);
    // Not all browsers find what is hidden.
    if (!('onbeforematch' in HTMLElement.prototype)) return void expect(far()).to.deep.equal([]);
    const has = (words: string) => far().some((each) => each.includes(words));
    await waitUntil(() => has('Mara joined the chat'));
    view.strings.set({ ...view.strings.get(), ...german });
    await waitUntil(() => has(german['notice.joined']('Mara')));
    expect(has('Mara joined the chat')).to.equal(false);
    await waitUntil(() => has('Number 8.'));
  });
});
