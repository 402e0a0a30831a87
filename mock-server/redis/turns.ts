import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Permission } from '../../src/protocol/permission.js';
import { shows, type Answer } from '../bot/answer.js';
import type { Bit, Brain } from '../bot/brain.js';
import { readyReply, streamedReply, type Reply } from '../bot/reply.js';
import type { Turn, Words } from '../conversations.js';
import type { Utterance } from '../utterance.js';
import { hearReply, type HeardReply } from './heard-reply.js';
import { bitsIn, continued, sum, type Piece } from './piece.js';
import type { RedisHouse } from './redis-house.js';
import { SPEAK } from './scripts.js';

const BROKE = 500;
/** Pieces that go at once. */
const MOST = 500;

/** What a turn is about, so that another process can go on with it. */
export interface Task {
  readonly command: ChatCommand;
  readonly transport: string;
  /** The id of the visitor's words. */
  readonly said: string;
  readonly quiet: boolean;
  readonly cut?: boolean;
}

/** The turns of one room that this process takes, or hears of. */
export interface Turns {
  /** This process took it: the bot thinks. */
  readonly begin: (turn: string, task: Task) => Turn;
  /** Another one has it, or had it. */
  readonly attach: (turn: string) => Turn;
  /** It was seized: the bot says the rest. */
  readonly goOn: (turn: string) => Promise<void>;
  readonly isBusy: (turn: string) => boolean;
  /** Any of them is spoken here, or heard. */
  readonly isAtWork: () => boolean;
  readonly stop: (turn: string) => void;
  /** Looks for pieces that were not heard of. */
  readonly look: () => void;
}

export interface TurnsOptions {
  readonly id: string;
  readonly key: string;
  readonly house: RedisHouse;
  readonly brain: (task: Task) => Brain;
  /** What was said before the visitor's words. */
  readonly before: (said: string) => readonly Utterance[];
  readonly say: (words: readonly Words[], turn?: string, asked?: Permission | null) => Promise<readonly Utterance[]>;
  /** Ends it without a word; what does not count may be taken again. */
  readonly close: (turn: string, counts: boolean) => Promise<boolean>;
  /** Asks whoever speaks it to stop. */
  readonly stop: (turn: string) => void;
}

export function createTurns({ id, key, house, brain, before, say, close, stop }: TurnsOptions): Turns {
  const { redis, names, me, ttl, clock, report } = house;
  const running = new Map<string, AbortController>();
  const heard = new Map<string, HeardReply>();

  /** Writes down what is said as it is said, as much at once as came meanwhile; the last word is a piece of its own. */
  async function write(turn: string, pieces: AsyncIterable<Piece>): Promise<void> {
    const kept = names.turn(key, turn);
    let waiting: Piece[] = [];
    let writing = Promise.resolve();
    const flush = async (): Promise<void> => {
      while (waiting.length > 0) {
        const texts = waiting.slice(0, MOST).map((piece) => JSON.stringify(piece));
        const size = await redis.run(SPEAK, [kept.turn, kept.pieces], [me, ttl, kept.channel, ...texts]);
        // Another process has it now.
        if (Number(size) < 0) return running.get(turn)?.abort();
        waiting = waiting.slice(texts.length);
      }
    };
    for await (const piece of pieces) {
      waiting = [...waiting, piece];
      if (waiting.length === 1) writing = writing.then(flush);
      // Whoever hears it fails at the end, not in between.
      writing.catch(() => {});
    }
    await writing;
    await flush();
  }
  async function* toItsEnd(reply: Reply): AsyncGenerator<Piece> {
    if (reply.ready) yield { type: 'whole', answer: reply.ready };
    else
      try {
        yield* reply.bits();
      } catch {
        yield { type: 'end', fail: BROKE };
        return;
      }
    yield { type: 'end' };
  }
  function think(task: Task, controller: AbortController): Answer | AsyncIterable<Bit> {
    const { command, transport, said } = task;
    return brain(task)({
      ...{ command, transport, transcript: before(said) },
      sessionId: id,
      signal: controller.signal,
    });
  }
  const release = (turn: string) => running.delete(turn);

  function attach(turn: string): Turn {
    const known =
      heard.get(turn) ??
      hearReply({
        ...{ redis, clock, names: names.turn(key, turn), stop: () => stop(turn) },
        over: () => heard.delete(turn),
      });
    heard.set(turn, known);
    return { id: turn, reply: known.reply, committed: false, utter: async (...words) => say(words, turn) };
  }

  function begin(turn: string, task: Task): Turn {
    const controller = new AbortController();
    running.set(turn, controller);
    const thought = think(task, controller);
    const reply = Symbol.asyncIterator in thought ? streamedReply(thought, controller) : readyReply(thought, clock);
    const { fail } = reply.ready ?? {};
    const written = write(turn, toItsEnd(reply));
    // Words that could not be kept are said again by whoever finds the turn open.
    written.catch(() => release(turn));
    reply
      .over()
      .then(async (answer) => {
        if (shows(answer)) return;
        await written;
        await close(turn, !answer.fail);
        release(turn);
      })
      .catch(() => release(turn));
    return {
      id: turn,
      reply,
      committed: fail === undefined,
      async utter(...words) {
        try {
          await written;
          return await say(words, turn, (await reply.over()).permission ?? null);
        } finally {
          release(turn);
        }
      },
    };
  }

  async function* rest(task: Task, known: readonly Piece[], controller: AbortController): AsyncGenerator<Piece> {
    const said = bitsIn(known);
    try {
      const thought = think(task, controller);
      if (Symbol.asyncIterator in thought) yield* continued(said, thought);
      else yield { type: 'whole', answer: thought };
      yield { type: 'end' };
    } catch (error) {
      report(error);
      yield { type: 'end', fail: BROKE };
    }
  }

  async function goOn(turn: string): Promise<void> {
    const controller = new AbortController();
    running.set(turn, controller);
    try {
      const kept = names.turn(key, turn);
      const [text, pieces] = await Promise.all([
        redis.send('HGET', kept.turn, 'task'),
        redis.send('LRANGE', kept.pieces, 0, -1) as Promise<readonly string[]>,
      ]);
      if (typeof text !== 'string') return void (await close(turn, false));
      const task = JSON.parse(text) as Task;
      const known = pieces.map((piece) => JSON.parse(piece) as Piece);
      const isOver = known.at(-1)?.type === 'end';
      const all: Piece[] = [...known];
      async function* noted(source: AsyncIterable<Piece>): AsyncGenerator<Piece> {
        for await (const piece of source) {
          all.push(piece);
          yield piece;
        }
      }
      async function* nothing(): AsyncGenerator<Piece> {
        yield { type: 'end' };
      }
      if (!isOver) await write(turn, noted(task.cut ? nothing() : rest(task, known, controller)));
      const end = all.at(-1);
      const whole = all.find((piece) => piece.type === 'whole');
      const answer = whole?.type === 'whole' ? whole.answer : sum(bitsIn(all));
      if ((end?.type === 'end' && end.fail !== undefined) || answer.fail) await close(turn, false);
      else if (shows(answer))
        await say([{ id: `${task.said}.reply`, author: 'bot', answer }], turn, answer.permission ?? null);
      else await close(turn, true);
    } finally {
      release(turn);
    }
  }

  return {
    begin,
    attach,
    goOn,
    isBusy: (turn) => running.has(turn),
    isAtWork: () => running.size > 0 || heard.size > 0,
    stop: (turn) => running.get(turn)?.abort(),
    look: () => heard.forEach(({ look }) => look()),
  };
}
