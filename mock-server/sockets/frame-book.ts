import type { Frame } from '../../src/transports/websocket/wire.js';
import type { Conversation } from '../conversations.js';
import type { Utterance } from '../utterance.js';
import { frameOf } from './spoken-frame.js';

/** Somebody with an open socket. */
export interface Member {
  /** Nobody else's, in whichever process. */
  readonly id: string;
  readonly hear: (frame: Frame) => void;
}

/** A frame that whoever was away may ask for again. */
interface Kept {
  readonly frame: Frame;
  /** Where it stands: its own `seq`, or that of the last numbered frame before it. */
  readonly place: number;
}

/** The frames of one conversation, numbered and kept, and the sockets that hear them. */
export interface FrameBook {
  readonly members: Set<Member>;
  /** Tells all members but the one who said it, and keeps nothing. */
  readonly relay: (frame: Frame, from?: Member) => void;
  /** What came after `seq` and is kept still, besides the asker's own words. */
  readonly since: (seq: number, userId: string | undefined) => readonly Frame[];
  /** The first number that is kept, one more than the last where nothing is, and the last. */
  readonly span: () => { readonly first: number; readonly last: number };
}

/** Writes down what the bot and agents say from now on, and what they said before; the last `history` frames are kept. */
export function createFrameBook(room: Conversation, history: number): FrameBook {
  const members = new Set<Member>();
  let kept: readonly Kept[] = [];
  let seq = 0;

  const keep = (frame: Frame): void => {
    kept = [...kept, { frame, place: seq }].slice(-history);
  };
  const others = (frame: Frame, from: unknown): void => {
    for (const member of members) if (member.id !== from) member.hear(frame);
  };
  function tell(said: Utterance): void {
    const frame = frameOf(said, room.id);
    if (!frame) return;
    seq = said.place;
    const shown = said.author === 'user' ? frame : { ...frame, seq };
    keep(shown);
    others(shown, said.wire?.['from']);
  }
  for (const said of room.transcript) tell(said);
  room.listen(tell);
  room.heed(({ frame, from }) => others(frame as Frame, from));

  return {
    members,
    relay: (frame, from) => room.signal({ frame, ...(from && { from: from.id }) }),
    since: (after, userId) =>
      kept
        .filter(({ frame, place }) =>
          frame.seq === undefined ? place >= after && frame.sender?.userId !== userId : place > after,
        )
        .map(({ frame }) => frame),
    span: () => ({ first: kept.find(({ frame }) => frame.seq !== undefined)?.place ?? seq + 1, last: seq }),
  };
}
