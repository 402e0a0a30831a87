import type { Answer } from '../../bot/answer.js';
import { createLead } from '../../bot/lead.js';
import type { Reply } from '../../bot/reply.js';
import type { Clock } from '../../clock.js';
import { encodeBit, type SpokenEvent } from './turn-events.js';

/** How long an answer that nobody hears is kept up, in milliseconds: whoever lost the connection may come back. */
const GRACE = 15_000;
/** Characters that go out in one piece. */
const PIECE = 16 * 1024;
const PACE = 8;

/** An answer that is being spoken, and every word of it so far. */
export interface SpokenTurn {
  readonly id: string;
  readonly isOver: () => boolean;
  readonly isHeard: () => boolean;
  /** The stream of its events, from the one after that number on; undefined where there are none left. */
  readonly stream: (after: number) => ReadableStream<Uint8Array<ArrayBuffer>> | undefined;
  /** Nobody wants the rest. */
  readonly stop: () => void;
}

export interface TurnOptions {
  readonly id: string;
  readonly text: string;
  readonly reply: Reply;
  /** What is said instead, for those who want to see guards at work. */
  readonly script?: readonly SpokenEvent[] | undefined;
  readonly clock: Clock;
  /** Told of all that was said, once the last word is. */
  readonly said: (answer: Answer) => unknown;
  readonly report: (error: unknown) => void;
}

/** An event as it is written, numbered within its turn: so it can be asked for again. */
const written = (turn: string, number: number, { event, data }: SpokenEvent): string =>
  `id: ${turn}.${number}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Lets the bot speak a little ahead of whoever listens, and for a while whether or not somebody does. */
export function speakTurn({ id, text, reply, script, clock, said, report }: TurnOptions): SpokenTurn {
  const began = clock.now();
  const events: string[] = [];
  const lead = createLead();
  const listeners = new Set<symbol>();
  const waiting = new Set<() => void>();
  let words = '';
  let over = false;
  let stopped = false;
  let unheard = 0;

  function wake(): void {
    for (const each of waiting) each();
    waiting.clear();
  }
  function tell(event: SpokenEvent): void {
    if (over || stopped) return;
    const text = written(id, events.length + 1, event);
    events.push(text);
    lead.say(text.length);
    if (event.event === 'token') words += event.data.text;
    if (event.event === 'guard' && event.data.action !== 'escalate')
      words = event.data.replacement ?? event.data.detail ?? '';
    over = event.event === 'turn_end' || event.event === 'error';
    wake();
  }
  async function* spoken(): AsyncGenerator<SpokenEvent> {
    for (const event of script ?? []) {
      yield event;
      await clock.sleep(PACE);
    }
    if (!script) for await (const bit of reply.bits()) for (const event of encodeBit(bit)) yield event;
  }
  async function speak(): Promise<void> {
    tell({ event: 'turn_start', data: { turn_id: id, model: 'mock-1' } });
    try {
      for await (const event of spoken()) {
        if (stopped) break;
        tell(event);
        await lead.room();
      }
    } catch {
      // Why is for whoever runs the server: it may name addresses and keys.
      tell({ event: 'error', data: { detail: 'The agent broke while it answered.', error_kind: 'llm_error' } });
    }
    const tokens = words.split(/\s+/).length;
    const counts = {
      latency_ms: clock.now() - began,
      prompt_tokens: text.split(/\s+/).length,
      completion_tokens: tokens,
    };
    tell({ event: 'turn_end', data: { turn_id: id, ...counts } });
    over = true;
    wake();
    await said(words === '' ? { silent: true } : { text: words });
  }
  function stop(): void {
    if (over || stopped) return;
    stopped = true;
    reply.stop();
    lead.end();
    wake();
  }
  async function expectBack(): Promise<void> {
    const mine = (unheard += 1);
    await clock.sleep(GRACE);
    if (mine === unheard && listeners.size === 0) stop();
  }

  speak().catch(report);
  return {
    id,
    isOver: () => over || stopped,
    isHeard: () => listeners.size > 0,
    stop,
    stream(after) {
      if (over && after >= events.length) return undefined;
      const encoder = new TextEncoder();
      const me = Symbol(id);
      let at = after;
      let taken = events.slice(0, after).join('').length;
      /** What there is, up to a piece; empty where nothing more comes. */
      async function next(): Promise<string> {
        while (at >= events.length && !over && !stopped) await new Promise<void>((resolve) => waiting.add(resolve));
        let piece = '';
        for (; at < events.length && piece.length < PIECE; at += 1) piece += events[at] ?? '';
        taken += piece.length;
        return piece;
      }
      listeners.add(me);
      return new ReadableStream({
        async pull(controller) {
          lead.take(taken);
          const piece = await next();
          if (piece !== '') return controller.enqueue(encoder.encode(piece));
          listeners.delete(me);
          controller.close();
        },
        cancel() {
          listeners.delete(me);
          if (!over && listeners.size === 0) void expectBack().catch(report);
        },
      });
    },
  };
}
