import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { managementServer, refused, type Item } from './management-server.js';

const W = '/integration/widget';
const namesOf = (items: readonly Item[]) => items.map(({ id, name }) => name ?? id);

async function five() {
  const server = managementServer();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await server.create({ name });
  return server;
}

describe('a list', () => {
  it('has the newest first, or last', async () => {
    const { list } = await five();
    assert.deepEqual(namesOf((await list()).items), ['e', 'd', 'c', 'b', 'a', 'disabled', 'demo']);
    assert.deepEqual(namesOf((await list('?order=asc&take=3')).items), ['demo', 'disabled', 'a']);
    assert.deepEqual(namesOf((await list('?order=desc&take=1')).items), ['e']);
  });

  for (const order of ['asc', 'desc'])
    it(`is walked through page by page (${order}), whatever is made and taken away meanwhile`, async () => {
      const { list, create, good, post } = await five();
      const walked: unknown[] = [];
      let cursor = '';
      do {
        const page = await list(`?take=2&order=${order}&cursor=${cursor}`);
        assert.ok(page.items.length <= 2);
        walked.push(...namesOf(page.items));
        cursor = page.cursor;
        if (walked.length === 2) {
          // The very one that the cursor stands at.
          await good(post(`${W}/${page.items.at(-1)?.id ?? ''}/delete`));
          if (order === 'desc') await create({ name: 'late' });
        }
      } while (cursor !== '');
      const all = ['demo', 'disabled', 'a', 'b', 'c', 'd', 'e'];
      assert.deepEqual(walked, order === 'asc' ? all : all.toReversed());
    });

  it('has twenty-five, and at most a hundred where more are asked for', async () => {
    const { list, backend, get } = managementServer();
    for (let count = 0; count < 200; count += 1) backend.store.put('bots', { id: `b${count}` });
    assert.equal((await list('', 'k', '/bot')).items.length, 25);
    assert.equal((await list('?take=100', 'k', '/bot')).items.length, 100);
    assert.equal((await list('?take=5000', 'k', '/bot')).items.length, 100);
    for (const take of ['0', '-1', '1.5', 'many', '', '1e3', '9'.repeat(20)])
      await refused(get(`/bot/list?take=${take}`), 400, take);
  });

  it('is filtered by metadata, however that is written', async () => {
    const { list, create } = managementServer();
    await create({ name: 'one', meta: { client: 'acme', stage: 'live', count: 7, on: true, deep: { x: 1 } } });
    await create({ name: 'two', meta: { client: 'acme' } });
    await create({ name: 'three', meta: { client: 'other' } });
    const found = async (query: string) => namesOf((await list(`?${query}`)).items);
    assert.deepEqual(await found('meta[client]=acme'), ['two', 'one']);
    assert.deepEqual(await found('meta.client=acme'), ['two', 'one']);
    assert.deepEqual(await found(`meta=${encodeURIComponent('{"client":"acme"}')}`), ['two', 'one']);
    assert.deepEqual(await found('meta[client]=acme&meta[stage]=live'), ['one']);
    assert.deepEqual(await found('meta[count]=7&meta[on]=true'), ['one']);
    assert.deepEqual(await found('meta[client]=acme&take=1'), ['two']);
    for (const none of ['meta[client]=Acme', 'meta[nothing]=', 'meta[toString]=x', 'meta[deep]=[object Object]'])
      assert.deepEqual(await found(none), [], none);
  });

  it('is filtered by blueprint and bot', async () => {
    const { list, create } = managementServer();
    await create({ name: 'one', blueprintId: 'bp-1', botId: 'bot-1' });
    await create({ name: 'two', blueprintId: 'bp-2', botId: 'bot-1' });
    assert.deepEqual(namesOf((await list('?blueprintId=bp-1')).items), ['one']);
    assert.deepEqual(namesOf((await list('?blueprintId=bp-2&botId=bot-1')).items), ['two']);
    assert.deepEqual(namesOf((await list('?blueprintId=nothing')).items), []);
  });

  it('is not asked for anything else', async () => {
    const { get } = managementServer();
    for (const query of [
      '_expand=bot',
      '_embed=bots',
      'owner=x',
      'q=x',
      'order=up',
      'order=asc&order=desc',
      'cursor=../x',
      'cursor=-1',
      'meta=x',
      'meta=[]',
      'meta={"__proto__":{"a":1}}',
      'meta[a]=1&meta[a]=2',
      '__proto__=x',
    ])
      await refused(get(`${W}/list?${query}`), 400, query);
  });

  it('comes as lines where those are taken: all of it, or as many as are asked for', async () => {
    const { get } = await five();
    const linesOf = async (query: string, accept = 'application/jsonl') => {
      const answer = await get(`${W}/list${query}`, 'alice', { accept });
      assert.equal(answer.headers.get('content-type'), 'application/jsonl');
      return (await answer.text()).split('\n').map((line) => {
        const { type, data } = JSON.parse(line) as { readonly type: string; readonly data: Item };
        assert.equal(type, 'item');
        return data.name ?? data.id;
      });
    };
    assert.deepEqual(await linesOf(''), ['e', 'd', 'c', 'b', 'a', 'disabled', 'demo']);
    assert.deepEqual(await linesOf('?take=2&order=asc'), ['demo', 'disabled']);
    assert.deepEqual(await linesOf('?take=1', 'text/html, application/jsonl;q=0.9'), ['e']);
    assert.match(
      (await get(`${W}/list`, 'alice', { accept: '*/*' })).headers.get('content-type') ?? '',
      /^application\/json/,
    );
    const nothing = await get(`${W}/list?meta[a]=b`, 'alice', { accept: 'application/jsonl' });
    assert.equal(await nothing.text(), '');
  });
});
