import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultPlatform } from '../platform/platform.js';
import { createChat } from './chat.js';
import { newSession } from './new-session.js';
import { runPlugins } from './plugin-runner.js';
import { registerPlugin } from './plugins.js';
import { createStore } from './store.js';

function stage(first: readonly string[] = []) {
  const warnings: string[] = [];
  const said: unknown[] = [];
  const platform = {
    ...defaultPlatform,
    now: () => 7,
    newId: () => crypto.randomUUID(),
    warn: (code: string, sentence: string) => void warnings.push(`${code}: ${sentence}`),
  };
  const chat = createChat({
    transport: {
      open: async () => undefined,
      send: async (command) => void said.push(command),
      close: async () => undefined,
    },
    session: newSession(platform),
    platform,
  });
  const names = createStore(first);
  const adopted: unknown[] = [];
  const stop = runPlugins({ chat, names, platform, adopt: (parts) => adopted.push(...parts) });
  return { chat, names, stop, warnings, adopted, said };
}
/** A plugin that keeps a diary. */
function diarist(name: string): string[] {
  const diary: string[] = [];
  registerPlugin({
    name,
    parts: [`${name}-part`],
    setup(chat) {
      diary.push(`begins in ${chat.messages().length}`);
      return () => void diary.push('ends');
    },
  });
  return diary;
}

describe('plugins', () => {
  it('run when they are registered and named, and end with the conversation', () => {
    const diary = diarist('one');
    const { stop, adopted } = stage(['one', 'unknown']);
    assert.deepEqual(diary, ['begins in 0']);
    assert.deepEqual(adopted, ['one-part']);
    stop();
    stop();
    assert.deepEqual(diary, ['begins in 0', 'ends']);
  });

  it('that nobody names do nothing', () => {
    const diary = diarist('two');
    const { adopted } = stage(['one']);
    assert.deepEqual(diary, []);
    assert.equal(adopted.includes('two-part'), false);
  });

  it('begin and end as they are named', () => {
    const diary = diarist('three');
    const { names } = stage();
    names.set(['three']);
    names.set(['three', 'four']);
    names.set([]);
    assert.deepEqual(diary, ['begins in 0', 'ends']);
  });

  it('begin when they are registered later, and anew when they are replaced', () => {
    stage(['late']);
    const first = diarist('late');
    const second = diarist('late');
    assert.deepEqual([first, second], [['begins in 0', 'ends'], ['begins in 0']]);
  });

  it('that throw are told of once, and disturb nobody', () => {
    registerPlugin({ name: 'bad', setup: () => assert.fail('no') });
    registerPlugin({ name: 'bad-end', setup: () => () => assert.fail('no') });
    const diary = diarist('good');
    const { names, stop, warnings, chat } = stage(['bad', 'bad-end', 'good']);
    names.set(['good', 'bad', 'bad-end']);
    stop();
    assert.deepEqual(diary, ['begins in 0', 'ends']);
    assert.equal(warnings.length, 2);
    assert.equal(chat.messages().length, 0);
  });

  it('may change what is about to be said, as long as they are on', async () => {
    const { chat, said } = stage();
    const undo = chat.amend((outgoing) => ({ ...outgoing, meta: { ...outgoing.meta, page: '/rooms' } }));
    chat.amend(() => assert.fail('no'));
    chat.send({ text: 'one', meta: { own: 1 } });
    undo();
    chat.send({ text: 'two' });
    while (said.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    assert.deepEqual(
      said.map((command) => (command as { readonly meta?: unknown }).meta),
      [{ own: 1, page: '/rooms' }, undefined],
    );
  });
});
