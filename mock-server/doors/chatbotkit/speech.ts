import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { admitted, bodyOf, checkRate, type Deed } from './call.js';
import { messageOf } from './votes.js';

/** A message read aloud. This bot has no voice: it rings its bells. */
export const synthesize =
  (backend: Backend): Deed =>
  async (call) => {
    const visitor = await admitted(backend, call);
    await bodyOf(call);
    const { id } = await messageOf(backend, visitor, call);
    await checkRate(backend, visitor.conversation);
    if (!backend.control) throw new Problem(404, 'no-voice', 'This server has no voice.');
    return call.json({ id, url: new URL('/media/bells.wav', call.req.url).href });
  };
