/**
 * Who uses the chat has it in front, whatever the page puts over it: from the moment the focus or a finger comes into the
 * panel, its frame is in the browser's top layer, until somebody goes on with the page or the chat is closed. Its undo.
 */
export function keepInFront(host: HTMLElement, panel: HTMLElement): () => void {
  const ears = new AbortController();
  const { signal } = ears;
  // Not all browsers have a top layer.
  const frame: Partial<HTMLElement> | null = panel.parentElement;
  let isInFront = false;

  function come(): void {
    // An inline chat has no business there.
    if (!frame?.popover || !frame.isConnected) return;
    frame.togglePopover?.(true);
    isInFront = true;
  }
  function go(): void {
    if (!isInFront) return;
    isInFront = false;
    if (!frame?.popover || !frame.isConnected) return;
    frame.togglePopover?.(false);
    // Where the page moves or filters what we stand in, fixed is not fixed: there it is our place anyway.
    if (frame.offsetParent) frame.togglePopover?.(true);
  }

  for (const type of ['focusin', 'pointerdown']) {
    panel.addEventListener(type, come, { signal });
    document.addEventListener(type, (event) => event.composedPath().includes(host) || go(), { signal, capture: true });
  }
  if (panel.matches(':focus-within')) come();
  return () => {
    ears.abort();
    go();
  };
}
