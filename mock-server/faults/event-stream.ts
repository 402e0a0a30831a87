import type { Backend } from '../backend.js';
import { ConnectionReset } from './broken.js';
import { createGate } from './gate.js';
import { createLane } from './lane.js';

type Bytes = Uint8Array<ArrayBuffer>;

const BOUNDARY = /\r\n\r\n|\n\n|\r\r/;
const LINE = /\r\n|\n|\r/;

/** Events of a stream as they are written, each with the empty line that ends it. */
export function createEventCutter(): (text: string) => readonly string[] {
  let rest = '';
  return (text) => {
    const events: string[] = [];
    rest += text;
    for (let end = BOUNDARY.exec(rest); end; end = BOUNDARY.exec(rest)) {
      const size = end.index + end[0].length;
      events.push(rest.slice(0, size));
      rest = rest.slice(size);
    }
    return events;
  };
}

interface Event {
  /** Its name and its id; a comment has none. */
  readonly names: readonly string[];
  readonly data: string;
  /** The same event with other data. */
  readonly withData: (data: string) => string;
}

function readEvent(text: string): Event {
  const lines = text.split(LINE).filter((line) => line !== '');
  const values = (field: string) =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ''));
  const rest = lines.filter((line) => !line.startsWith('data:'));
  const [name = 'message'] = values('event').slice(-1);
  const isComment = lines.every((line) => line.startsWith(':'));
  return {
    names: isComment ? [] : [name, ...values('id').slice(-1)],
    data: values('data').join('\n'),
    withData: (data) => [...rest, ...data.split('\n').map((line) => `data: ${line}`), '', ''].join('\n'),
  };
}

/** Whether an answer is a stream of server-sent events. */
export const isEventStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') ?? false;

/** A stream of events with each event on the road of the control door's faults. An unfinished last event is lost. */
export function spoiltEvents(
  body: ReadableStream<Bytes>,
  { faults, clock, report, connections }: Backend,
  path: string,
): ReadableStream<Bytes> {
  const reader = body.getReader();
  let over = false;
  let hangUp = () => {};
  const finish = (how: () => void) => {
    if (over) return;
    over = true;
    hangUp();
    how();
    reader.cancel().catch(report);
  };

  const open = (controller: ReadableStreamDefaultController<Bytes>) => {
    const reset = () => finish(() => controller.error(new ConnectionReset()));
    const close = () => finish(() => controller.close());
    hangUp = connections.add('stream', { reset }).end;
    const gate = createGate({ reset, close });
    const lane = createLane({ faults, clock, report, gate, traffic: { kind: 'event', method: 'SSE', path } });
    const cut = createEventCutter();
    const decoder = new TextDecoder();
    const encoder = new TextEncoder();
    const carry = (text: string) => {
      const event = readEvent(text);
      lane.carry(event.data, event.names, (data) => {
        if (!over) controller.enqueue(encoder.encode(data === event.data ? text : event.withData(data)));
      });
    };
    /** Takes from the source until something has arrived: what a fault holds back is not read past. */
    return async () => {
      while (!over && (controller.desiredSize ?? 0) > 0) {
        const piece = await reader.read();
        if (piece.done) {
          await lane.rest();
          return close();
        }
        cut(decoder.decode(piece.value, { stream: true })).forEach(carry);
        await lane.settled();
      }
    };
  };
  let pull = async () => {};
  return new ReadableStream<Bytes>({
    start: (controller) => void (pull = open(controller)),
    pull: (controller) => pull().catch((error: unknown) => finish(() => controller.error(error))),
    cancel: () => finish(() => {}),
  });
}
