import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Permission } from '../../src/protocol/permission.js';
import { shows } from '../bot/answer.js';
import { createCompany } from '../company.js';
import {
  quiet,
  wordsOf,
  type Conversation,
  type Family,
  type Manner,
  type Turn,
  type Words,
} from '../conversations.js';
import type { JsonObject } from '../doors/json.js';
import type { Utterance } from '../utterance.js';
import type { RedisHouse } from './redis-house.js';
import { createTurns, type Task } from './turns.js';
import { NOTE, SEIZE, TAKE } from './scripts.js';

const REMEMBERED = 500;

type Said = Omit<Utterance, 'at' | 'place'>;

/** One step of a room: what was said, and which turn was taken by whom, or is over. */
interface Entry {
  readonly said?: readonly Said[];
  readonly person?: string | null;
  readonly asked?: Permission | null;
  readonly opens?: readonly [turn: string, owner: string];
  readonly closes?: string;
}

/** An entry as it came: its number, the time of its first words, and how much was said before. */
export type Numbered = readonly [number: string, at: string, place: string, entry: string];

/** A room as this process knows it. */
export interface RedisRoom extends Conversation {
  readonly take: (news: Numbered) => void;
  readonly sign: (sign: JsonObject) => void;
  /** Looks at what was said since. */
  readonly catchUp: () => Promise<void>;
  readonly settle: (person: string | undefined, asked: string | undefined, open: readonly string[]) => void;
  /** Turns that are open, and who has them. */
  readonly open: () => ReadonlyMap<string, string>;
  /** Goes on with what another process began, or this one lost sight of. */
  readonly adopt: (turn: string, owner: string) => Promise<void>;
  readonly isBusy: (turn: string) => boolean;
  /** Nobody wants the rest of a turn that is spoken here. */
  readonly stop: (turn: string) => void;
  readonly look: () => void;
}

const partsOf = (text: string): Entry => JSON.parse(text) as Entry;

/** A room whose log is in Redis: every process reads the same steps in the same order. */
export function createRedisRoom(family: Family, id: string, epoch: string, house: RedisHouse): RedisRoom {
  const { redis, names, me, ttl, most, journal, brain, clock, report } = house;
  const key = `${family}:${id}`;
  const kept = names.room(key);
  const company = createCompany();
  const open = new Map<string, string>();
  let transcript: readonly Utterance[] = [];
  let asked: Permission | undefined;
  let person: string | undefined;
  let last = 0;
  let reading: Promise<void> | undefined;

  function apply(number: number, at: number, before: number, entry: Entry): void {
    if (number <= last) return;
    last = number;
    if (entry.person !== undefined) person = entry.person ?? undefined;
    if (entry.asked !== undefined) asked = entry.asked ?? undefined;
    if (entry.opens) open.set(...entry.opens);
    if (entry.closes !== undefined) open.delete(entry.closes);
    let place = before;
    for (const [index, said] of (entry.said ?? []).entries()) {
      if (said.answer) place += 1;
      const noted = { ...said, at: at + index, place };
      transcript = [...transcript, noted].slice(-REMEMBERED);
      company.tell(noted);
    }
  }
  async function read(): Promise<void> {
    const found = (await redis.send('XRANGE', kept.log, `(${last}-0`, '+')) as readonly [string, readonly string[]][];
    for (const [number, [, at, , place, , entry = '{}']] of found)
      apply(Number.parseInt(number, 10), Number(at), Number(place), partsOf(entry));
  }
  /** One look at a time: whoever asks while one is under way may want what it has missed. */
  const catchUp = (): Promise<void> => {
    const next = (reading ?? Promise.resolve()).catch(() => {}).then(read);
    const mine = next.finally(() => {
      if (reading === mine) reading = undefined;
    });
    reading = mine;
    return mine;
  };
  function take([number, at, place, entry]: Numbered): void {
    if (Number(number) > last + 1) void catchUp().catch(() => {});
    else apply(Number(number), Number(at), Number(place), partsOf(entry));
  }
  /** What a script wrote is known here when this is over. */
  async function known(answer: unknown, entry: Entry): Promise<boolean> {
    const [done, number = '', at = '', place = ''] = answer as readonly [number, ...string[]];
    if (done !== 1) return false;
    if (Number(number) === last + 1) apply(Number(number), Number(at), Number(place), entry);
    else if (Number(number) > last) await catchUp();
    return true;
  }
  const header = (entry: Entry) => {
    const { said = [] } = entry;
    return [names.news, key, JSON.stringify(entry), said.length, said.filter(({ answer }) => answer).length, ttl, most];
  };
  const keys = (turn: string) => [kept.log, kept.room, kept.open, names.rooms, names.turn(key, turn).turn];

  async function note(entry: Entry, turn = '', counts = true): Promise<boolean> {
    const personal = entry.person === undefined ? '' : (entry.person ?? 'null');
    const asking = entry.asked === undefined ? '' : JSON.stringify(entry.asked);
    const values = [...header(entry), personal, asking, turn, me, counts ? 'yes' : 'no'];
    return known(await redis.run(NOTE, keys(turn), values), entry);
  }
  const saidOf = (words: Words): Said => ({
    ...words,
    id: words.id ?? crypto.randomUUID(),
    text: words.answer.text ?? '',
  });
  const notedOf = (said: Said): Utterance =>
    transcript.findLast((each) => each.id === said.id) ?? { ...said, at: clock.now(), place: 0 };

  async function say(
    words: readonly Words[],
    turn?: string,
    asking?: Permission | null,
  ): Promise<readonly Utterance[]> {
    const said = words.map(saidOf);
    for (const each of said) if (each.answer) journal.say(each.id, id, each.answer);
    const shown = said.filter(({ answer }) => answer && shows(answer));
    if (shown.length === 0 && turn === undefined) return said.map(notedOf);
    await note({ said: shown, ...(turn !== undefined && { closes: turn, asked: asking ?? null }) }, turn);
    return said.map(notedOf);
  }
  const turns = createTurns({
    ...{ key, house },
    brain: (task) => (task.quiet ? quiet : brain),
    id,
    before: (said) => {
      const at = transcript.findIndex((each) => each.id === said && each.author === 'user');
      return at < 0 ? transcript : transcript.slice(0, at);
    },
    say,
    close: (turn, counts) => note({ closes: turn }, turn, counts),
    stop: (turn) => void redis.send('PUBLISH', names.news, JSON.stringify(['stop', key, turn])).catch(() => {}),
  });

  const taking =
    (isQuiet: boolean) =>
    async (
      command: ChatCommand,
      requestId: string | undefined,
      transport = '',
      { wire, cut }: Manner = {},
    ): Promise<Turn> => {
      const turn = requestId ?? crypto.randomUUID();
      const said = { id: requestId ?? command.id, author: 'user' as const, text: wordsOf(command) };
      const { text } = said;
      const isNew = !transcript.some((each) => each.author === 'user' && each.id === said.id);
      const words = text !== undefined && isNew ? [{ ...said, text, ...(wire && { wire }) }] : [];
      const entry: Entry = { said: words, opens: [turn, me] };
      const task: Task = { command, transport, said: said.id, quiet: isQuiet, ...(cut && { cut }) };
      const values = [...header(entry), turn, me, JSON.stringify(task)];
      const answer = await redis.run(TAKE, [...keys(turn), kept.turns], values);
      if (await known(answer, entry)) {
        journal.commit({ transport, sessionId: id, id: said.id, text: text ?? '' });
        return turns.begin(turn, task);
      }
      const [, owner] = answer as readonly [number, string];
      // This process took it, and did not hear that it had.
      if (owner === me && !turns.isBusy(turn)) return turns.begin(turn, task);
      return turns.attach(turn);
    };

  return {
    ...{ id, key, epoch },
    get asked() {
      return asked;
    },
    get person() {
      return person;
    },
    get transcript() {
      return transcript;
    },
    act: taking(false),
    pass: taking(true),
    turn: async (turn) => ((await redis.send('EXISTS', names.turn(key, turn).turn)) ? turns.attach(turn) : undefined),
    assign: async (next) => void (await note({ person: next ?? null })),
    async utter(words) {
      const [said] = await say([words]);
      return said ?? notedOf(saidOf(words));
    },
    ...company.ways,
    isInUse: () => company.isHere() || turns.isAtWork(),
    signal(sign) {
      company.sign(sign);
      void redis.send('PUBLISH', names.news, JSON.stringify(['sign', key, me, sign])).catch(() => {});
    },
    take,
    sign: company.sign,
    catchUp,
    settle(now, asking, still) {
      person = now;
      asked = asking === undefined ? undefined : (JSON.parse(asking) as Permission);
      open.clear();
      for (let at = 0; at + 1 < still.length; at += 2) open.set(String(still[at]), String(still[at + 1]));
    },
    open: () => open,
    async adopt(turn, owner) {
      const entry: Entry = { opens: [turn, me] };
      const values = [...header(entry), turn, owner, me];
      const seized = await redis.run(SEIZE, [...keys(turn), names.alive(owner)], values);
      if (await known(seized, entry)) await turns.goOn(turn).catch(report);
      else {
        // Somebody else was faster, or it is over.
        open.delete(turn);
        await catchUp();
      }
    },
    isBusy: turns.isBusy,
    stop: turns.stop,
    look: turns.look,
  };
}
