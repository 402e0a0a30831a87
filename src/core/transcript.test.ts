import { expect } from '@open-wc/testing';
import type { Message } from '../protocol/message.js';
import { writeTranscript } from './transcript.js';

const messages: readonly Message[] = [
  {
    id: '1',
    author: 'user',
    parts: [{ type: 'text', text: '<script>alert(1)</script>' }],
    delivery: 'delivered',
    streaming: false,
  },
  {
    id: '2',
    author: 'bot',
    name: 'A"&<b>',
    parts: [{ type: 'poll', fallback: 'A poll' }],
    delivery: 'delivered',
    streaming: false,
  },
];
const options = { title: 'Chat <1>', locale: 'en', nameOf: () => 'You' };

describe('a transcript', () => {
  it('says in text who said what, and what could not be drawn', () => {
    expect(writeTranscript.text(messages, options)).to.equal(
      'Chat <1>\n\nYou\n<script>alert(1)</script>\n\nA"&<b>\nA poll\n',
    );
  });
  it('escapes everything in HTML', () => {
    const page = new DOMParser().parseFromString(writeTranscript.html(messages, options), 'text/html');
    expect(page.querySelectorAll('script, b')).to.have.length(0);
    expect([...page.querySelectorAll('p')].map((p) => p.textContent)).to.deep.equal([
      '<script>alert(1)</script>',
      'A poll',
    ]);
  });
  it('is JSON that reads back', () => {
    expect(JSON.parse(writeTranscript.json(messages, options)).messages).to.deep.equal(messages);
  });
});
