import { load } from './work/load.js';
import { stream } from './work/stream.js';
import type { Work } from './work.js';

/** All that can be asked of the chats. */
export const works: readonly Work[] = [load, stream];
