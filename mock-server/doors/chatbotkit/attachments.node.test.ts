import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refused, testDoor, type TestVisitor } from './test-door.js';

const bot = { botId: 'bot-1' };
const { backend, ask, visitor, pass } = testDoor({ widgets: [{ id: 'plain', ...bot }, { id: 'strict', ...bot, attachments: false }] }); // prettier-ignore
const words = 'Two nights, one dog.';
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const note = { name: 'note.txt', type: 'text/plain', size: words.length };

interface Promised {
  readonly id: string;
  readonly name?: string;
  readonly uploadRequest: { readonly method: string; readonly url: string; readonly headers: Record<string, string> };
}
const promised = async ({ talk }: TestVisitor, file: object = note): Promise<Promised> => {
  const answer = await talk('attachment/upload', { file });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as Promised;
};
const pathOf = (url: string) => url.replace('http://localhost', '');
const put = (
  { uploadRequest: { method, url, headers } }: Promised,
  body: BodyInit = words,
  more: Record<string, string> = {},
) => ask(pathOf(url), { method, headers: { ...headers, ...more }, body });
const raw = (who: TestVisitor, body: BodyInit, headers: Record<string, string> = {}) =>
  ask(`/v1/conversation/${who.conversationId}/attachment/upload`, { headers: { authorization: `Bearer ${who.token}`, ...headers }, body }); // prettier-ignore

describe('a file of a ChatBotKit visitor', () => {
  it('is put where a place was promised, without a token, and the bot has it with the next message', async () => {
    const who = await visitor();
    const place = await promised(who);
    assert.equal(place.name, 'note.txt');
    assert.deepEqual(
      [place.uploadRequest.method, place.uploadRequest.headers],
      ['PUT', { 'content-type': 'text/plain' }],
    );
    assert.doesNotMatch(place.uploadRequest.url, /eyJ/);
    assert.equal(await backend.uploads.get(place.id), undefined);
    const answer = await put(place);
    assert.deepEqual([answer.status, await answer.text()], [200, '']);
    assert.deepEqual((await backend.uploads.get(place.id))?.name, 'note.txt');
    const unsigned = pathOf(place.uploadRequest.url).replace(/\?.*/, '');
    assert.match((await ask(unsigned, { method: 'GET' })).headers.get('location') ?? '', /^\/uploads\/.*note\.txt$/);
    await refused(await ask(unsigned.replace(place.id, 'nothing'), { method: 'GET' }), 404);

    const { text } = await (await who.talk('complete', { text: 'Here it is.' })).json();
    assert.match(text, /> Here it is\.[^]*You sent:\n\n- note\.txt[^]*\[note\.txt\]\(http:\/\/localhost\/uploads\//);
    const [, url = ''] = /\]\((http[^)]+)\)/.exec(text) ?? [];
    assert.equal(await (await ask(pathOf(url), { method: 'GET' })).text(), words);
    assert.doesNotMatch((await (await who.talk('complete', { text: 'And now?' })).json()).text, /note/);
  });

  it('may come in a form, as a body, and as data in the address', async () => {
    const who = await visitor();
    const form = new FormData();
    form.append('file', new Blob([png], { type: 'image/png' }), 'dog.png');
    assert.equal((await (await raw(who, form)).json()).name, 'dog.png');
    const data = { file: `data:text/plain;charset=utf-8;base64,${btoa(words)}` };
    for (const answer of [
      await raw(who, png, { 'content-type': 'image/png' }),
      await raw(who, png, { 'content-type': 'application/octet-stream' }),
      await who.talk('attachment/upload', data),
      await who.talk('attachment/upload', { file: `data:text/plain,${encodeURIComponent(words)}` }),
    ]) {
      const { id, ...rest } = await answer.json();
      assert.ok(await backend.uploads.get(id), JSON.stringify(rest));
      assert.equal('uploadRequest' in rest, false);
    }
    const { text } = await (await who.talk('complete', { text: '' })).json();
    assert.equal(text.match(/^- /gm)?.length, 5);
    assert.match(text, /- dog\.png/);
  });

  it('fills its place once, and in time', async () => {
    const who = await visitor();
    const place = await promised(who);
    await put(place);
    await refused(await put(place), 403, 'twice');
    const hurried = await promised(who);
    const answers = await Promise.all([put(hurried), put(hurried), put(hurried)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403, 403]);
    const late = await promised(who);
    pass(5 * 60_000 + 1);
    await refused(await put(late), 403, 'late');
    await refused(await put({ ...late, uploadRequest: { ...late.uploadRequest, url: late.uploadRequest.url.replace(/token=.*/, 'token=x') } }), 403, 'forged'); // prettier-ignore
    const mine = await promised(who);
    const other = await promised(await visitor());
    const [token = ''] = /token=.*/.exec(other.uploadRequest.url) ?? [];
    const mixed = mine.uploadRequest.url.replace(/token=.*/, token);
    await refused(await put({ ...mine, uploadRequest: { ...mine.uploadRequest, url: mixed } }), 403, 'mixed');
    backend.reset();
    await refused(await put(mine), 403, 'forgotten');
  });

  it('is what it was said to be, and its place waits for that', async () => {
    const who = await visitor();
    const place = await promised(who);
    await refused(await put(place, `${words}!`), 400, 'size');
    await refused(await put(place, words, { 'content-type': 'text/html' }), 400, 'type');
    await refused(await put(place, words, { authorization: `Bearer ${who.token}` }), 400, 'authorization');
    const fake = await promised(who, { ...note, type: 'image/png' });
    await refused(await put(fake), 415, 'text that says it is a picture');
    const page = '<!doctype html><script>1</script>';
    const html = await promised(who, { ...note, size: page.length });
    await refused(await put(html, page), 415, 'a page');
    assert.equal((await put(place)).status, 200);
  });

  const bad: readonly (readonly [what: string, body: unknown, status?: number])[] = [
    ['nothing', {}],
    ['a file that is none', { file: 5 }],
    ['no type', { file: { name: 'a', size: 3 } }],
    ['a type that is none', { file: { ...note, type: 'text' } }],
    ['a type with a line', { file: { ...note, type: 'text/plain\r\nx: y' } }],
    ['no size', { file: { name: 'a', type: 'text/plain' } }],
    ['no bytes', { file: { ...note, size: 0 } }],
    ['half a byte', { file: { ...note, size: 1.5 } }],
    ['too many bytes', { file: { ...note, size: 10 * 1024 * 1024 + 1 } }, 413],
    ['a name that is none', { file: { ...note, name: {} } }],
    ['a name too long', { file: { ...note, name: 'x'.repeat(256) } }],
    ['an address to fetch', { file: 'http://169.254.169.254/latest' }],
    ['data that cannot be read', { file: 'data:text/plain;base64,%%%' }],
    ['no JSON', '{'],
  ];
  for (const [what, body, status = 400] of bad)
    it(`is refused with ${what}`, async () => refused(await (await visitor()).talk('attachment/upload', body), status));

  it('is refused as a form without one, and when it is too large', async () => {
    const who = await visitor();
    await refused(await raw(who, new FormData()), 400);
    await refused(await raw(who, 'x', { 'content-type': 'multipart/form-data' }), 400);
    await refused(await raw(who, new Uint8Array(10 * 1024 * 1024 + 1), { 'content-type': 'text/plain' }), 413);
    await refused(await raw(who, '<svg onload=alert(1)>', { 'content-type': 'image/svg+xml' }), 415);
  });

  it('is refused without a token, with another conversation’s, and where the widget takes none', async () => {
    const who = await visitor();
    const other = await visitor();
    await refused(await raw({ ...who, token: 'x.y.z' }, words), 401);
    await refused(await raw({ ...who, token: other.token }, words), 403);
    await refused(await (await visitor('strict')).talk('attachment/upload', { file: note }), 403);
  });
});
