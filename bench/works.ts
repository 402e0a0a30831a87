import { history } from './work/history.js';
import { load } from './work/load.js';
import { many } from './work/many.js';
import { stream } from './work/stream.js';
import { typing } from './work/typing.js';
import type { Work } from './work.js';

/** All that can be asked of the chats. */
export const works: readonly Work[] = [load, stream, history, typing, many];
