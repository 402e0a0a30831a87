import type { ChatPanel } from '../shell/panel/panel.js';

/** Puts files into the composer of a panel. Where none can be sent, the developer hears of it and nobody else. */
export async function attachFiles(panel: ChatPanel, files: readonly File[]): Promise<void> {
  await panel.updateComplete;
  const composer = panel.shadowRoot?.querySelector('chat-composer');
  await composer?.updateComplete;
  const attaching = await composer?.attaching;
  if (attaching) return attaching.add(files);
  console.warn('[chat-widget] unsupported: Files need the setting attachments, and a transport that takes them.');
}
