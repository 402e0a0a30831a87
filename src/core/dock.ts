import type { Platform } from '../platform/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import { toChatError, type ChatError } from '../protocol/errors.js';
import { outlives } from './desk.js';
import { createHeldBack } from './held-back.js';
import type { HeldFiles } from './held-files.js';
import type { Kept } from './kept.js';

export interface DockOptions {
  readonly platform: Pick<Platform, 'now' | 'after' | 'attention'>;
  readonly files: Pick<HeldFiles, 'holds' | 'complete'>;
  readonly kept: Kept;
  readonly sessionId: () => string;
  /** Whether it has a bubble. */
  readonly isShown: (id: string) => boolean;
  /** Where a command stands in the line, over reloads. */
  readonly place: (id: string) => number;
  /** Nothing leaves before it has settled. */
  readonly begun: Promise<void>;
  /** It is ready to go: whoever leads sends it. */
  readonly hand: (command: ChatCommand, sessionId: string) => void;
  readonly failed: (command: ChatCommand, error: ChatError) => void;
  readonly changed: () => void;
}

/** What this tab says, on its way to the leader: files are stored and records are written, in the order of saying. */
export interface Dock {
  readonly put: (command: ChatCommand) => void;
  /** The next one to be put with this id may be taken back, by `drop`, for so many milliseconds. */
  readonly hold: (id: string, ms: number) => void;
  /** It may still be taken back. */
  readonly holds: (id: string) => boolean;
  /** Does it when all that was put before has been handed over. */
  readonly then: (deed: () => void) => void;
  /** Begins anew with one whose files did not arrive; one that is held goes at once. False when it is none of those. */
  readonly retry: (id: string) => boolean;
  readonly drop: (id: string) => void;
  /** Gives up the files that are being stored. */
  readonly stop: () => void;
  /** Gives up everything, silently. */
  readonly clear: () => void;
  /** Something is on its way; what is only held is not. */
  readonly atWork: () => boolean;
  /** Whether something has not left yet, held or not. */
  readonly waits: () => boolean;
}

export function createDock(options: DockOptions): Dock {
  const { platform, files, kept, hand, changed } = options;
  /** Only this tab has their files. */
  const unsent = new Map<string, ChatCommand>();
  const heldBack = createHeldBack(platform, changed);
  let line = options.begun;
  let waiting = 0;
  let life = new AbortController();
  let storing = new AbortController();

  async function load(command: ChatCommand, signal: AbortSignal, turn: Promise<void>): Promise<void> {
    const { id } = command;
    const goes = heldBack.goes(id);
    await options.begun;
    if (signal.aborted) return;
    const record = {
      command,
      sessionId: options.sessionId(),
      createdAt: platform.now(),
      attempts: 0,
      place: options.place(id),
      hidden: !options.isShown(id),
    };
    const filesMissing = files.holds(id);
    // At once, whatever waits before it: the page may be gone in the next moment.
    const written = outlives(command) ? kept.command(filesMissing ? { ...record, filesMissing } : record) : undefined;
    await turn;
    if (!(await goes)) {
      await written;
      kept.removeCommand(id);
      return;
    }
    if (signal.aborted) return;
    // Whoever sends it writes it down before: this tab's own record is for the case that nobody does.
    if (!filesMissing) return hand(command, record.sessionId);
    await written;
    const complete = await files.complete(command, storing.signal);
    if (signal.aborted) return;
    await kept.command({ ...record, command: complete });
    if (!signal.aborted) hand(complete, record.sessionId);
  }

  function put(command: ChatCommand): void {
    const { signal } = life;
    waiting++;
    changed();
    const turn = line;
    line = (async () => {
      try {
        await load(command, signal, turn);
      } catch (reason) {
        if (signal.aborted) return;
        unsent.set(command.id, command);
        options.failed(command, toChatError(reason));
      } finally {
        waiting--;
        changed();
      }
    })();
  }

  return {
    put,
    hold: heldBack.hold,
    holds: heldBack.holds,
    then: (deed) => void (line = line.then(deed)),
    retry(id) {
      if (heldBack.end(id, true)) return true;
      const command = unsent.get(id);
      if (!command) return false;
      unsent.delete(id);
      put(command);
      return true;
    },
    drop(id) {
      heldBack.end(id, false);
      unsent.delete(id);
    },
    stop() {
      storing.abort();
      storing = new AbortController();
    },
    clear() {
      life.abort();
      life = new AbortController();
      unsent.clear();
      heldBack.clear();
    },
    atWork: () => waiting > heldBack.size(),
    waits: () => waiting > 0,
  };
}
