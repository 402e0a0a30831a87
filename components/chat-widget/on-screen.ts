import { keepInFront } from './in-front.js';

/**
 * What a panel asks of the window while it is open: to be in front where it is used, and beside a keyboard on devices
 * that are touched. Its undo.
 */
export function onScreen(host: HTMLElement, panel: HTMLElement): () => void {
  const ears = new AbortController();
  const { signal } = ears;
  const beside = matchMedia('(any-pointer: coarse)').matches
    ? import('../shell/panel/keyboard-room.js').catch(() => undefined)
    : undefined;
  let undo: (() => void)[] = [];
  function end(): void {
    for (const each of undo) each();
    undo = [];
  }
  function begin(): void {
    end();
    const mine = (undo = [keepInFront(host, panel)]);
    void beside?.then((room) => {
      // It may have been closed meanwhile.
      if (room && mine === undo) mine.push(room.leaveRoom(panel));
    });
  }
  // A picture that only says who speaks is not meant to be taken along.
  panel.addEventListener(
    'dragstart',
    (event) => {
      const [dragged] = event.composedPath();
      if (dragged instanceof Element && dragged.closest('.avatar')) event.preventDefault();
    },
    { signal },
  );
  host.addEventListener('chat-opened', begin, { signal });
  host.addEventListener('chat-closed', end, { signal });
  if (!panel.hidden) begin();
  return () => {
    ears.abort();
    end();
  };
}
