import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reactVersions, serverWith } from '../../test/react/bundle.js';

for (const version of reactVersions) {
  const server = await serverWith(version);
  describe(`on a server, with React ${version}`, () => {
    it('is that React', () => assert.equal(server.version.split('.')[0], String(version)));

    it('draws an empty chat, and connects to nothing', () => {
      assert.equal(typeof globalThis.document, 'undefined');
      const html = server.chat({ options: { token: 'tok', apiUrl: 'http://127.0.0.1:9' } });
      assert.match(html, /<ol data-session="none" data-error="none"><\/ol><output>idle<\/output>/);
      assert.match(html, /<button lang="en">en<\/button>/);
    });

    it('draws the element as a tag, with what is no setting', () => {
      const html = server.widget({ widgetKey: 'demo', layout: 'inline', getToken: async () => 'secret' });
      assert.equal(html, '<chat-widget class="mine" id="chat" data-place="here"></chat-widget>');
    });

    it('says what is missing where it is drawn', () =>
      assert.throws(() => server.chat({ options: {} }), { code: 'bad-config' }));
  });
}
