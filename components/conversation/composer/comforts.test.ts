import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatCommandRequest } from '../../foundation/events/command-request.js';
import type { ChatSearchRequest } from '../../foundation/events/search-request.js';
import { press, said, settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatSendRequest } from '../../foundation/events/requests.js';
import type { ChatComposer } from './composer.js';
import './composer.js';

async function draw(settings: Readonly<Record<string, unknown>> = {}, waits = true) {
  const stage = await staged<ChatComposer>(html`<chat-composer></chat-composer>`, { settings });
  const box = stage.one<HTMLTextAreaElement>('textarea');
  stage.element.addEventListener('chat-send-request', ({ draft }: ChatSendRequest) => {
    queueMicrotask(() => stage.chat.send({ text: draft.text }));
  });
  box.focus();
  const eased = () => waitUntil(() => box.getAttribute('aria-autocomplete') === 'list');
  if (waits) {
    press(box, 'ArrowUp');
    await eased();
  }
  const sent = () =>
    stage.chat
      .messages()
      .filter(({ author }) => author === 'user')
      .map(({ parts: [part] }) => part && 'text' in part && part.text);
  return {
    ...stage,
    box,
    sent,
    eased,
    async type(text: string) {
      box.value = text;
      box.setSelectionRange(text.length, text.length);
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await stage.element.updateComplete;
      await stage.element.updateComplete;
    },
    async key(name: string, more: KeyboardEventInit = {}) {
      const goesOn = press(box, name, more);
      await stage.element.updateComplete;
      await stage.element.updateComplete;
      return goesOn;
    },
  };
}
const options = ({ all }: { readonly all: (selector: string) => readonly Element[] }) =>
  all('[role=option]').map((each) => words(each));

describe('what was said, by arrow keys', () => {
  async function talked() {
    const stage = await draw();
    await stage.say(
      said('1', 'first', { author: 'user' }),
      said('2', 'answer'),
      said('3', 'second', { author: 'user' }),
    );
    return stage;
  }

  it('comes back from the start of the box, and the draft after it', async () => {
    const { box, key, type } = await talked();
    await type('draft');
    expect(await key('ArrowUp')).to.equal(true);
    box.setSelectionRange(0, 0);
    expect(await key('ArrowUp')).to.equal(false);
    expect(box.value).to.equal('second');
    await key('ArrowUp');
    expect(box.value).to.equal('first');
    await key('ArrowUp');
    expect(box.value).to.equal('first');
    await key('ArrowDown');
    await key('ArrowDown');
    expect(box.value).to.equal('draft');
    expect(await key('ArrowDown')).to.equal(true);
  });

  for (const [what, how] of Object.entries({
    'a word is composed': { isComposing: true },
    'Safari ends a composition': { keyCode: 229 },
    'text is selected': { shiftKey: true },
  }))
    it(`leaves the key alone where ${what}`, async () => {
      const { box, key } = await talked();
      expect(await key('ArrowUp', how)).to.equal(true);
      expect(box.value).to.equal('');
    });
});

describe('what was said, walked through', () => {
  it('is not the draft before it is changed', async () => {
    const { box, chat, element, key, say, type } = await draw();
    await say(said('1', 'first', { author: 'user' }), said('2', 'second', { author: 'user' }));
    await type('draft');
    box.setSelectionRange(0, 0);
    await key('ArrowUp');
    expect(box.value).to.equal('second');
    expect(element.value).to.equal('second');
    expect(chat.draft.get()).to.equal('draft');
    await type('second thoughts');
    expect(chat.draft.get()).to.equal('second thoughts');
    box.setSelectionRange(0, 0);
    await key('ArrowDown');
    expect(box.value, 'changed words are a draft of their own').to.equal('second thoughts');
  });

  it('makes way for what is dictated, or what the page puts there', async () => {
    const { box, chat, element, key, say } = await draw();
    await say(said('1', 'first', { author: 'user' }));
    await key('ArrowUp');
    expect(box.value).to.equal('first');
    chat.draft.set('spoken');
    await element.updateComplete;
    expect(box.value).to.equal('spoken');
    expect(element.value).to.equal('spoken');
    box.setSelectionRange(0, 0);
    await key('ArrowUp');
    expect(box.value, 'the walk begins again').to.equal('first');
    await key('ArrowDown');
    expect(box.value).to.equal('spoken');
  });

  it('can be sent as it is, and leaves what was not sent where it was', async () => {
    const { box, chat, element, key, say, sent, type } = await draw();
    await say(said('1', 'once more', { author: 'user' }));
    await type('draft');
    box.setSelectionRange(0, 0);
    await key('ArrowUp');
    await key('Enter');
    expect(sent()).to.deep.equal(['once more', 'once more']);
    await element.updateComplete;
    expect(box.value).to.equal('draft');
    expect(chat.draft.get()).to.equal('draft');
    // Changed, and left for an older one: what was not sent is still that.
    box.setSelectionRange(0, 0);
    await key('ArrowUp');
    await type('changed');
    await key('Enter');
    expect(sent().at(-1)).to.equal('changed');
    await element.updateComplete;
    expect([box.value, chat.draft.get()]).to.deep.equal(['draft', 'draft']);
    await key('Enter');
    expect(sent().at(-1)).to.equal('draft');
    await element.updateComplete;
    expect(box.value).to.equal('');
  });
});

describe('what makes writing easier', () => {
  it('is not fetched by a look or a focus', async () => {
    const { all, box, key } = await draw({}, false);
    await key('Tab');
    await settled();
    expect(all('.beside')).to.have.length(0);
    expect(box.hasAttribute('aria-autocomplete')).to.equal(false);
  });

  it('knows the key that it came by', async () => {
    const { box, eased, key, say } = await draw({}, false);
    await say(said('1', 'first', { author: 'user' }), said('2', 'second', { author: 'user' }));
    expect(await key('ArrowUp')).to.equal(true);
    await eased();
    await waitUntil(() => box.value === 'second');
    expect(box.selectionStart).to.equal('second'.length);
    await key('ArrowUp');
    expect(box.value).to.equal('first');
  });

  it('knows the letters that it came by', async () => {
    const stage = await draw({}, false);
    await stage.type('/se');
    await waitUntil(() => options(stage).length === 1);
  });

  it('leaves what was written while it came', async () => {
    const { box, eased, key, say, type } = await draw({}, false);
    await say(said('1', 'first', { author: 'user' }));
    const arrow = key('ArrowUp');
    await type('h');
    await arrow;
    await eased();
    expect(box.value).to.equal('h');
  });

  it('comes with what is pasted, dictated or kept from before, and counts all of it', async () => {
    const { all, chat, one } = await draw({ maxLength: 100 }, false);
    chat.draft.set('a'.repeat(95));
    await waitUntil(() => all('[part=count]').length === 1);
    expect(words(one('[part=count]'))).to.equal('5 characters left');
    expect(words(one('.visually-hidden[aria-live]'))).to.equal('5 characters left');
  });

  it('keeps back what is too long, however early it is sent', async () => {
    const { box, key, type, one, sent } = await draw({ maxLength: 10 }, false);
    const typed = type('a'.repeat(11));
    await key('Enter');
    await typed;
    await waitUntil(() => box.getAttribute('aria-invalid') === 'true');
    await settled();
    expect(words(one('[role=alert]'))).to.contain('10 characters');
    expect(sent()).to.deep.equal([]);
    expect(box.value).to.have.length(11);
  });

  it('does a command that was there before it', async () => {
    const { box, chat, element, key, sent } = await draw({}, false);
    const searches: string[] = [];
    element.addEventListener('chat-search-request', ({ words }: ChatSearchRequest) => searches.push(words));
    chat.draft.set('/search breakfast');
    await element.updateComplete;
    await key('Enter');
    await waitUntil(() => box.value === '');
    expect(searches).to.deep.equal(['breakfast']);
    expect(sent()).to.deep.equal([]);
  });

  it('lets a message be taken back that was the first thing written', async () => {
    const { all, key, type } = await draw({ undoSend: 8000 }, false);
    const typed = type('too early');
    await key('Enter');
    await typed;
    await waitUntil(() => all('[part=held]').length === 1);
  });
});

describe('commands', () => {
  it('are a list of options that the box tells of, walked through and closed by keys', async () => {
    const stage = await draw();
    const { box, key, type, one, isAccessible } = stage;
    await type('/');
    expect(options(stage)).to.have.length(3);
    expect(box.getAttribute('aria-controls')).to.equal(one('[role=listbox]').id);
    expect(one(`#${box.getAttribute('aria-activedescendant')}`).textContent).to.contain('/restart');
    await isAccessible();
    await key('ArrowDown');
    expect(words(one('[aria-selected=true]'))).to.contain('/export');
    expect(await key('Escape')).to.equal(false);
    expect(options(stage)).to.deep.equal([]);
    expect(box.value).to.equal('/');
    expect(box.hasAttribute('aria-activedescendant')).to.equal(false);
    await type('/se');
    expect(options(stage)).to.have.length(1);
    expect(await key('Tab')).to.equal(false);
    expect(box.value).to.equal('/search ');
    expect(await key('Tab')).to.equal(true);
  });

  it('are offered for what is typed, and not for what came to stand there by other ways', async () => {
    const stage = await draw();
    const { box, chat, element, key, say, type } = stage;
    await say(said('1', '/', { author: 'user' }), said('2', '/se', { author: 'user' }));
    await key('ArrowUp');
    expect([box.value, options(stage).length]).to.deep.equal(['/se', 0]);
    await key('ArrowUp');
    expect([box.value, options(stage).length]).to.deep.equal(['/', 0]);
    await type('/s');
    expect(options(stage)).to.have.length(1);
    chat.draft.set('/');
    await element.updateComplete;
    await element.updateComplete;
    expect(options(stage)).to.deep.equal([]);
  });

  it('are gone when the visitor goes elsewhere, and come again with the next letter', async () => {
    const stage = await draw();
    const { box, element, type } = stage;
    await type('/');
    expect(options(stage)).to.have.length(3);
    box.focus();
    // Another window has the focus now, and this one keeps its own.
    box.dispatchEvent(new FocusEvent('blur'));
    await element.updateComplete;
    expect(options(stage)).to.have.length(3);
    box.blur();
    // Told once more: a window behind others tells of no focus.
    box.dispatchEvent(new FocusEvent('blur'));
    await element.updateComplete;
    await element.updateComplete;
    expect(options(stage)).to.deep.equal([]);
    expect([box.hasAttribute('aria-controls'), box.hasAttribute('aria-activedescendant')]).to.deep.equal([
      false,
      false,
    ]);
    await type('/s');
    expect(options(stage)).to.have.length(1);
  });

  it('are pressed without leaving the box', async () => {
    const { one, type } = await draw();
    await type('/sea');
    for (const name of ['pointerdown', 'mousedown'])
      expect(one('[role=option]').dispatchEvent(new Event(name, { bubbles: true, cancelable: true }))).to.equal(false);
  });

  it('are not offered for a draft that was kept', async () => {
    const stage = await draw({}, false);
    stage.chat.draft.set('/');
    await stage.eased();
    await settled();
    expect(options(stage)).to.deep.equal([]);
  });

  it('are done by Enter and by a click, and leave the box empty', async () => {
    const { box, element, key, one, type, sent } = await draw();
    const searches: string[] = [];
    element.addEventListener('chat-search-request', ({ words }: ChatSearchRequest) => searches.push(words));
    await type('/search breakfast');
    await key('Enter');
    await type('/sea');
    one('[role=option]').click();
    await element.updateComplete;
    expect(searches).to.deep.equal(['breakfast', '']);
    expect(box.value).to.equal('');
    expect(sent()).to.deep.equal([]);
  });

  it('are words where nobody knows them', async () => {
    const { key, type, sent } = await draw();
    for (const text of ['/nobody knows this', '/ two', '/path/to']) await type(text).then(() => key('Enter'));
    expect(sent()).to.deep.equal(['/nobody knows this', '/ two', '/path/to']);
  });

  it('of the page come first: they say their text, or ask the page, or are said', async () => {
    const commands = {
      order: 'Your order',
      hours: { description: 'When', text: 'When are you open?' },
      'bad name': 'x',
    };
    const stage = await draw({ commands });
    const { element, key, type, sent } = stage;
    await type('/');
    expect(options(stage).slice(0, 2)).to.deep.equal(['/order Your order', '/hours When']);
    expect(options(stage)).to.have.length(5);
    await type('/hours');
    await key('Enter');
    const asked: string[] = [];
    const refuse = (event: ChatCommandRequest) => {
      asked.push(`${event.name}: ${event.rest}`);
      event.preventDefault();
    };
    element.addEventListener('chat-command-request', refuse);
    await type('/order 66');
    await key('Enter');
    element.removeEventListener('chat-command-request', refuse);
    await type('/order 67');
    await key('Enter');
    expect(asked).to.deep.equal(['order: 66']);
    expect(sent()).to.deep.equal(['When are you open?', '/order 67']);
  });
});

describe('how long a message may be', () => {
  for (const maxLength of [0, undefined])
    it(`is not spoken of where there is no limit: ${maxLength}`, async () => {
      const { all, box, one, sent, key, type } = await draw({ maxLength });
      for (const text of ['', 'a', 'a'.repeat(30_000)]) {
        await type(text);
        expect(all('[part=count]')).to.have.length(0);
        expect(words(one('.visually-hidden[aria-live]'))).to.equal('');
        expect(box.getAttribute('aria-invalid')).to.equal('false');
      }
      await key('Enter');
      expect(sent()).to.deep.equal(['a'.repeat(30_000)]);
    });

  it('is counted near the end, and what is too long is not sent and not cut', async () => {
    const { box, key, type, one, all, sent, isAccessible } = await draw({ maxLength: 100 });
    await type('a'.repeat(79));
    expect(all('[part=count]')).to.have.length(0);
    await type('a'.repeat(99));
    expect(words(one('[part=count]'))).to.equal('1 character left');
    expect(words(one('.visually-hidden[aria-live]'))).to.equal('1 character left');
    await type('a'.repeat(100) + '👪');
    expect(words(one('[part=count]'))).to.equal('2 characters too many');
    expect(box.getAttribute('aria-invalid')).to.equal('true');
    await isAccessible();
    await key('Enter');
    expect(sent()).to.deep.equal([]);
    expect(box.value).to.have.length(102);
    expect(words(one('[role=alert]'))).to.contain('100 characters');
    await type('a'.repeat(100));
    expect(all('[role=alert]')).to.have.length(0);
    await key('Enter');
    expect(sent()).to.deep.equal(['a'.repeat(100)]);
  });
});

describe('a message that was sent too early', () => {
  it('can be taken back for a while, with its text', async () => {
    const { box, key, type, one, all, chat, commands, isAccessible } = await draw({ undoSend: 8000 });
    await type('too early');
    await key('Enter');
    await waitUntil(() => all('[part=held]').length === 1);
    expect(words(one('[part=held]'))).to.contain('Sending in 8 seconds');
    expect(chat.messages().at(-1)?.delivery).to.equal('pending');
    await isAccessible();
    await type('and more');
    one('[part=held] button:first-of-type').click();
    await waitUntil(() => all('[part=held]').length === 0 && chat.messages().length === 0);
    await waitUntil(() => box.value === 'too early\nand more');
    expect(commands.filter(({ type }) => type === 'send-message')).to.deep.equal([]);
  });

  it('is taken back to before the draft, though an earlier message is shown in its place', async () => {
    const { box, key, type, one, all, chat } = await draw({ undoSend: 8000 });
    await type('too early');
    await key('Enter');
    await waitUntil(() => all('[part=held]').length === 1);
    await type('and more');
    box.setSelectionRange(0, 0);
    await key('ArrowUp');
    await waitUntil(() => box.value === 'too early');
    one('[part=held] button:first-of-type').click();
    await waitUntil(() => chat.messages().length === 0);
    await waitUntil(() => box.value === 'too early\nand more');
  });

  it('goes at once when the visitor says so, and comes back with Ctrl+Z', async () => {
    const { box, key, type, one, all, chat, commands } = await draw({ undoSend: 8000 });
    await type('now');
    await key('Enter');
    await waitUntil(() => all('[part=held]').length === 1);
    one('[part=held] button:last-of-type').click();
    await waitUntil(() => commands.some(({ type }) => type === 'send-message'));
    await waitUntil(() => all('[part=held]').length === 0);
    await type('oops');
    await key('Enter');
    await waitUntil(() => all('[part=held]').length === 1);
    expect(await key('z', { ctrlKey: true })).to.equal(false);
    await waitUntil(() => box.value === 'oops' && chat.messages().length === 1);
  });
});
