import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { defaultPlatform } from '../platform/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import { RejectedError } from '../protocol/errors.js';
import type { Attachment } from '../protocol/message.js';
import type { Transport, Upload } from '../protocol/transport.js';
import { createChat } from './chat.js';
import { newSession } from './new-session.js';

const quiet = {
  ...defaultPlatform,
  now: () => 1,
  newId: () => crypto.randomUUID(),
  warn: () => undefined,
};
const file = (name: string) => ({ file: new Blob([name], { type: 'image/png' }), name });

/** A chat whose backend stores files as the test says, and hears every command. */
function setUp(upload?: (upload: Upload) => Promise<Attachment>) {
  const commands: ChatCommand[] = [];
  const asked: string[] = [];
  const transport: Transport = {
    open: async (emit) => emit({ type: 'connection-changed', state: 'open' }),
    send: async (command) => void commands.push(command),
    close: async () => undefined,
    ...(upload
      ? {
          upload(each: Upload) {
            asked.push(each.name);
            return upload(each);
          },
        }
      : {}),
  };
  const chat = createChat({ transport, session: newSession(quiet), platform: quiet });
  const delivery = (id: string) => chat.message(id)?.get().delivery;
  return { chat, commands, asked, delivery };
}
const stored = ({ name, file: { type } }: Upload): Attachment => ({ url: `https://files.example/${name}`, name, type });

describe('a chat with files', () => {
  it('shows the message at once, uploads first, and sends what is stored', async () => {
    const gates: (() => void)[] = [];
    const { chat, commands, delivery } = setUp(
      (upload) =>
        new Promise((resolve) => {
          upload.progress(0.5);
          gates.push(() => resolve(stored(upload)));
        }),
    );
    const own = file('a.png');
    const id = chat.send({ text: 'Look', files: [own] });
    expect(chat.message(id)?.get().attachments).to.deep.equal([
      { url: '', name: 'a.png', type: 'image/png', size: 5, file: own.file, state: 'waiting' },
    ]);
    await waitUntil(() => chat.message(id)?.get().attachments?.[0]?.progress === 0.5);
    expect(delivery(id)).to.equal('pending');
    expect(commands).to.deep.equal([]);
    gates[0]?.();
    await waitUntil(() => delivery(id) === 'delivered');
    expect(commands[0]).to.deep.include({
      text: 'Look',
      attachments: [{ url: 'https://files.example/a.png', name: 'a.png', type: 'image/png' }],
    });
    const [shown] = chat.message(id)?.get().attachments ?? [];
    expect(shown).to.include({ url: 'https://files.example/a.png', file: own.file });
    expect(shown).not.to.have.any.keys('state', 'progress');
  });

  it('sends files without words, and words after them in their order', async () => {
    const { chat, commands, delivery } = setUp(async (upload) => stored(upload));
    const first = chat.send({ text: '', files: [file('a.png')] });
    const second = chat.send({ text: 'and?' });
    await waitUntil(() => delivery(second) === 'delivered');
    expect(commands.map(({ id }) => id)).to.deep.equal([first, second]);
    expect(chat.message(first)?.get().parts).to.deep.equal([]);
  });

  it('uploads nothing twice that was on its way before it was sent', async () => {
    const { chat, asked, delivery } = setUp(async (upload) => stored(upload));
    const own = file('a.png');
    (await chat.uploads?.())?.add(own);
    const id = chat.send({ text: 'x', files: [own] });
    await waitUntil(() => delivery(id) === 'delivered');
    expect(asked).to.deep.equal(['a.png']);
  });

  it('fails when a file does, and a retry uploads only what is missing', async () => {
    let broken = true;
    const { chat, commands, asked, delivery } = setUp(async (upload) => {
      if (broken && upload.name === 'b.png') throw new RejectedError('rejected', 'No.');
      return stored(upload);
    });
    await chat.ready;
    const id = chat.send({ text: 'x', files: [file('a.png'), file('b.png')] });
    await waitUntil(() => delivery(id) === 'failed');
    expect(chat.message(id)?.get().reason).to.equal('upload-failed');
    expect(
      chat
        .message(id)
        ?.get()
        .attachments?.map(({ state }) => state),
    ).to.deep.equal([undefined, 'failed']);
    expect(commands).to.deep.equal([]);
    broken = false;
    chat.retry(id);
    await waitUntil(() => delivery(id) === 'delivered');
    expect(asked).to.deep.equal(['a.png', 'b.png', 'b.png']);
    expect(commands).to.have.length(1);
  });

  for (const [what, end] of [
    ['stop', 'stop'],
    ['taking the message away', 'remove'],
    ['a new conversation', 'restart'],
    ['the end of the chat', 'close'],
  ] as const)
    it(`gives its uploads up at ${what}`, async () => {
      let signal: AbortSignal | undefined;
      const { chat, commands } = setUp((upload) => {
        ({ signal } = upload);
        return new Promise(() => undefined);
      });
      const id = chat.send({ text: 'x', files: [file('a.png')] });
      await waitUntil(() => signal !== undefined);
      await chat[end](id);
      await waitUntil(() => signal?.aborted);
      expect(commands.filter(({ type }) => type === 'send-message')).to.deep.equal([]);
    });

  it('says so when its backend takes no files, and offers no uploads', async () => {
    const { chat, commands, delivery } = setUp();
    expect(chat.uploads).to.equal(undefined);
    const id = chat.send({ text: 'x', files: [file('a.png')] });
    await waitUntil(() => delivery(id) === 'failed');
    expect(commands).to.deep.equal([]);
  });
});
