import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { managementServer, refused } from './management-server.js';

const W = '/integration/widget';
type Server = ReturnType<typeof managementServer>;
const configOf = async ({ config }: Server, key: string) =>
  (await (await config(key)).json()) as Record<string, unknown>;

describe('a blueprint', () => {
  it('says what its widgets do not say themselves, now and whenever it changes', async () => {
    const server = managementServer();
    const { create, good, post, fetched } = server;
    const blueprint = await create({ name: 'Brand', title: 'Brand', intro: 'Ask', voiceIn: true, botId: 'bot-1', theme: { primaryColor: 'red', radius: 4 } }, 'alice', '/blueprint'); // prettier-ignore
    const own = await create({ blueprintId: blueprint, title: 'Own', theme: { radius: 8 } });
    const plain = await create({ blueprintId: blueprint, name: 'Plain' });
    const { title, intro, theme, name, inherited } = await fetched(own);
    assert.deepEqual([title, intro, theme, name], ['Own', 'Ask', { primaryColor: 'red', radius: 8 }, undefined]);
    assert.deepEqual(inherited, ['botId', 'intro', 'voiceIn']);
    assert.equal((await configOf(server, plain))['title'], 'Brand');

    await good(post(`/blueprint/${blueprint}/update`, { title: 'Rebrand', intro: 'Just ask', voiceIn: null }));
    assert.deepEqual(
      [(await configOf(server, own))['title'], (await configOf(server, plain))['title']],
      ['Own', 'Rebrand'],
    );
    assert.equal((await configOf(server, own))['intro'], 'Just ask');
    assert.equal((await configOf(server, own))['voiceIn'], undefined);
    await good(post(`${W}/${own}/update`, { title: null }));
    assert.equal((await configOf(server, own))['title'], 'Rebrand', 'what is taken away is inherited again');

    await good(post(`${W}/${plain}/update`, { blueprintId: null }));
    assert.equal((await configOf(server, plain))['title'], undefined);
    await good(post(`/blueprint/${blueprint}/delete`));
    assert.equal((await configOf(server, own))['title'], undefined);
  });

  it('gives a widget its bot, and its pages', async () => {
    const { create, good, post, session, config } = managementServer();
    const blueprint = await create({ origin: 'https://shop.example' }, 'alice', '/blueprint');
    const id = await create({ blueprintId: blueprint });
    const origin = { origin: 'https://shop.example' };
    assert.match(await refused(session(id, {}, origin), 400), /no bot/);
    await good(post(`/blueprint/${blueprint}/update`, { botId: 'bot-1' }));
    await good(session(id, {}, origin));
    await refused(session(id, {}, { origin: 'https://evil.example' }), 403);
    assert.equal((await config(id, { origin: 'https://evil.example' })).status, 403);
    assert.equal((await config(id, origin)).status, 200);
  });

  it('of somebody else says nothing', async () => {
    const server = managementServer();
    const theirs = await server.create({ title: 'Secret', botId: 'bot-1' }, 'bob', '/blueprint');
    const mine = await server.create({ blueprintId: theirs }, 'alice');
    assert.equal((await configOf(server, mine))['title'], undefined);
    await refused(server.session(mine), 400);
    await refused(server.get(`/blueprint/${theirs}/fetch`, 'alice'), 404);
  });

  it('and a bot are made, changed, listed, copied and taken away', async () => {
    const { create, fetched, good, post, list, session } = managementServer();
    const blueprint = await create({ name: 'B', visibility: 'private', alias: 'b' }, 'alice', '/blueprint');
    const { id: copy } = await good(post(`/blueprint/${blueprint}/clone`));
    assert.equal((await fetched(copy, 'alice', '/blueprint'))['name'], 'B');
    assert.equal((await list('', 'alice', '/blueprint')).items.length, 2);
    const bot = await create({ name: 'Bo', model: 'm', backstory: 'x', blueprintId: blueprint }, 'alice', '/bot');
    assert.deepEqual(
      (await list(`?blueprintId=${blueprint}`, 'alice', '/bot')).items.map(({ id }) => id),
      [bot],
    );
    await good(post(`/bot/${bot}/update`, { name: 'Bob' }));
    assert.equal((await fetched(bot, 'alice', '/bot'))['name'], 'Bob');
    const widget = await create({ botId: bot });
    await good(session(widget));
    await good(post(`/bot/${bot}/delete`));
    await refused(session(widget), 400, 'the bot is gone');
  });
});

describe('a clone', () => {
  it('is the same widget under another id, and lives by itself', async () => {
    const server = managementServer();
    const { create, fetched, good, post, pass, session } = server;
    const blueprint = await create({ title: 'Brand', botId: 'bot-1' }, 'alice', '/blueprint');
    const said = { name: 'Shop', meta: { a: 1 }, blueprintId: blueprint, intro: 'Ask', plugins: 'one', voiceIn: true };
    const id = await create({ ...said, alias: 'shop' });
    await good(post(`${W}/${id}/file/logo/attach`, { type: 'bot' }));
    await good(session(id));
    pass(1000);
    const { id: copy } = await good(post(`${W}/${id}/clone`));
    assert.notEqual(copy, id);
    const { alias, createdAt, updatedAt, ...original } = await fetched(id);
    const cloned = await fetched(copy);
    assert.deepEqual({ ...cloned, id, createdAt, updatedAt }, { ...original, createdAt, updatedAt });
    assert.ok(alias === 'shop' && Number(cloned['createdAt']) > Number(createdAt));

    await good(post(`/blueprint/${blueprint}/update`, { title: 'Rebrand' }));
    assert.equal((await configOf(server, copy))['title'], 'Rebrand');
    await good(post(`${W}/${copy}/update`, { intro: 'Mine' }));
    assert.equal((await fetched(id))['intro'], 'Ask');
    await good(post(`${W}/${id}/delete`));
    await good(session(copy));
  });

  it('counts apart, and so does its owner', async () => {
    const { create, good, post, get, session, list } = managementServer();
    const id = await create({ botId: 'bot-1' });
    await good(session(id, { messages: [{ type: 'user', text: 'hello' }] }));
    const { id: copy } = await good(post(`${W}/${id}/clone`));
    const usage = (widget: string) => good<Record<string, unknown>>(get(`${W}/${widget}/usage/fetch`));
    assert.equal((await usage(id))['conversations'], 1);
    const none = { conversations: 0, messages: 0, upvotes: 0, downvotes: 0, voiceMinutes: 0 };
    assert.deepEqual(await usage(copy), { id: copy, ...none });
    assert.equal((await list('', 'alice', `${W}/${copy}/conversation`)).items.length, 0);
    assert.equal((await list('', 'alice', `${W}/${id}/conversation`)).items.length, 1);
  });

  it('of a seed belongs to whoever made it', async () => {
    const { good, post, get } = managementServer();
    const { id } = await good(post(`${W}/demo/clone`, {}, 'bob'));
    await refused(get(`${W}/${id}/fetch`, 'alice'), 404);
  });
});

describe('a file', () => {
  it('is attached to a slot, shared by clones, and taken off again', async () => {
    const server = managementServer();
    const { create, fetched, good, post } = server;
    const file = await create({ name: 'Logo' }, 'alice', '/file');
    const id = await create({ botId: 'bot-1' });
    const reply = await good<object>(post(`${W}/${id}/file/${file}/attach`, { type: 'bot' }));
    assert.deepEqual(reply, { id: file, type: 'bot', widgetIntegrationId: id });
    const { id: copy } = await good(post(`${W}/${id}/clone`));
    assert.deepEqual((await fetched(copy))['files'], { bot: file });
    assert.equal((await configOf(server, id))['avatarUrl'], undefined);

    await good(post(`/file/${file}/upload`, { file: 'https://shop.example/logo.png' }));
    for (const widget of [id, copy])
      assert.equal((await configOf(server, widget))['avatarUrl'], 'https://shop.example/logo.png');
    await good(post(`${W}/${id}/file/${file}/detach`, { type: 'bot' }));
    assert.equal((await configOf(server, id))['avatarUrl'], undefined);
    assert.equal((await configOf(server, copy))['avatarUrl'], 'https://shop.example/logo.png');
    await good(post(`${W}/${copy}/file/${file}/detach`, ''));
    await refused(post(`${W}/${copy}/file/${file}/detach`), 404);
  });

  it('is refused in no slot, under no id, and from nowhere', async () => {
    const { create, post } = managementServer();
    const id = await create();
    for (const type of [undefined, 'hat', 7, 'constructor'])
      await refused(post(`${W}/${id}/file/f/attach`, { type }), 400);
    for (const file of ['a%2fb', 'a%00', 'x'.repeat(101)])
      await refused(post(`${W}/${id}/file/${file}/attach`, { type: 'bot' }), 400);
    const file = await create({ name: 'Logo' }, 'alice', '/file');
    for (const source of [
      'javascript:alert(1)',
      'data:image/svg+xml;base64,AA==',
      'data:text/html,x',
      'logo.png',
      7,
      undefined,
    ])
      await refused(post(`/file/${file}/upload`, { file: source }), 400, String(source));
  });
});

describe('a deleted widget', () => {
  it('stops at once wherever it stands, with a line that says so', async () => {
    const server = managementServer();
    const { create, good, post, session, config, call } = server;
    const id = await create({ alias: 'shop', botId: 'bot-1' });
    const { conversationId, token } = await good<Record<string, string>>(session(id));
    const etag = (await config(id)).headers.get('etag') ?? '';
    await good(post(`${W}/${id}/delete`));
    for (const key of [id, 'shop']) {
      const answer = await config(key, { 'if-none-match': etag });
      assert.equal(answer.status, 200);
      assert.deepEqual(await answer.json(), { disabled: true });
      assert.match(await refused(session(key), 404), /deleted/);
    }
    const goesOn = call('POST', `/v1/conversation/${String(conversationId)}/complete`, { text: 'still there?' }, token);
    assert.match(await refused(goesOn, 404), /deleted/);
  });

  it('leaves its conversations to its owner, and its bot', async () => {
    const { create, good, post, session, list, fetched } = managementServer();
    const id = await create({ botId: 'bot-1' });
    const { conversationId } = await good<Record<string, string>>(session(id));
    await good(post(`${W}/${id}/delete`));
    const { items } = await list(`?meta.widgetIntegrationId=${id}`, 'alice', '/conversation');
    assert.deepEqual(
      items.map((each) => each.id),
      [conversationId],
    );
    assert.equal((await fetched('bot-1', 'alice', '/bot'))['name'], 'Northwind');
  });
});

describe('the config of a widget', () => {
  it('is another with every change, of its own or of its blueprint’s', async () => {
    const { create, good, post, config } = managementServer();
    const blueprint = await create({ title: 'Brand' }, 'alice', '/blueprint');
    const id = await create({ alias: 'shop', blueprintId: blueprint });
    const seen = new Set<string>();
    const look = async () => {
      const etag = (await config('shop')).headers.get('etag') ?? '';
      assert.equal((await config('shop', { 'if-none-match': etag })).status, 304);
      assert.ok(etag && !seen.has(etag), etag);
      seen.add(etag);
    };
    await look();
    for (const [path, body] of [
      [`${W}/${id}/update`, { intro: 'Ask' }],
      [`/blueprint/${blueprint}/update`, { title: 'Rebrand' }],
      [`${W}/${id}/update`, { disabled: true }],
      [`${W}/${id}/update`, { language: 'de' }],
      [`${W}/${id}/delete`, {}],
    ] as const) {
      await good(post(path, body));
      await look();
    }
  });

  it('leads to this server, and tells nothing of who owns it', async () => {
    const server = managementServer();
    const id = await server.create({ name: 'Internal', description: 'x', meta: { a: 1 }, botId: 'bot-1', title: 'Hi' });
    assert.deepEqual(await configOf(server, id), { transport: 'chatbotkit', url: '/v1', widgetId: id, title: 'Hi' });
  });
});
