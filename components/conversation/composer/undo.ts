import { html, nothing } from 'lit';
import { defaultPlatform, type Platform } from '../../../src/platform/platform.js';
import type { Draft } from '../../foundation/events/requests.js';
import type { Comfort, Surroundings } from './comfort.js';

/** So long before it goes nothing is promised any more: what is on its way cannot be called back. */
const LATE = 100;
/** As often as the seconds are counted. */
const TICK = 250;

/** What waits to be sent, and until when by the clock that only goes forward. */
interface Waiting {
  readonly id: string;
  readonly draft: Draft;
  readonly until: number;
}

/** A moment in which what was sent can be taken back: text and files return to the composer. */
export function undo(
  { composer, box, chat, config, strings, say, changed }: Surroundings,
  { after, elapsed, attention }: Pick<Platform, 'after' | 'elapsed' | 'attention'> = defaultPlatform,
): Comfort {
  let next: Draft | undefined;
  /** On its way into the conversation: the message that is added now. */
  let going: Draft | undefined;
  let waiting: Waiting | undefined;
  let cancel = (): void => {};
  const of = chat();

  const unamend = of?.amend((outgoing) => {
    if (!next || outgoing.text !== next.text || outgoing.hidden) return outgoing;
    going = next;
    next = undefined;
    return { ...outgoing, hold: config()?.undoSend ?? 0 };
  });
  const unhear = of?.on((event) => {
    if (event.type === 'message-added' && event.message.author === 'user' && going) begin(event.message.id, going);
    else if (event.type === 'delivery-changed' && event.id === waiting?.id && event.delivery !== 'pending') end();
    else if (event.type === 'message-removed' && event.id === waiting?.id) end();
  });
  // A page that is put away has sent it.
  const unwatch = attention.onSleep(end);

  function begin(id: string, draft: Draft): void {
    going = undefined;
    waiting = { id, draft, until: elapsed() + (config()?.undoSend ?? 0) - LATE };
    say(`${strings()['undo.held'](seconds())} ${strings()['undo.undo']}`);
    tick();
  }
  const left = (): number => Math.max(0, (waiting?.until ?? 0) - elapsed());
  const seconds = (): number => Math.ceil(left() / 1000);
  function tick(): void {
    cancel();
    if (!left()) return end();
    changed();
    cancel = after(Math.min(TICK, left()), tick);
  }
  function end(): void {
    cancel();
    waiting = undefined;
    const { activeElement } = composer.renderRoot as ShadowRoot;
    if (activeElement?.closest('.held')) box.focus({ preventScroll: true });
    changed();
  }

  function takeBack(): void {
    if (!waiting || !left()) return end();
    const { id, draft } = waiting;
    end();
    chat()?.remove(id);
    // What is shown of an earlier message is no draft.
    composer.value = [draft.text, chat()?.draft.get()].filter(Boolean).join('\n');
    if (draft.files?.length) void composer.attaching?.then((attaching) => attaching?.add(draft.files ?? []));
    say(strings()['undo.undone']);
    void composer.focus();
  }
  function sendNow(): void {
    if (!waiting) return;
    const { id } = waiting;
    end();
    chat()?.retry(id);
  }

  return {
    onSend(draft, request) {
      // What is refused stays in the box: it is not what goes next.
      next = config()?.undoSend && !of?.refuses(draft.text) ? draft : undefined;
      queueMicrotask(() => {
        if (request.defaultPrevented && next === draft) next = undefined;
      });
      return false;
    },
    onKey({ key, ctrlKey, metaKey, shiftKey }) {
      if (!waiting || key.toLowerCase() !== 'z' || !(ctrlKey || metaKey) || shiftKey || box.value) return false;
      takeBack();
      return true;
    },
    draw: () =>
      waiting
        ? html`<div class="held" part="held">
            <span>${strings()['undo.held'](seconds())}</span>
            <button type="button" class="plain" @click=${takeBack}>${strings()['undo.undo']}</button>
            <button type="button" class="plain" @click=${sendNow}>${strings()['undo.now']}</button>
          </div>`
        : nothing,
    leave() {
      cancel();
      unamend?.();
      unhear?.();
      unwatch();
    },
  };
}
