import assert from 'node:assert/strict';
import { register } from 'node:module';
import { it } from 'node:test';
import { defaultPlatform } from '../platform/platform.js';
import { createChat } from './chat.js';
import { newSession } from './new-session.js';

/** Who asks for a module first need not have it first. */
const LATER_ASKED_SOONER_THERE = `
let waits = 60;
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  if (specifier === './notices.js') await new Promise((done) => setTimeout(done, (waits -= 20)));
  return found;
}`;

it('says in the order it happened who came and left, in whatever order its code comes', async () => {
  register(`data:text/javascript,${encodeURIComponent(LATER_ASKED_SOONER_THERE)}`);
  const chat = createChat({
    transport: { open: async () => undefined, send: async () => undefined, close: async () => undefined },
    session: newSession(defaultPlatform),
    platform: defaultPlatform,
  });
  const notices = (): readonly string[] =>
    chat
      .messages()
      .flatMap(({ parts }) => parts)
      .flatMap((part) => (part.type === 'notice' && 'event' in part ? [part.event] : []));
  const told = new Promise<void>((resolve) => {
    chat.order.subscribe(() => notices().length > 1 && resolve());
  });
  await chat.ready;
  chat.receive({ type: 'party-changed', party: { id: 'm', author: 'agent', name: 'Mara' }, present: true });
  chat.receive({ type: 'handoff-changed', handoff: 'requested' });
  await told;
  await chat.close();
  assert.deepEqual(notices(), ['joined', 'handoff']);
});
