import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { managementServer, refused, type Item } from './management-server.js';

const W = '/integration/widget';
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

describe('a widget integration', () => {
  it('is made, read, changed and taken away', async () => {
    const { create, fetched, good, post, get, pass, now } = managementServer();
    const id = await create({ name: 'Shop', botId: 'bot-1', title: 'Hi', voiceIn: true, sessionDuration: 1_800_000 });
    const made = await fetched(id);
    assert.deepEqual(made, {
      id,
      name: 'Shop',
      botId: 'bot-1',
      title: 'Hi',
      voiceIn: true,
      sessionDuration: 1_800_000,
      createdAt: now(),
      updatedAt: now(),
    });
    pass(1000);
    assert.deepEqual(await good(post(`${W}/${id}/update`, { title: 'Hello', intro: 'Ask' })), { id });
    assert.deepEqual(await fetched(id), { ...made, title: 'Hello', intro: 'Ask', updatedAt: now() });
    assert.deepEqual(await good(post(`${W}/${id}/delete`)), { id });
    await refused(get(`${W}/${id}/fetch`), 404);
    for (const deed of ['update', 'delete', 'clone', 'setup']) await refused(post(`${W}/${id}/${deed}`), 404, deed);
  });

  it('hears every field of the vendor’s, and no others', async () => {
    const { create, fetched } = managementServer();
    const texts = ['theme', 'layout', 'title', 'intro', 'initial', 'placeholder', 'origin', 'plugins', 'description'];
    const switches =
      'stream verbose tools unfurl math carousel form attachments autoScroll startFirst contactCollection exportConversation restartConversation maximize messagePeek voiceIn voiceOut poweredBy';
    const said = {
      ...Object.fromEntries(texts.map((name) => [name, `a ${name}`])),
      ...Object.fromEntries(switches.split(' ').map((name) => [name, false])),
      alias: 'shop',
      name: 'Shop',
      meta: { client: 'acme', nested: { deep: [1, null] } },
      blueprintId: 'bp-1',
      botId: 'bot-1',
      sessionDuration: 0,
      language: 'de, fr-CA',
    };
    const id = await create({
      ...said,
      id: 'mine',
      owner: 'bob',
      createdAt: 1,
      updatedAt: 1,
      files: {},
      invented: true,
    });
    const { createdAt, updatedAt, ...kept } = await fetched(id);
    assert.deepEqual(kept, { id, ...said });
    assert.ok(Number(createdAt) > 1 && updatedAt === createdAt);
    assert.notEqual(id, 'mine');
  });

  const wrong: readonly (readonly [what: string, body: unknown])[] = [
    ['a title that is no text', { title: 7 }],
    ['a title that is too long', { title: 'x'.repeat(201) }],
    ['an intro that is too long', { intro: 'x'.repeat(10_001) }],
    ['a switch in words', { voiceIn: 'true' }],
    ['a duration below nothing', { sessionDuration: -1 }],
    ['a duration above an hour', { sessionDuration: 3_600_001 }],
    ['a duration in words', { sessionDuration: '1800000' }],
    ['no languages', { language: 'not a language!' }],
    ['too many languages', { language: Array(41).fill('de').join() }],
    ['meta that is a list', { meta: [] }],
    ['an alias with a path in it', { alias: '../demo' }],
    ['an alias that is too long', { alias: 'x'.repeat(65) }],
    ['a bot that is no id', { botId: '../bot-1' }],
    ['a prototype', '{"__proto__": {"disabled": true}}'],
    ['a prototype far down', '{"meta": {"a": [{"constructor": 1}]}}'],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing but null', 'null'],
    ['deep nesting', `${'{"meta":'.repeat(40)}1${'}'.repeat(40)}`],
  ];
  for (const [what, body] of wrong)
    it(`is refused with ${what}, made or changed`, async () => {
      const { post, create, fetched } = managementServer();
      await refused(post(`${W}/create`, body), 400, what);
      const id = await create({ title: 'Hi' });
      const before = await fetched(id);
      await refused(post(`${W}/${id}/update`, body), 400, what);
      assert.deepEqual(await fetched(id), before);
      assert.deepEqual(Object.keys(Object.prototype), []);
    });

  it('is refused where the body is larger than a body may be', async () => {
    const { post, list } = managementServer();
    await refused(post(`${W}/create`, { title: 'x'.repeat(300_000) }), 413);
    assert.deepEqual(idsOf((await list()).items), ['disabled', 'demo']);
  });

  it('loses what is set to null', async () => {
    const { create, fetched, good, post } = managementServer();
    const id = await create({ title: 'Hi', alias: 'shop', botId: 'bot-1', intro: null });
    await good(post(`${W}/${id}/update`, { title: null, alias: '', meta: null }));
    assert.deepEqual(Object.keys(await fetched(id)).sort(), ['botId', 'createdAt', 'id', 'updatedAt']);
  });

  it('is also found by its alias, which nothing else has', async () => {
    const { create, fetched, good, post } = managementServer();
    const id = await create({ alias: 'shop' });
    assert.equal((await fetched('shop')).id, id);
    const other = await create();
    for (const alias of ['shop', 'demo', id]) {
      await refused(post(`${W}/create`, { alias }), 409, alias);
      await refused(post(`${W}/${other}/update`, { alias }), 409, alias);
      await refused(post(`${W}/create`, { alias }, 'bob'), 409, alias);
    }
    await good(post(`${W}/${id}/update`, { alias: 'shop', title: 'Still me' }));
    await good(post(`${W}/${id}/delete`));
    await good(post(`${W}/${other}/update`, { alias: 'shop' }));
    assert.equal((await fetched('shop')).id, other);
  });

  it('is not found under odd names', async () => {
    const { get, post } = managementServer();
    for (const id of ['nobody', '__proto__', 'constructor', 'DEMO', '%2e%2e', '..%2fdemo', 'demo%00', '%20', 'list']) {
      await refused(get(`${W}/${id}/fetch`), 404, id);
      await refused(post(`${W}/${id}/update`, { title: 'x' }), 404, id);
    }
    await refused(get(W), 404);
    await refused(get(`${W}/demo`), 404);
    await refused(post(`${W}/demo`), 404);
  });

  it('keeps all that is changed at once', async () => {
    const { create, fetched, good, post } = managementServer();
    const id = await create({ alias: 'busy' });
    const names = ['title', 'intro', 'initial', 'placeholder', 'layout', 'name', 'description', 'subtitle'];
    await Promise.all(names.map((name) => good(post(`${W}/${id}/update`, { [name]: name }))));
    const after = await fetched(id);
    assert.deepEqual(
      names.map((name) => after[name]),
      names,
    );
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(`${W}/create`, { alias: 'only-one' })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409, 409, 409, 409, 409]);
    const gone = await Promise.all([1, 2, 3].map(() => post(`${W}/${id}/delete`)));
    assert.deepEqual(gone.map(({ status }) => status).sort(), [200, 404, 404]);
  });

  it('is not made without end', async () => {
    const { backend, post } = managementServer();
    for (let count = backend.store.all('widgets').length; count < 1000; count += 1)
      backend.store.put('widgets', { id: `w${count}` });
    await refused(post(`${W}/create`, {}), 403);
  });
});

describe('an API key', () => {
  it('is wanted by every route', async () => {
    const { call } = managementServer();
    const session = `${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}`;
    for (const [method, path] of [
      ['GET', `${W}/list`],
      ['GET', `${W}/demo/fetch`],
      ['GET', `${W}/demo/usage/fetch`],
      ['GET', `${W}/demo/conversation/list`],
      ['POST', `${W}/create`],
      ['POST', `${W}/demo/update`],
      ['POST', `${W}/demo/clone`],
      ['POST', `${W}/demo/setup`],
      ['POST', `${W}/demo/delete`],
      ['POST', `${W}/demo/file/f/attach`],
      ['POST', `${W}/demo/file/f/detach`],
      ['GET', '/blueprint/list'],
      ['GET', '/bot/list'],
      ['GET', '/file/list'],
      ['GET', '/contact/list'],
      ['GET', '/conversation/list'],
      ['GET', '/conversation/c/message/list'],
      ['GET', '/usage/fetch'],
    ] as const)
      for (const root of ['/v1', '/api/v1']) {
        const body = method === 'POST' ? '{' : undefined;
        await refused(call(method, root + path, body, ''), 401, path);
        await refused(call(method, root + path, body, '', { authorization: 'Basic abc' }), 401, path);
        await refused(call(method, root + path, body, '', { authorization: 'Bearer' }), 401, path);
        await refused(call(method, root + path, body, session), 403, path);
        await refused(call(method, root + path, body, 'x'.repeat(2000)), 401, path);
      }
  });

  it('is the one that the server takes, where it takes only one', async () => {
    const { get, list } = managementServer({ apiKey: 'right' });
    for (const key of ['wrong', 'righ', 'rightt', 'RIGHT']) await refused(get(`${W}/list`, key), 401, key);
    assert.equal((await list('', 'right')).items.length, 2);
  });

  it('opens an account of its own: nobody else sees or changes what is in it', async () => {
    const { create, list, get, post, fetched } = managementServer();
    const mine = await create({ title: 'Mine', alias: 'mine', botId: 'bot-1' }, 'alice');
    const theirs = await create({ title: 'Theirs' }, 'bob');
    assert.deepEqual(idsOf((await list('', 'alice')).items), [mine, 'disabled', 'demo']);
    assert.deepEqual(idsOf((await list('', 'bob')).items), [theirs, 'disabled', 'demo']);
    const before = await fetched(mine, 'alice');
    for (const id of [mine, 'mine']) {
      for (const view of ['fetch', 'usage/fetch', 'conversation/list'])
        await refused(get(`${W}/${id}/${view}`, 'bob'), 404, view);
      for (const deed of ['update', 'clone', 'setup', 'delete', 'file/f/attach', 'file/f/detach'])
        await refused(post(`${W}/${id}/${deed}`, { title: 'Stolen', type: 'bot' }, 'bob'), 404, deed);
    }
    assert.deepEqual(await fetched(mine, 'alice'), before);
  });

  it('is nowhere in what is kept or said', async () => {
    const { create, fetched, backend } = managementServer();
    const id = await create({ title: 'Mine' }, 'a-very-secret-key');
    const kept = JSON.stringify([backend.store.all('widgets'), backend.log.entries()]);
    assert.doesNotMatch(kept, /a-very-secret-key/);
    const { owner } = (await fetched(id, 'a-very-secret-key')) as Item & { readonly owner?: string };
    assert.equal(owner, undefined);
  });

  it('of anybody reads and changes the seeds', async () => {
    const { fetched, good, post } = managementServer();
    assert.equal((await fetched('demo', 'bob'))['title'], 'Northwind');
    await good(post(`${W}/demo/update`, { title: 'Southwind' }, 'carol'));
    assert.equal((await fetched('demo', 'bob'))['title'], 'Southwind');
  });
});
