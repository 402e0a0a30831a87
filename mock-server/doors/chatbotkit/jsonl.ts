import type { StreamType } from '../../../src/transports/chatbotkit/wire.js';
import type { Backend } from '../../backend.js';
import { ConnectionReset } from '../../faults/broken.js';
import { createSilence } from './silence.js';

/** Milliseconds of silence after which an empty line says that the answer still comes. */
const QUIET = 15_000;

/** A line of the stream. */
export interface StreamEvent {
  readonly type: StreamType;
  readonly data: object;
}

/** Whether a caller wants the answer as it is said. */
export const wantsStream = (accept: string | undefined): boolean =>
  /\bapplication\/(?:jsonl|x-ndjson)\b/i.test(accept ?? '');

/**
 * Events as lines of JSON, each made only when there is room for it. Whoever leaves ends them: `leave` is called, and the
 * generator is returned from.
 */
export function jsonlResponse(
  events: AsyncGenerator<StreamEvent, unknown>,
  { clock, connections, report }: Pick<Backend, 'clock' | 'connections' | 'report'>,
  leave: () => void,
): Response {
  const encoder = new TextEncoder();
  const ending = new AbortController();
  const silence = createSilence(QUIET, clock, ending.signal);
  let next: Promise<IteratorResult<StreamEvent, unknown>> | undefined;
  let over = false;
  let hangUp = () => {};

  function finish(): void {
    over = true;
    hangUp();
    ending.abort();
  }
  function end(): void {
    finish();
    leave();
    events.return(undefined).catch(report);
  }
  /** The next line; empty when there was none for a while. */
  async function line(): Promise<string | undefined> {
    next ??= events.next();
    const step = await new Promise<IteratorResult<StreamEvent, unknown> | undefined>((resolve, reject) => {
      silence.dread(() => resolve(undefined));
      next?.then(resolve, reject);
    });
    silence.broken();
    if (!step) return '\n';
    next = undefined;
    return step.done ? undefined : `${JSON.stringify({ ...step.value, createdAt: clock.now() })}\n`;
  }

  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      const reset = () => {
        if (over) return;
        end();
        controller.error(new ConnectionReset());
      };
      hangUp = connections.add('stream', { reset }).end;
    },
    pull: async (controller) => {
      const said = await line().catch((error: unknown) => {
        end();
        throw error;
      });
      if (over) return;
      if (said !== undefined) return controller.enqueue(encoder.encode(said));
      finish();
      controller.close();
    },
    cancel: () => {
      if (!over) end();
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'application/jsonl; charset=utf-8', 'cache-control': 'no-store' },
  });
}
