import { QUEUE, type Message } from '../../../src/transports/airy/wire.js';
import { knows } from '../../../src/protocol/match.js';
import type { Backend } from '../../backend.js';
import { admit, tokenOf, type Admitted } from '../../doors/airy/access.js';
import { pushed, talkIn } from '../../doors/airy/talk.js';
import type { LogEntry } from '../../request-log.js';
import { createHurry, FRAMES_A_SECOND } from '../hurry.js';
import type { Peer, Seat } from '../peer.js';
import { createRoad } from '../road.js';
import { BEAT, StompError, writeFrame, type StompFrame, type StompVersion } from './frame.js';
import { createHeartBeats, EVERY } from './heart-beats.js';
import { createStompReader } from './reader.js';

/** The sub-protocols of a STOMP socket, the best one first. */
export const stompProtocols = ['v12.stomp', 'v11.stomp', 'v10.stomp'] as const;

const versions: readonly StompVersion[] = ['1.2', '1.1', '1.0'];
const POLICY_VIOLATION = 1008;
const PROTOCOL_ERROR = 1002;
const GOING = 1000;

/** What a frame is called on the road, where faults wait for it. */
const nameOf = (text: string): readonly string[] => {
  const [name] = /^[A-Z]+(?=\r?\n)/.exec(text) ?? [];
  return name === undefined ? [] : [name];
};

/** As it may be looked at: without its token. */
const readable = ({ command, headers, body }: StompFrame): object => {
  const { Authorization: token, authorization = token, passcode, ...rest } = headers;
  return {
    command,
    headers: { ...rest, ...((authorization ?? passcode) !== undefined && { authorization: '[redacted]' }) },
    body,
  };
};

/**
 * A seat in a conversation of Airy's (PROTOCOL.md, “airy”): STOMP, by the token in its CONNECT frame. Everything that is
 * said comes to whoever subscribed, in both directions.
 */
export function takeStompSeat(backend: Backend, peer: Peer, url: URL, headers: Headers): Seat {
  const { clock, log, sessions, conversations } = backend;
  const road = createRoad(backend, url.pathname, peer, nameOf);
  const hurried = createHurry(clock.now);
  const socket = crypto.randomUUID();
  const subscriptions = new Map<string, string>();
  let version: StompVersion = '1.0';
  let visitor: Admitted | undefined;
  let unlisten = () => {};
  let count = 0;
  let gone = false;

  const reader = createStompReader(() => version);
  const say = (command: string, about: Readonly<Record<string, string>>, body = ''): void =>
    road.down(writeFrame({ command, headers: about, body }, version));
  function leave(): void {
    gone = true;
    unlisten();
    beats.stop();
    subscriptions.clear();
  }
  /** Says why, and is gone. */
  function refuse(message: string, about: Readonly<Record<string, string>> = {}): void {
    if (gone) return;
    say('ERROR', { message, ...about });
    leave();
    road.end(PROTOCOL_ERROR, 'The connection is over.');
  }
  const beats = createHeartBeats({
    clock,
    beat: () => road.down(BEAT),
    onSilence: () => refuse('The client gave no sign of life.'),
  });

  function push(message: Message): void {
    if (!visitor) return;
    const body = JSON.stringify(pushed(message, visitor.channel, visitor.session.conversation));
    for (const [subscription, destination] of subscriptions)
      say(
        'MESSAGE',
        {
          destination,
          subscription,
          'message-id': `${socket}-${(count += 1)}`,
          'content-type': 'application/json',
        },
        body,
      );
  }

  async function connect({ headers: given }: StompFrame, entry: LogEntry): Promise<void> {
    if (visitor) return refuse('The client is connected already.');
    const accepted = (given['accept-version'] ?? '1.0').split(',').map((each) => each.trim());
    const agreed = versions.find((each) => accepted.includes(each));
    if (!agreed) return refuse('None of these versions is spoken here.', { version: versions.join(',') });
    const token = tokenOf(given['Authorization'] ?? given['authorization']);
    const admitted = await admit(backend, 'airy', token, headers.get('origin')).catch(() => undefined);
    if (gone) return;
    entry.status = admitted ? 200 : 401;
    if (!admitted) return refuse('401 Unauthorized');
    const room = await conversations.join('airy', admitted.session.conversation);
    if (gone) return;
    visitor = admitted;
    version = agreed;
    const [deafen, release] = [talkIn(room).listen(push), room.hold()];
    unlisten = () => (deafen(), release());
    say('CONNECTED', {
      version: agreed,
      'heart-beat': `${EVERY},${EVERY}`,
      'user-name': admitted.session.conversation,
    });
    beats.begin(given['heart-beat']);
  }

  const idOf = ({ headers: { id, destination } }: StompFrame): string => {
    const name = id ?? (version === '1.0' ? destination : undefined);
    if (name === undefined) throw new StompError('The header “id” is missing.');
    return name;
  };
  const nothing = (): void => {};
  /** What each frame of a client does; nobody waits for words or acknowledgements here. */
  const deeds: Readonly<Record<string, (frame: StompFrame) => void>> = {
    SUBSCRIBE(frame) {
      const { destination } = frame.headers;
      if (destination === undefined) throw new StompError('The header “destination” is missing.');
      const id = idOf(frame);
      // Other queues are there, and nobody speaks on them.
      if (destination === QUEUE) subscriptions.set(id, destination);
    },
    UNSUBSCRIBE: (frame) => void subscriptions.delete(idOf(frame)),
    SEND: nothing,
    ACK: nothing,
    NACK: nothing,
    BEGIN: nothing,
    COMMIT: nothing,
    ABORT: nothing,
    DISCONNECT: nothing,
  };

  async function obey(frame: StompFrame, entry: LogEntry): Promise<void> {
    const { command } = frame;
    if (command === 'CONNECT' || command === 'STOMP') return connect(frame, entry);
    if (!visitor || !sessions.lasts(visitor.session)) return refuse('401 Unauthorized');
    if (!knows(deeds, command)) return refuse('The client said something that is no command.');
    deeds[command]?.(frame);
    const { receipt } = frame.headers;
    if (receipt !== undefined) say('RECEIPT', { 'receipt-id': receipt });
    entry.status = 200;
    if (command !== 'DISCONNECT') return;
    leave();
    road.end(GOING, 'Until next time.');
  }
  async function take(text: string): Promise<void> {
    if (gone) return;
    beats.heard();
    try {
      for (const frame of reader.feed(text)) {
        if (frame === BEAT || gone) continue;
        await obey(frame, log.open('WS', url, headers, readable(frame)));
      }
    } catch (thrown) {
      if (!(thrown instanceof StompError)) backend.report(thrown);
      refuse(thrown instanceof StompError ? thrown.message : 'The server broke.');
    }
  }
  let turn = Promise.resolve();
  const inTurn = (text: string): void => void (turn = turn.then(() => take(text)));

  return {
    hear(text) {
      if (hurried()) peer.close(POLICY_VIOLATION, `More than ${FRAMES_A_SECOND} frames a second.`);
      else road.up(text, inTurn);
    },
    leave,
  };
}
