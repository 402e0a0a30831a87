import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { managementServer, refused } from './management-server.js';

const W = '/integration/widget';
type Texts = Readonly<Record<string, string>>;
type Map = Readonly<Record<string, Texts>>;
type Server = ReturnType<typeof managementServer>;

const mapOf = async ({ config }: Server, key: string): Promise<Map | undefined> =>
  ((await (await config(key)).json()) as { readonly languageMap?: Map }).languageMap;

/** Waits for what takes a while, turn by turn. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) if (await holds()) return;
  assert.fail('It never came.');
}
const has = (server: Server, key: string, tag: string) => async () => (await mapOf(server, key))?.[tag] !== undefined;

const said = { title: 'Hi', intro: 'Ask us', language: 'de, xx' };
const keys = 'confirmYes confirmNo confirmRestart language restart export maximize minimize name email title placeholder intro initial'; // prettier-ignore

describe('the setup of a widget', () => {
  it('makes a map of every text in every language, a while later', async () => {
    const server = managementServer();
    const id = await server.create(said);
    assert.deepEqual(Object.keys((await mapOf(server, id)) ?? {}), ['default'], 'the default is there before');
    assert.deepEqual(await server.good(server.post(`${W}/${id}/setup`, '')), { id });
    await until(has(server, id, 'de'));
    const map = await mapOf(server, id);
    assert.deepEqual(Object.keys(map ?? {}), ['default', 'de', 'xx']);
    for (const texts of Object.values(map ?? {})) assert.deepEqual(Object.keys(texts), keys.split(' '));
    const { default: plain, de } = map ?? {};
    assert.deepEqual([plain?.['title'], plain?.['confirmYes'], plain?.['initial']], ['Hi', 'Yes', '']);
    assert.deepEqual([de?.['title'], de?.['confirmYes'], de?.['initial']], ['[de] Hi', 'Ja', '']);
  });

  it('is not held up by the translator, and keeps what it cannot translate as it is', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const server = managementServer({}, async (text, language) => {
      await gate;
      if (text === 'Ask us' || language === 'xx') throw new Error('No words.');
      return `${text} (${language})`;
    });
    const id = await server.create(said);
    await server.good(server.post(`${W}/${id}/setup`));
    assert.equal(await has(server, id, 'de')(), false);
    release();
    await until(has(server, id, 'xx'));
    const { default: plain, de, xx } = (await mapOf(server, id)) ?? {};
    assert.deepEqual([de?.['title'], de?.['intro']], ['Hi (de)', 'Ask us']);
    assert.deepEqual(xx, plain);
  });

  it('may be asked for again and again: what was made before is gone, and only the last counts', async () => {
    const waiting: (() => void)[] = [];
    const server = managementServer({}, async (text) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return `${text}!`;
    });
    const id = await server.create({ title: 'First', language: 'de' });
    const setup = () => server.good(server.post(`${W}/${id}/setup`));
    await setup();
    await until(() => Promise.resolve(waiting.length > 0));
    const early = waiting.splice(0);
    await server.good(server.post(`${W}/${id}/update`, { title: 'Second' }));
    await setup();
    for (const go of waiting.splice(0)) go();
    await until(has(server, id, 'de'));
    for (const go of early) go();
    await new Promise(setImmediate);
    assert.equal((await mapOf(server, id))?.['de']?.['title'], 'Second!');
    await setup();
    assert.equal(await has(server, id, 'de')(), false, 'stale words are gone at once');
    assert.equal((await mapOf(server, id))?.['default']?.['title'], 'Second');
  });

  it('is for each widget by itself; a clone begins with what the original has', async () => {
    const server = managementServer();
    const id = await server.create(said);
    await server.good(server.post(`${W}/${id}/setup`));
    await until(has(server, id, 'de'));
    const { id: copy } = await server.good(server.post(`${W}/${id}/clone`));
    assert.deepEqual(await mapOf(server, copy), await mapOf(server, id));
    await server.good(server.post(`${W}/${copy}/update`, { title: 'Copy' }));
    await server.good(server.post(`${W}/${copy}/setup`));
    await until(async () => (await mapOf(server, copy))?.['de']?.['title'] === '[de] Copy');
    assert.equal((await mapOf(server, id))?.['de']?.['title'], '[de] Hi');
  });

  it('leaves nothing of a widget that is deleted meanwhile', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const server = managementServer({}, (text) => gate.then(() => text));
    const id = await server.create(said);
    await server.good(server.post(`${W}/${id}/setup`));
    await server.good(server.post(`${W}/${id}/delete`));
    release();
    await new Promise(setImmediate);
    assert.equal(server.backend.store.find('languages', id), undefined);
  });

  it('is for the owner', async () => {
    const server = managementServer();
    const id = await server.create(said, 'alice');
    await refused(server.post(`${W}/${id}/setup`, {}, 'bob'), 404);
    await refused(server.post(`${W}/${id}/setup`, {}, ''), 401);
    assert.deepEqual(Object.keys((await mapOf(server, id)) ?? {}), ['default']);
  });

  it('gives a page no more than it can take: what was named first', async () => {
    const server = managementServer();
    const id = await server.create({ intro: 'ä'.repeat(9000), language: 'de,fr,es,it,pt' });
    await server.good(server.post(`${W}/${id}/setup`));
    await until(has(server, id, 'de'));
    const answer = await (await server.config(id)).text();
    assert.ok(new TextEncoder().encode(answer).length < 65_536);
    assert.deepEqual(Object.keys((await mapOf(server, id)) ?? {}), ['default', 'de']);
  });
});
