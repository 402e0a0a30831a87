import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { memoryFiles, type Files, type StoredFile } from '../../files.js';
import { memoryShelves } from '../../shelf.js';
import { testServer } from '../../test-server.js';
import { sniff } from './sniff.js';
import { storedName } from './stored-name.js';
import { createUploadStore } from './upload-store.js';

const server = await testServer();
const { url, get, post, log } = server;
const locked = await testServer({ apiKey: 'open-sesame' });

const bytes = (...parts: readonly (string | number)[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? part : [...Buffer.from(part, 'latin1')])));
const png = bytes(0x89, 'PNG\r\n', 0x1a, '\n', 'and so on');

function form(content: Uint8Array<ArrayBuffer> | string, name = 'a.png', type = 'image/png', id?: string): FormData {
  const data = new FormData();
  if (id !== undefined) data.append('id', id);
  data.append('file', new File([content], name, { type }));
  return data;
}
const upload = (body: FormData, path = '/uploads', base = url, headers = {}) =>
  fetch(base + path, { method: 'POST', body, headers });

describe('what a file is', () => {
  const taken: readonly (readonly [Uint8Array, string])[] = [
    [png, 'image/png'],
    [bytes(0xff, 0xd8, 0xff, 0xe0, 'JFIF'), 'image/jpeg'],
    [bytes('GIF89a'), 'image/gif'],
    [bytes('GIF87a<script>alert(1)</script>'), 'image/gif'],
    [bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 '), 'image/webp'],
    [bytes('%PDF-1.7\n'), 'application/pdf'],
    [bytes('plain words'), 'text/plain; charset=utf-8'],
    [new TextEncoder().encode('\ufeffGrüße, 你好\r\n\tund mehr < als > das'), 'text/plain; charset=utf-8'],
  ];
  for (const [content, type] of taken) it(`is ${type}`, () => assert.equal(sniff(content)?.type, type));

  const refused: Readonly<Record<string, Uint8Array>> = {
    nothing: bytes(),
    SVG: bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'SVG after blanks': bytes(' \n\t<SVG>'),
    'SVG after words': bytes('hello <svg onload=alert(1)>'),
    HTML: bytes('<!DOCTYPE html><p>'),
    'a script in words': bytes('hello <script src=x></script>'),
    XML: bytes('<?xml version="1.0"?>'),
    'any other tag': bytes('<p onclick="alert(1)">'),
    'a comment': bytes('x <!-- y'),
    'HTML in UTF-16': bytes(0xff, 0xfe, '<\0h\0t\0m\0l\0>\0'),
    ZIP: bytes('PK', 3, 4),
    'a program': bytes('MZ', 0x90, 0),
    'an ELF program': bytes(0x7f, 'ELF'),
    'a wave': bytes('RIFF', 1, 2, 3, 4, 'WAVEfmt '),
    'half of a PNG’s beginning': bytes(0x89, 'PNG'),
  };
  for (const [what, content] of Object.entries(refused))
    it(`is not taken when it is ${what}`, () => assert.equal(sniff(content), undefined));
});

describe('the name of a stored file', () => {
  for (const [raw, expected] of [
    ['dog.png', 'dog.png'],
    ['dog.PNG', 'dog.png'],
    ['a b  c.png', 'a-b-c.png'],
    ['evil.html', 'evil.html.png'],
    ['../../etc/passwd', 'passwd.png'],
    ['C:\\x\\y.png', 'y.png'],
    ['.htaccess', 'htaccess.png'],
    ['a\u202egnp.exe', 'agnp.exe.png'],
    ['"; filename="x.html', 'filenamex.html.png'],
    ['\r\nset-cookie: a=b', 'set-cookie-ab.png'],
    ['Grüße 你好.png', 'Grüße-你好.png'],
    ['', 'file.png'],
    ['....png', 'png.png'],
    [`${'x'.repeat(500)}.png`, `${'x'.repeat(80)}.png`],
  ] as const)
    it(`is ${expected}`, () => assert.equal(storedName(raw, ['png']), expected));
});

describe('files of visitors', () => {
  beforeEach(server.reset);

  it('are stored and given back as what they are, and run nothing', async () => {
    for (const path of ['/uploads', '/stentor/uploads']) {
      const answer = await upload(form(png, '../<b>dog</b>.html', 'text/html'), path);
      assert.equal(answer.status, 201);
      const { id, ...said } = await answer.json();
      assert.match(id, /^[\da-f-]{36}$/);
      assert.deepEqual(said, {
        url: `${url}/uploads/${id}/b.html.png`,
        name: 'b.html.png',
        type: 'image/png',
        size: 17,
      });
      const file = await fetch(said.url, { headers: { origin: 'https://page.example' } });
      assert.deepEqual(new Uint8Array(await file.arrayBuffer()), png);
      assert.equal(file.headers.get('content-type'), 'image/png');
      assert.equal(file.headers.get('content-disposition'), "inline; filename*=UTF-8''b.html.png");
      assert.equal(file.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(file.headers.get('content-security-policy'), "sandbox; default-src 'none'");
      assert.equal(file.headers.get('access-control-allow-origin'), '*');
    }
  });

  it('are downloads where they are no pictures', async () => {
    for (const content of ['%PDF-1.7', 'plain words']) {
      const { url: address } = await (await upload(form(content, 'x.txt'))).json();
      const file = await fetch(address);
      assert.match(file.headers.get('content-disposition') ?? '', /^attachment;/);
      assert.match(file.headers.get('content-type') ?? '', /^(application\/pdf|text\/plain; charset=utf-8)$/);
    }
  });

  it('are refused for what they contain, whatever they are called', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const answer = await upload(form(svg, 'cat.png', 'image/png'));
    assert.equal(answer.status, 415);
    assert.equal((await answer.json()).error.code, 'unsupported-file');
    assert.equal((await upload(form('', 'empty.txt', 'text/plain'))).status, 415);
  });

  it('may be larger than words, and not larger than 10 MB; then the client hears why', async () => {
    assert.equal((await upload(form('x'.repeat(300 * 1024), 'long.txt'))).status, 201);
    const refused = await upload(form('x'.repeat(10 * 1024 * 1024 + 1), 'longer.txt'));
    assert.equal(refused.status, 413);
    assert.equal((await refused.json()).error.code, 'too-large');
    assert.equal((await post('/stentor', 'x'.repeat(300 * 1024))).status, 413);
    assert.equal((await post('/uploads/sign', `{"file":"${'x'.repeat(300 * 1024)}"}`)).status, 413);
  });

  it('are stored once per attempt', async () => {
    const first = await (await upload(form(png, 'a.png', 'image/png', 'attempt-1'))).json();
    const again = await (await upload(form(png, 'a.png', 'image/png', 'attempt-1'))).json();
    const other = await (await upload(form(png, 'a.png', 'image/png', 'attempt-2'))).json();
    assert.deepEqual(again, first);
    assert.notEqual(other.id, first.id);
  });

  it('come in two steps too: a promise, then the bytes, which need no authorisation', async () => {
    for (const root of ['/uploads', '/stentor/uploads']) {
      const answer = await locked.post(
        `${root}/sign`,
        { file: { name: 'my dog.png', type: 'image/png', size: 17 } },
        { authorization: 'Bearer open-sesame' },
      );
      assert.equal(answer.status, 201);
      const { attachment, uploadRequest } = await answer.json();
      assert.equal((await fetch(attachment.url)).status, 404);
      const { method, url: place, headers } = uploadRequest;
      assert.equal((await fetch(place, { method, headers, body: png })).status, 201);
      assert.match(attachment.url, /\/my-dog\.png$/);
      assert.deepEqual(new Uint8Array(await (await fetch(attachment.url)).arrayBuffer()), png);
      assert.equal((await fetch(place, { method, headers, body: 'other' })).status, 201, 'once more is no more');
      assert.deepEqual(new Uint8Array(await (await fetch(attachment.url)).arrayBuffer()), png);
      const forged = place.replace(/token=.*/, 'token=x');
      assert.equal((await fetch(forged, { method, body: png })).status, 403);
    }
  });

  it('need the account key where there is one', async () => {
    assert.equal((await upload(form(png), '/uploads', locked.url)).status, 401);
    assert.equal((await locked.post('/uploads/sign', { file: {} })).status, 401);
    const known = { authorization: 'Bearer open-sesame' };
    assert.equal((await upload(form(png), '/uploads', locked.url, known)).status, 201);
  });

  it('are told apart from what is no file', async () => {
    const data = new FormData();
    data.append('file', 'just words');
    for (const body of [data, new FormData()]) assert.equal((await upload(body)).status, 400);
    assert.equal((await post('/uploads', '{}')).status, 400);
    assert.equal((await post('/uploads/sign', '{}')).status, 400);
    assert.equal((await get('/uploads/nobody/a.png')).status, 404);
    assert.equal((await get('/uploads')).status, 404);
    assert.equal((await get('/uploads/../config/demo')).status, 200, 'a path is a path');
  });

  it('leave their description in the log, and none of their bytes', async () => {
    await upload(form('a secret', 'diary.txt', 'text/plain', 'attempt-1'));
    const [entry] = await log();
    assert.equal(entry?.transport, 'uploads');
    const { id, url: address, ...body } = entry?.body as Record<string, unknown>;
    assert.ok(id && address);
    assert.deepEqual(body, {
      name: 'diary.txt',
      type: 'text/plain',
      size: 8,
      attempt: 'attempt-1',
      declared: { name: 'diary.txt', type: 'text/plain' },
    });
    assert.doesNotMatch(JSON.stringify(await log()), /a secret/);
  });

  it('are forgotten at a reset', async () => {
    const { url: address } = await (await upload(form(png))).json();
    assert.equal((await fetch(address)).status, 200);
    await server.reset();
    assert.equal((await fetch(address)).status, 404);
  });

  it('may fail as tests need', async () => {
    await server.fault({ path: '/uploads', status: 500, count: 1 });
    assert.equal((await upload(form(png))).status, 500);
    assert.equal((await upload(form(png))).status, 201);
  });

  it('may be asked for by pages: the preflight of a PUT is answered', async () => {
    const preflight = await fetch(`${url}/uploads/x?token=y`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://page.example',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    });
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /PUT/);
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'content-type');
  });

  it('reach the bot by address and kind, and come back as parts', async () => {
    const { url: address, type } = await (await upload(form(png, 'my dog.png'))).json();
    const answer = await (await server.say('Look', { attachments: [{ url: address, type }] })).json();
    assert.match(answer.outputSpeech.displayText, /> Look[^]*my-dog\.png/);
    assert.deepEqual(answer.displays, [
      { type: 'ChatPart', part: { type: 'attachment', url: address, name: 'my-dog.png', mediaType: 'image/png' } },
    ]);
  });
});

describe('the store of files', () => {
  let now = 0;
  const clock = { now: () => now, sleep: async () => undefined };
  const setUp = (files: Files = memoryFiles()) =>
    createUploadStore({ files, shelves: memoryShelves(() => false), clock });

  it('makes room: the oldest go', async () => {
    const store = setUp();
    const large = bytes('x'.repeat(9 * 1024 * 1024));
    const found: boolean[] = [];
    const stored = [];
    for (let index = 0; index < 12; index += 1) stored.push(await store.put({ name: `${index}.txt`, bytes: large }));
    for (const { id } of stored) found.push((await store.get(id)) !== undefined);
    assert.deepEqual(found, [false, ...Array<boolean>(11).fill(true)]);
  });

  it('keeps a promise for five minutes', async () => {
    const { places } = setUp();
    const { id, token } = await places.promise({ name: 'a.png' });
    now += 5 * 60_000;
    assert.deepEqual(await places.find(id, token), { name: 'a.png' });
    assert.equal(await places.find(id, 'x'), undefined);
    now += 1;
    assert.equal(await places.find(id, token), undefined);
  });

  it('tells nobody of a file who has only guessed its attempt', async () => {
    const store = setUp();
    const mine = await store.put({ name: 'a.txt', bytes: bytes('mine'), attempt: '1' });
    const other = await store.put({ name: 'a.txt', bytes: bytes('hers'), attempt: '1' });
    assert.notEqual(other.id, mine.id);
    assert.deepEqual(await store.put({ name: 'a.txt', bytes: bytes('mine'), attempt: '1' }), mine);
    assert.deepEqual((await store.get(mine.id))?.bytes, bytes('mine'));
    const endless = { name: 'a.txt', bytes: bytes('mine'), attempt: 'x'.repeat(201) };
    await assert.rejects(store.put(endless), { status: 400 });
  });

  it('removes what was sent in a conversation, and nothing that was sent in another before', async () => {
    const store = setUp();
    const [sent, kept, loose] = await Promise.all(
      ['sent', 'kept', 'loose'].map((word) => store.put({ name: 'a.txt', bytes: bytes(word) })),
    );
    assert.ok(sent && kept && loose);
    const naming = (...files: readonly { readonly id: string }[]) =>
      ({
        type: 'send-message',
        id: 'm',
        text: '',
        attachments: files.map(({ id }) => ({ url: `https://bot.example/uploads/${id}/a.txt` })),
      }) as const;
    await store.claim('stentor:other', naming(kept));
    await store.claim('stentor:mine', naming(sent, kept));
    const brought = await store.put({ name: 'b.txt', bytes: bytes('brought'), of: 'stentor:mine' });
    await store.forget('stentor:mine');
    const there = await Promise.all([sent, kept, loose, brought].map(({ id }) => store.get(id)));
    assert.deepEqual(
      there.map((file) => file !== undefined),
      [false, true, true, false],
    );
  });

  it('is forgotten by its conversation, though others have named so many that nobody knows whose it is', async () => {
    const shelves = memoryShelves(() => false, 100);
    const store = createUploadStore({ files: memoryFiles(), shelves, clock: { now: () => 0, sleep: async () => {} } });
    const { id } = await store.put({ name: 'a.txt', bytes: bytes('mine') });
    const naming = (ids: readonly string[]) =>
      ({
        type: 'send-message',
        id: 'm',
        text: '',
        attachments: ids.map((each) => ({ url: `https://bot.example/uploads/${each}/a.txt` })),
      }) as const;
    await store.claim('stentor:mine', naming([id]));
    for (let turn = 0; turn < 2; turn++)
      await store.claim('stentor:crowd', naming(Array.from({ length: 100 }, () => crypto.randomUUID())));
    await store.forget('stentor:mine');
    assert.equal(await store.get(id), undefined);
  });

  it('knows one conversation for a file, where two name one at the same time', async () => {
    const store = setUp();
    const { id } = await store.put({ name: 'a.txt', bytes: bytes('both') });
    const attachments = [{ url: `https://bot.example/uploads/${id}/a.txt` }];
    const naming = { type: 'send-message', id: 'm', text: '', attachments } as const;
    await Promise.all(['stentor:first', 'stentor:second'].map((room) => store.claim(room, naming)));
    await store.forget('stentor:second');
    assert.ok(await store.get(id));
    await store.forget('stentor:first');
    assert.equal(await store.get(id), undefined);
  });

  it('may be the owner’s own', async () => {
    /** As clients of storages are: their methods want to be called on them. */
    class Bucket implements Files {
      readonly #files = new Map<string, StoredFile>();
      async put(file: StoredFile) {
        this.#files.set(file.id, file);
      }
      async get(id: string) {
        return this.#files.get(id);
      }
      async remove(id: string) {
        this.#files.delete(id);
      }
    }
    const bucket = new Bucket();
    const own = await testServer({ files: bucket });
    const { id, url: address } = await (await upload(form(png), '/uploads', own.url)).json();
    assert.deepEqual((await bucket.get(id))?.bytes, png);
    assert.deepEqual(new Uint8Array(await (await fetch(address)).arrayBuffer()), png);
    await own.say('Look', { attachments: [{ url: address }] });
    const erasing = { type: 'CHANNEL_ACTION_REQUEST', action: 'ERASE_DATA', sessionId: 's', userId: 'u' };
    assert.deepEqual(await (await own.post('/stentor', erasing)).json(), { status: 'complete', erased: true });
    assert.equal(await bucket.get(id), undefined);
    assert.equal((await fetch(address)).status, 404);
  });
});
