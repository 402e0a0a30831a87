import type { AllStrings } from '../../src/i18n/strings.js';
import { awayEnglish } from '../../src/i18n/away.en.js';
import type { Chat } from '../../src/core/chat.js';
import { addMessage } from './page-messages.js';

/** The widget, as far as a note beside its launcher goes. */
export interface Notified extends HTMLElement {
  open(options: { readonly focus: boolean }): Promise<void>;
}

/** What earlier pages said is known by then; a visitor who is still asked for consent has said nothing. */
const PATIENCE = 1_000;

/** Says it in the conversation, once for each id, and beside the launcher where nobody reads the conversation. */
export async function notify(
  widget: Notified,
  chat: Chat,
  { text, id }: { readonly text: string; readonly id?: string },
  strings: Partial<AllStrings> = {},
): Promise<string> {
  await Promise.race([chat.ready, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  if (id !== undefined && chat.message(id)) return id;
  const added = addMessage(chat, { text, ...(id === undefined ? {} : { id }) });
  if (!widget.hasAttribute('open')) show(widget, text, { ...awayEnglish, ...strings });
  return added;
}

/** By the sheet of the launcher: a closed widget has nothing else. */
function show(widget: Notified, text: string, words: typeof awayEnglish): void {
  const frame = widget.shadowRoot?.querySelector('.frame');
  if (!frame) return;
  frame.querySelector('[part=notification]')?.remove();
  const note = document.createElement('div');
  note.className = 'notice';
  note.setAttribute('part', 'notification');
  note.setAttribute('role', 'status');
  const line = document.createElement('div');
  Object.assign(line.style, { display: 'flex', alignItems: 'flex-start', gap: '8px' });
  const read = button(text, words['away.open']);
  read.dir = 'auto';
  Object.assign(read.style, {
    flex: '1',
    minInlineSize: '0',
    textAlign: 'start',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    maxBlockSize: '9em',
    overflow: 'hidden',
  });
  const dismiss = button('✕', words['away.dismiss']);
  dismiss.setAttribute('aria-label', words['away.dismiss']);
  Object.assign(dismiss.style, {
    flex: 'none',
    inlineSize: '28px',
    blockSize: '28px',
    margin: '-4px',
    marginInlineEnd: '-8px',
  });
  line.append(read, dismiss);

  const ears = new AbortController();
  function leave(): void {
    const focused = note.contains(widget.shadowRoot?.activeElement ?? null);
    ears.abort();
    note.remove();
    if (focused) frame?.querySelector<HTMLElement>('[part=launcher]')?.focus();
  }
  read.addEventListener('click', () => void widget.open({ focus: true }));
  dismiss.addEventListener('click', leave);
  note.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
  });
  widget.addEventListener('chat-opened', leave, { signal: ears.signal });
  frame.append(note);
  // A live region speaks of what changes in it, not of what it comes with.
  queueMicrotask(() => note.append(line));
}

/** Looks like words: the note around it is what one sees. */
function button(text: string, title: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.title = title;
  Object.assign(made.style, {
    font: 'inherit',
    color: 'inherit',
    border: '0',
    background: 'none',
    padding: '0',
    cursor: 'pointer',
  });
  return made;
}
