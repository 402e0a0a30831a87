import { partNames } from '../../foundation/part-names.js';
import './comforts.js';

/** What is focused, through every shadow root. */
function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}

/** Puts the visitor's settings over a panel. Meanwhile nothing below them can be reached; then the focus goes back. */
export function openComforts(panel: HTMLElement): void {
  const root = panel.shadowRoot;
  if (!root || root.querySelector('chat-comforts')) return;
  const before = focused();
  const below = [...root.children].filter((each) => each.localName !== 'chat-announcer');
  const settings = document.createElement('chat-comforts');
  settings.setAttribute('exportparts', partNames);
  for (const each of below) each.toggleAttribute('inert', true);
  settings.addEventListener('close', () => {
    for (const each of below) each.toggleAttribute('inert', false);
    settings.remove();
    before?.focus();
  });
  root.append(settings);
}
