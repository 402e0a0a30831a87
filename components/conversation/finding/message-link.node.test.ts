import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkedMessage, linkTo } from './message-link.js';

describe('a link to a message', () => {
  for (const id of ['m30', 'a b', 'ä/#?&=%', '👪', '"><img>'])
    it(`leads back to ${id}, whatever the page’s own address has behind its #`, () => {
      const link = linkTo(id, { href: 'https://site.example/page?q=1#section' });
      assert.ok(link.startsWith('https://site.example/page?q=1#chat-message='));
      assert.equal(linkedMessage({ hash: new URL(link).hash }), id);
    });

  for (const hash of ['', '#', '#section', '#chat-message', '#chat-message=%E0%A4%A', '#other=1&chat-message=a'])
    it(`is not ${JSON.stringify(hash)}`, () => assert.equal(linkedMessage({ hash }), undefined));
});
