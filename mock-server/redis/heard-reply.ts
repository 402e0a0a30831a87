import type { Bit } from '../bot/brain.js';
import type { Answer } from '../bot/answer.js';
import { readyReply, type Reply } from '../bot/reply.js';
import type { Clock } from '../clock.js';
import type { Redis } from './connection.js';
import type { Names } from './names.js';
import { bitsIn, sum, type Piece } from './piece.js';

/** A reply that this process hears of, and whoever looks for what it may have missed. */
export interface HeardReply {
  readonly reply: Reply;
  readonly look: () => void;
}

export interface HeardReplyOptions {
  readonly redis: Redis;
  readonly names: ReturnType<Names['turn']>;
  readonly clock: Clock;
  /** Nobody wants the rest. */
  readonly stop: () => void;
  readonly over: () => void;
}

/** An answer that another process gives, or gave: from its first piece to its last, as they are kept. */
export function hearReply({ redis, names, clock, stop, over }: HeardReplyOptions): HeardReply {
  const pieces: Piece[] = [];
  const waiting = new Set<() => void>();
  let looking: Promise<void> | undefined;
  let isAsked = false;
  const end = () => pieces.find((piece) => piece.type === 'end');

  async function read(): Promise<void> {
    while (isAsked && !end()) {
      isAsked = false;
      const texts = (await redis.send('LRANGE', names.pieces, pieces.length, -1)) as readonly string[];
      pieces.push(...texts.map((text) => JSON.parse(text) as Piece));
      for (const each of waiting) each();
      waiting.clear();
    }
    if (!end()) return;
    unhear();
    over();
  }
  function look(): void {
    isAsked = true;
    // What cannot be read now is looked for again with the next word, or a little later.
    looking ??= read()
      .catch(() => {})
      .finally(() => {
        looking = undefined;
        if (isAsked && !end()) look();
      });
  }
  const unhear = redis.hear(names.channel, look);
  look();

  const more = () => new Promise<void>((resolve) => waiting.add(resolve));
  async function whole(): Promise<Answer> {
    for (;;) {
      const last = end();
      if (last?.type === 'end') {
        const known = pieces.find((piece) => piece.type === 'whole');
        if (known?.type === 'whole') return known.answer;
        const bits = bitsIn(pieces);
        if (last.fail !== undefined) return { ...sum(bits), fail: last.fail };
        return bits.length === 0 ? { silent: true } : sum(bits);
      }
      await more();
    }
  }
  async function* bits(): AsyncGenerator<Bit> {
    let told = false;
    for (let at = 0; ; at += 1) {
      while (at >= pieces.length) await more();
      const piece = pieces[at];
      if (!piece) return;
      if (piece.type === 'end') {
        if (piece.fail !== undefined) throw new Error('The answer broke.');
        return;
      }
      if (piece.type === 'again') {
        if (told) throw new Error('The answer was interrupted: its server died, and the next one says something else.');
      } else if (piece.type === 'whole') yield* readyReply(piece.answer, clock).bits();
      else yield piece;
      told = piece.type !== 'again';
    }
  }
  return { reply: { ready: undefined, whole, over: whole, bits, isBusy: () => !end(), stop }, look };
}
