import { walk } from './walk.js';
import type { TransportName } from './weather.js';
import { createWorld, type Making } from './world.js';

/** One walk. */
export interface Walk {
  readonly seed: number;
  readonly transport: TransportName;
  readonly steps: number;
  readonly making?: Making;
  readonly log?: (line: string) => void;
}

export async function takeWalk({ steps, ...options }: Walk): Promise<readonly string[]> {
  const world = createWorld(options);
  const walked = await walk(world, steps);
  const bad: string[] = [];
  const shown = world.tabs.filter((tab) => tab.state() === 'shown');
  for (const { id, text } of walked.submitted) {
    const commits = world.server.commits().filter((each) => each.id === id);
    if (commits.length > 1) bad.push(`D ${text} committed ${commits.length} times`);
    if (id && walked.removed.has(id)) continue;
    for (const tab of shown) {
      const bubbles = tab.bubbles().filter((bubble) => bubble.id === id);
      if (bubbles.length !== 1) bad.push(`L ${text} has ${bubbles.length} bubbles in ${tab.page().name}`);
      if (bubbles[0]?.delivery === 'pending') bad.push(`T ${text} pending in ${tab.page().name}`);
      if (bubbles[0]?.delivery === 'delivered' && !commits.length) bad.push(`T ${text} delivered, never committed`);
    }
  }
  if (world.sockets.held() > 1) bad.push(`K ${world.sockets.held()} sockets held`);
  if (world.sockets.seated() > 1) bad.push(`K ${world.sockets.seated()} seats`);
  return bad;
}
