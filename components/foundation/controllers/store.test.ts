import { expect, fixture } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { createStore, type ReadonlyStore, type Store } from '../../../src/core/store.js';
import { settled } from '../fakes/stage.js';
import { StoreController } from './store.js';

/** A store that knows how many watch it. */
function counted<T>(value: T): Store<T> & { readonly watchers: () => number } {
  const store = createStore(value);
  let watchers = 0;
  return {
    ...store,
    watchers: () => watchers,
    subscribe(listener) {
      watchers++;
      const undo = store.subscribe(listener);
      return () => {
        watchers--;
        undo();
      };
    },
  };
}

class TestNumber extends LitElement {
  store: ReadonlyStore<number> | undefined;
  drawings = 0;
  readonly #number = new StoreController(this, () => this.store);
  protected override render() {
    this.drawings++;
    return html`${this.#number.value}`;
  }
}
customElements.define('test-number', TestNumber);

async function draw(store?: ReadonlyStore<number>): Promise<TestNumber> {
  const element = new TestNumber();
  element.store = store;
  await fixture(html`${element}`);
  await settled();
  return element;
}
const text = (element: TestNumber) => element.renderRoot.textContent;

describe('a store in an element', () => {
  it('is drawn, and drawn again when it changes, once for many changes', async () => {
    const store = counted(1);
    const element = await draw(store);
    expect(text(element)).to.equal('1');
    const before = element.drawings;
    for (let i = 2; i < 10; i++) store.set(i);
    await settled();
    expect(text(element)).to.equal('9');
    expect(element.drawings).to.equal(before + 1);
    store.set(9);
    await settled();
    expect(element.drawings).to.equal(before + 1);
  });

  it('may come late, or be another one', async () => {
    const [one, other] = [counted(1), counted(2)];
    const element = await draw();
    expect(text(element)).to.equal('');
    for (const store of [one, other]) {
      element.store = store;
      element.requestUpdate();
      await settled();
    }
    expect(text(element)).to.equal('2');
    expect([one.watchers(), other.watchers()]).to.deep.equal([0, 1]);
  });

  it('is let go with the element, and has one watcher however often that is moved', async () => {
    const store = counted(1);
    const element = await draw(store);
    const place = document.createElement('div');
    element.parentNode?.append(place);
    for (let round = 0; round < 5; round++) {
      place.append(element);
      await settled();
      expect(store.watchers()).to.equal(1);
    }
    element.remove();
    expect(store.watchers()).to.equal(0);
    store.set(2);
    place.append(element);
    await settled();
    expect(text(element)).to.equal('2');
  });
});
