import { sheetOf } from '../foundation/element-base.js';
import { leaveRoom } from '../shell/panel/keyboard-room.js';
import { keyboardRoomStyles } from '../shell/panel/keyboard-room.styles.js';
import { keepInFront } from './in-front.js';

/** What a panel asks of the window while it is open: to be in front where it is used, and beside a keyboard. Its undo. */
export function onScreen(host: HTMLElement, panel: HTMLElement): () => void {
  const ears = new AbortController();
  const { signal } = ears;
  const root = panel.shadowRoot;
  if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(keyboardRoomStyles)];

  let undo: readonly (() => void)[] = [];
  function end(): void {
    for (const each of undo) each();
    undo = [];
  }
  function begin(): void {
    end();
    undo = [keepInFront(host, panel), leaveRoom(panel)];
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
