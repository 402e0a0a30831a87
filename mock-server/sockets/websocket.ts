import { knows } from '../../src/protocol/match.js';
import type { Sender } from '../../src/transports/websocket/wire.js';
import type { Backend } from '../backend.js';
import type { Conversation } from '../conversations.js';
import { isAway, Problem } from '../problem.js';
import { createPass } from '../sessions/pass.js';
import type { Member } from './frame-book.js';
import { featuresOf, readFrame, withoutHistory } from './frame.js';
import { createHurry, FRAMES_A_SECOND } from './hurry.js';
import type { Peer, Seat } from './peer.js';
import { createRoad } from './road.js';
import { compose, deeds, wait, welcome } from './router.js';

const POLICY_VIOLATION = 1008;

/**
 * A seat in the router's rooms (PROTOCOL.md, “websocket”): one socket, in the session that its last frame named.
 * `?features=none` takes the extension away.
 */
export function takeSeat(backend: Backend, peer: Peer, url: URL, headers: Headers): Seat {
  const { conversations, clock, log, frameBooks } = backend;
  const features = featuresOf(url);
  const origin = url.origin.replace(/^ws/, 'http');
  const road = createRoad(backend, url.pathname, peer);
  const hurried = createHurry(clock.now);
  const pass = backend.tokens ? createPass(backend, peer, headers.get('origin')) : undefined;
  const member: Member = {
    id: crypto.randomUUID(),
    hear: (frame) => {
      if (pass && !pass.lasts()) return;
      road.down(JSON.stringify(features.includes('history') ? frame : withoutHistory(frame)));
    },
  };
  let room: Conversation | undefined;
  let sender: Sender | undefined;
  let release = () => {};
  let gone = false;

  const leave = () => {
    if (!room) return;
    const book = frameBooks(room);
    book.members.delete(member);
    if (sender) book.relay(compose({ backend, room }, sender, { event: 'user left' }), member);
    release();
    room = undefined;
  };
  const enter = (next: Conversation): Conversation => {
    if (room !== next) {
      leave();
      release = next.hold();
    }
    room = next;
    frameBooks(next).members.add(member);
    return next;
  };
  const obey = async (text: string): Promise<void> => {
    const entry = log.open('WS', url, headers, text);
    try {
      const heard = readFrame(text);
      entry.body = JSON.parse(text);
      if (!knows(deeds, heard.event))
        throw new Problem(400, 'bad-frame', `The router has no event “${String(heard.event)}”.`);
      if (pass) await pass.check(heard);
      if (gone) return;
      const next = await conversations.join('stentor', heard.sessionId);
      if (gone) return;
      const forgotten = room?.id === heard.sessionId && next !== room;
      const joined = enter(next);
      const place = { origin, backend, features, member, room: joined, book: frameBooks(joined) };
      sender = heard.sender;
      entry.status = 200;
      if (forgotten && heard.event !== 'user joined') member.hear(welcome(place));
      await deeds[heard.event](place, heard, entry);
    } catch (thrown) {
      if (isAway(thrown)) member.hear(wait(text, thrown.message, clock.now()));
      if (!(thrown instanceof Problem)) backend.report(thrown);
      entry.status = thrown instanceof Problem ? thrown.status : 500;
    }
  };
  let turn = Promise.resolve();
  const inTurn = (text: string) => void (turn = turn.then(() => obey(text)));
  return {
    hear: (text) => {
      if (hurried()) peer.close(POLICY_VIOLATION, `More than ${FRAMES_A_SECOND} frames a second.`);
      else road.up(text, inTurn);
    },
    leave: () => {
      gone = true;
      leave();
    },
  };
}
