import { expect } from '@open-wc/testing';
import type { Message } from '../../src/protocol/message.js';
import '../parts/built-in.js';
import type { Part } from '../../src/protocol/part.js';
import { copyMessage, wordsOf } from './finding/copy-message.js';
import { plainWords } from './plain-words.js';
import { matchesIn } from './search/matches.js';

const said = (author: Message['author'], ...parts: readonly Part[]): Message => ({
  id: author,
  author,
  parts,
  delivery: 'delivered',
  streaming: false,
});
const joined = said('system', { type: 'notice', event: 'joined', name: 'Mara' });
const german = { 'notice.joined': (name: string) => `${name} ist da` };

/** Where the words would be put. */
async function copied(message: Message): Promise<{ readonly isCopied: boolean; readonly words: string | undefined }> {
  let words: string | undefined;
  const writeText = async (text: string): Promise<void> => void (words = text);
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  const isCopied = await copyMessage(message, document.createElement('p'), document, {});
  Reflect.deleteProperty(navigator, 'clipboard');
  return { isCopied, words };
}

describe('the words of a message', () => {
  it('are the names of its files too, without what hides in them', async () => {
    const files = ['invoice.pdf', 'photo\u202egpj.exe'].map((name) => ({ name, url: 'https://a.example/1' }));
    const nameless = { ...said('user'), attachments: [{ url: 'https://a.example/1?secret' }] };
    expect(plainWords(nameless, {}), 'nobody sees an address').to.equal('');
    const only = { ...said('user'), attachments: files };
    const both = { ...said('agent', { type: 'text', text: 'Here you are' }), attachments: files };
    expect(matchesIn([only, both], 'invoice.pdf')).to.deep.equal(['user', 'agent']);
    expect(plainWords(both, {})).to.equal('Here you are\ninvoice.pdf\nphotogpj.exe');
    expect(await copied(only)).to.deep.equal({ isCopied: true, words: 'invoice.pdf\n\nphotogpj.exe' });
  });

  it('are not copied where there are none: what was on the clipboard stays', async () => {
    expect(await copied(said('bot'))).to.deep.equal({ isCopied: false, words: undefined });
  });

  it('have no marks of others, and every sign of the visitor', () => {
    const part: Part = { type: 'text', text: '**Two** [rooms](https://a.example)' };
    expect(plainWords(said('bot', part), {})).to.equal('Two rooms');
    expect(plainWords(said('user', part), {})).to.equal(part.text);
  });

  it('are found as they are written, where a sign is no mark', () => {
    const code = said('bot', { type: 'code', code: 'rooms[0] * nights_left' });
    const named = said('agent', { type: 'text', text: 'C# and snake_case, **really**' });
    expect(matchesIn([code], 'rooms[0] * nights_left')).to.have.length(1);
    for (const words of ['c#', 'snake_case', 'case, really'])
      expect(matchesIn([named], words), words).to.have.length(1);
  });

  it('say what happened in the words of the interface, where they are passed, searched and copied', () => {
    expect(plainWords(joined, german)).to.equal('Mara ist da');
    expect(wordsOf(joined, german)).to.equal('Mara ist da');
    expect(matchesIn([joined], 'ist da', german)).to.deep.equal(['system']);
    expect(matchesIn([joined], 'joined', german)).to.deep.equal([]);
    expect(matchesIn([joined], 'joined', {}), 'in another language').to.deep.equal(['system']);
  });
});
