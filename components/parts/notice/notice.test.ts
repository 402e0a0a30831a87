import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { staged, words } from '../../foundation/fakes/stage.js';
import { noticeExample } from './notice.example.js';
import { registerPart, textOf } from '../registry.js';
import { notice, type NoticePart } from './notice.part.js';
import type { ChatNotice } from './notice.js';
import './notice.js';

const draw = (data: NoticePart) => staged<ChatNotice>(html`<chat-notice .data=${data}></chat-notice>`);

describe('<chat-notice>', () => {
  it('is accessible', async () => {
    for (const scheme of ['light', 'dark']) {
      const { element, isAccessible } = await draw(noticeExample);
      const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
      host.style.colorScheme = scheme;
      host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
      await isAccessible();
    }
  });

  it('is in the words of the interface where only its words are wanted, else English', () => {
    registerPart(notice);
    const joined: NoticePart = { type: 'notice', event: 'joined', name: 'Mara' };
    expect(textOf(joined, { 'notice.joined': (name) => `${name} ist da` })).to.equal('Mara ist da');
    expect(textOf(joined)).to.equal('Mara joined the chat');
  });

  it('stays in the language of the interface, whatever its message is said in', async () => {
    const { one } = await staged<ChatNotice>(html`<chat-notice lang="ja" .data=${noticeExample}></chat-notice>`);
    expect(one('[part=notice]').lang).to.equal('en');
  });

  const lines: readonly (readonly [Omit<NoticePart, 'type'>, string])[] = [
    [{ event: 'joined', name: 'Mara' }, 'Mara joined the chat'],
    [{ event: 'joined' }, 'A person joined the chat'],
    [{ event: 'left', name: 'Mara' }, 'Mara left the chat'],
    [{ event: 'left' }, 'The person left the chat'],
    [{ event: 'handoff' }, 'A person will take over.'],
    [{ event: 'handback' }, 'The assistant answers again.'],
    [{ event: 'queue', position: 3 }, 'You are number 3 in line.'],
    [{ event: 'queue', position: 1 }, 'You are next in line.'],
    [{ event: 'queue' }, 'You are in line.'],
    [{ event: 'queue', position: -2 }, 'You are in line.'],
    [{ event: 'ended' }, 'The conversation has ended.'],
    [{ event: 'joined', name: '\u202e\u200b ' }, 'A person joined the chat'],
    [{ event: 'joined', name: 'Sup\u202etroppu\u202c' }, 'Suptroppu joined the chat'],
    [{ event: 'joined', name: '<b>x</b>' }, '<b>x</b> joined the chat'],
  ];
  for (const [data, line] of lines)
    it(`says “${line}”`, async () => {
      const { element } = await draw({ type: 'notice', ...data });
      expect(words(element)).to.equal(line);
      expect(notice.toText?.({ type: 'notice', ...data })).to.equal(line);
    });

  it('runs as the chat does, whoever it is about', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { element, one } = await draw({ type: 'notice', event: 'joined', name: dir === 'rtl' ? 'Mara' : 'مارا' });
      element.dir = dir;
      expect(getComputedStyle(one('p')).direction).to.equal(dir);
    }
  });

  it('keeps a name of any length within its line', async () => {
    const { element } = await draw({ type: 'notice', event: 'joined', name: 'Donaudampfschifffahrt'.repeat(40) });
    element.style.inlineSize = '288px';
    expect(words(element).length).to.be.lessThan(100);
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });
});

describe('the notice part', () => {
  it('accepts its example', () => expect(notice.accepts(noticeExample)).to.equal(true));
  for (const bad of [{ event: 'constructor' }, {}, { event: 'joined', name: 7 }, { event: 'queue', position: '3' }])
    it(`refuses ${JSON.stringify(bad)}`, () => expect(notice.accepts({ type: 'notice', ...bad })).to.equal(false));
});
