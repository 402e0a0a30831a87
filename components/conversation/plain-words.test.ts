import { expect } from '@open-wc/testing';
import type { Message } from '../../src/protocol/message.js';
import '../parts/built-in.js';
import type { Part } from '../../src/protocol/part.js';
import { wordsOf } from './finding/copy-message.js';
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

describe('the words of a message', () => {
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
