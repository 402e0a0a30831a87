import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { BlueprintClient } from '@chatbotkit/sdk/blueprint';
import { BotClient } from '@chatbotkit/sdk/bot';
import { ConversationClient } from '@chatbotkit/sdk/conversation';
import { WidgetIntegrationClient } from '@chatbotkit/sdk/integration/widget';
import { UsageClient } from '@chatbotkit/sdk/usage';
import { createMockServer } from '../../../adapters/node.js';
import { testServer } from '../../../test-server.js';

const folder = await mkdtemp(join(tmpdir(), 'management-'));
after(() => rm(folder, { recursive: true }));
const { url, post } = await testServer();

const as = (secret: string) => {
  const options = { secret, baseUrl: url, retries: 0 };
  return {
    widgets: new WidgetIntegrationClient(options),
    blueprints: new BlueprintClient(options),
    bots: new BotClient(options),
    conversations: new ConversationClient(options),
    usage: new UsageClient(options),
  };
};

describe('the vendor’s own client', () => {
  it('makes, reads, changes, copies, sets up and deletes widgets', async () => {
    const { widgets } = as('crud');
    const { id } = await widgets.create({ name: 'Shop', botId: 'bot-1', language: 'de', meta: { client: 'acme' } });
    assert.equal((await widgets.fetch(id)).name, 'Shop');
    assert.deepEqual(await widgets.update(id, { title: 'Hello' }), { id });
    const { name, title, meta } = await widgets.fetch(id);
    assert.deepEqual([name, title, meta], ['Shop', 'Hello', { client: 'acme' }]);
    const copy = await widgets.clientFetch<{ readonly id: string }, never>(`/api/v1/integration/widget/${id}/clone`, { record: {} }); // prettier-ignore
    assert.equal((await widgets.fetch(copy.id)).title, 'Hello');
    assert.deepEqual(await widgets.setup(id), { id });
    assert.deepEqual(await widgets.delete(id), { id });
    await assert.rejects(async () => widgets.fetch(id), { code: 'NOT_FOUND' });
  });

  it('walks through lists, by pages and as a stream', async () => {
    const { widgets } = as('lists');
    const made: string[] = [];
    for (const client of ['acme', 'other', 'acme', 'acme'])
      made.unshift((await widgets.create({ meta: { client } })).id);
    const [fourth = '', third = '', , first = ''] = made;
    const acme = [fourth, third, first];
    const walked: string[] = [];
    let cursor = '';
    do {
      const page: { readonly items: readonly { readonly id: string }[]; readonly cursor?: string } = await widgets.list({ take: 2, cursor, meta: { client: 'acme' } }); // prettier-ignore
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.cursor ?? '';
    } while (cursor !== '');
    assert.deepEqual(walked, acme);
    const streamed: string[] = [];
    for await (const { data } of widgets.list({ meta: { client: 'acme' } }).stream()) streamed.push(data.id);
    assert.deepEqual(streamed, acme);
  });

  it('makes blueprints and bots, opens a session, and reads what became of it', async () => {
    const { widgets, blueprints, bots, conversations, usage } = as('sessions');
    const { id: botId } = await bots.create({ name: 'Bo' });
    const { id: blueprintId } = await blueprints.create({ name: 'Brand' });
    assert.equal((await blueprints.fetch(blueprintId)).name, 'Brand');
    const { id } = await widgets.create({ botId, blueprintId, contactCollection: true });
    const opened = await widgets.clientFetch<{ readonly conversationId: string; readonly token: string; readonly messages: readonly { readonly type: string }[] }, never>(`/api/v1/integration/widget/${id}/session/create`, { record: { durationInSeconds: 1800, messages: [{ type: 'user', text: 'good morning' }], contact: { email: 'ann@example.com' } } }); // prettier-ignore
    assert.deepEqual(
      opened.messages.map(({ type }) => type),
      ['user', 'bot'],
    );
    const { items } = await conversations.list({ meta: { widgetIntegrationId: id } });
    assert.deepEqual(
      items.map((each) => each.id),
      [opened.conversationId],
    );
    const { meta, contactId } = await conversations.fetch(opened.conversationId);
    assert.equal(meta?.['app'], 'widget');
    assert.equal(typeof contactId, 'string');
    const { conversations: count, messages } = await usage.fetch();
    assert.deepEqual([count, messages > 0], [1, true]);
    const said = await conversations.clientFetch<{ readonly items: readonly { readonly type: string; readonly text: string }[] }, never>(`/api/v1/conversation/${opened.conversationId}/message/list`, { query: { order: 'asc' } }); // prettier-ignore
    assert.deepEqual(
      said.items.map(({ type }) => type),
      ['user', 'bot'],
    );
    assert.equal(said.items[0]?.text, 'good morning');
  });

  it('hears in its own words what is wrong', async () => {
    const { widgets } = as('wrong');
    await assert.rejects(async () => widgets.create({ sessionDuration: -1 }), { code: 'BAD_REQUEST' });
    await assert.rejects(async () => new WidgetIntegrationClient({ secret: '', baseUrl: url }).list(), { code: 'NOT_AUTHENTICATED' }); // prettier-ignore
    const { id } = await as('owner').widgets.create({});
    await assert.rejects(async () => widgets.fetch(id), { code: 'NOT_FOUND' });
  });
});

describe('counts of a widget', () => {
  it('are of conversations, messages and votes, for its owner alone', async () => {
    const { widgets } = as('counts');
    const { id } = await widgets.create({ botId: 'bot-1' });
    const session = await (await post(`/v1/integration/widget/${id}/session/create`, {})).json();
    const bearer = { authorization: `Bearer ${session.token}` };
    const { id: message } = await (await post(`/v1/conversation/${session.conversationId}/complete`, { text: 'hello' }, bearer)).json(); // prettier-ignore
    await post(`/v1/conversation/${session.conversationId}/message/${message}/upvote`, {}, bearer);
    await post(`/v1/conversation/${session.conversationId}/message/${message}/downvote`, {}, bearer);
    const path = `/v1/integration/widget/${id}/usage/fetch`;
    const counts = await (await fetch(url + path, { headers: { authorization: 'Bearer counts' } })).json();
    const { conversations, messages, upvotes, downvotes, voiceMinutes } = counts;
    assert.deepEqual([conversations, messages, upvotes, downvotes, voiceMinutes], [1, 2, 0, 1, 0]);
    assert.equal((await fetch(url + path, { headers: { authorization: 'Bearer others' } })).status, 404);
    assert.equal((await fetch(url + path, { headers: bearer })).status, 403);
    assert.equal((await fetch(url + path)).status, 401);
  });
});

describe('a database file', () => {
  it('has all of it again after a restart', async () => {
    const db = join(folder, 'db.json');
    const first = await createMockServer({ db, assets: false });
    const before = new WidgetIntegrationClient({ secret: 'k', baseUrl: first.url });
    // The vendor’s types leave out the alias, which its API takes.
    const said = { name: 'Kept', alias: 'kept', botId: 'bot-1' };
    const kept = await before.create(said);
    const gone = await before.create({ name: 'Gone' });
    await before.delete(gone.id);
    await before.update(kept.id, { title: 'Changed' });
    const shown = await before.fetch(kept.id);
    await first.close();
    const second = await createMockServer({ db, assets: false });
    try {
      const later = new WidgetIntegrationClient({ secret: 'k', baseUrl: second.url });
      assert.deepEqual(await later.fetch(kept.id), shown);
      assert.deepEqual(await (await fetch(`${second.url}/config/${gone.id}`)).json(), { disabled: true });
      assert.equal((await (await fetch(`${second.url}/config/kept`)).json()).title, 'Changed');
      const other = new WidgetIntegrationClient({ secret: 'other', baseUrl: second.url });
      await assert.rejects(async () => other.fetch(kept.id), { code: 'NOT_FOUND' });
    } finally {
      await second.close();
    }
  });
});
