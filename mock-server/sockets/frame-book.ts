import type { Frame } from '../../src/transports/websocket/wire.js';
import type { Conversation } from '../conversations.js';
import type { Utterance } from '../utterance.js';
import { frameOf } from './spoken-frame.js';

/** Somebody with an open socket. */
export interface Member {
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
  /** Tells all members but the one who said it; what was said is kept, who came and went is not. */
  readonly relay: (frame: Frame, from: Member) => void;
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
  function tell(said: Utterance): void {
    const frame = frameOf(said, room.id);
    if (!frame) return;
    seq += 1;
    const numbered = { ...frame, seq };
    keep(numbered);
    for (const member of members) member.hear(numbered);
  }
  for (const said of room.transcript) tell(said);
  room.listen(tell);

  return {
    members,
    relay(frame, from) {
      if (frame.event === 'new message') keep(frame);
      for (const member of members) if (member !== from) member.hear(frame);
    },
    since: (after, userId) =>
      kept
        .filter(({ frame, place }) =>
          frame.seq === undefined ? place >= after && frame.sender?.userId !== userId : place > after,
        )
        .map(({ frame }) => frame),
    span: () => ({ first: kept.find(({ frame }) => frame.seq !== undefined)?.place ?? seq + 1, last: seq }),
  };
}
