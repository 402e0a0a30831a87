import type { LinkPreview } from '../../../src/protocol/transport.js';
import type { Backend } from '../../backend.js';
import { demoPage } from './demo-pages.js';

/** Pages that are read at the same time; more would make this server a tool against others. */
const MOST = 8;

/** Tells what is at an address: the bot's own pages are known, all others are read where this server reads any. */
export function createPageFinder({
  lookUp,
  control,
}: Pick<Backend, 'lookUp' | 'control'>): (address: string) => Promise<LinkPreview | 'refused' | undefined> {
  let reading = 0;
  return async (address) => {
    const known = control && demoPage(new URL(address));
    if (known) return known === 'nothing' ? undefined : known;
    if (!lookUp || reading >= MOST) return undefined;
    reading += 1;
    try {
      return await lookUp(address);
    } finally {
      reading -= 1;
    }
  };
}
