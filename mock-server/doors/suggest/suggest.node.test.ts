import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testServer } from '../../test-server.js';

const { get } = await testServer();

describe('GET /stentor/suggest', () => {
  it('tells what may be meant, and what of it was written', async () => {
    const answer = await get('/stentor/suggest?size=5&queryText=breakfast%20IS&activeContexts=a');
    assert.equal(answer.status, 200);
    const { suggestions } = await answer.json();
    assert.deepEqual(
      suggestions.map(({ suggestion }: { suggestion: string }) => suggestion),
      ['When is breakfast served?', 'Is breakfast included?'],
    );
    assert.deepEqual(suggestions[1].format, [{ bold: { start: 0, end: 2 } }, { bold: { start: 3, end: 12 } }]);
  });

  for (const query of ['', '?queryText=', '?queryText=unheard', '?size=0&queryText=', '?size=x&queryText=zzz'])
    it(`has nothing to say to “${query}”`, async () => {
      assert.deepEqual(await (await get(`/stentor/suggest${query}`)).json(), { suggestions: [] });
    });
});
