import { Problem } from '../problem.js';
import type { Redis } from './connection.js';
import type { Names } from './names.js';
import type { RedisRoom } from './redis-room.js';

/** So often is a sign of life given before the last one is too old. */
const OFTEN = 3;

export interface LifeOptions {
  readonly redis: Redis;
  readonly names: Names;
  readonly me: string;
  /** Milliseconds after its last sign of life at which a process is taken for dead. */
  readonly lease: number;
  /** Rooms that this process has to do with. */
  readonly rooms: () => readonly RedisRoom[];
  readonly report: (error: unknown) => void;
}

/** One sign of life for all that a process does, and an eye on those whose turns its own visitors wait for. */
export function keepAlive({ redis, names, me, lease, rooms, report }: LifeOptions): {
  readonly end: () => Promise<void>;
} {
  const isAlive = async (owner: string): Promise<boolean> =>
    owner === me || Number(await redis.send('EXISTS', names.alive(owner))) === 1;

  async function watch(): Promise<void> {
    await redis.send('SET', names.alive(me), '1', 'PX', lease);
    const alive = new Map<string, Promise<boolean>>();
    for (const room of rooms()) {
      room.look();
      for (const [turn, owner] of room.open()) {
        if (room.isBusy(turn)) continue;
        const lives = alive.get(owner) ?? isAlive(owner);
        alive.set(owner, lives);
        // A turn of this process that it is not at was lost in an outage.
        if (owner === me || !(await lives)) void room.adopt(turn, owner).catch(() => {});
      }
    }
  }
  let round: Promise<void> | undefined;
  const look = () =>
    void (round ??= watch()
      // That Redis is away was told already.
      .catch((error: unknown) => error instanceof Problem || report(error))
      .then(() => void (round = undefined)));
  const timer = setInterval(look, lease / OFTEN);
  timer.unref();
  look();
  return {
    async end() {
      clearInterval(timer);
      // Others need not wait to go on with what is left.
      await redis.send('DEL', names.alive(me)).catch(() => {});
    },
  };
}
