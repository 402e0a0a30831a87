import type { ChatWidgetElement } from '../chat-widget.js';
import { airy } from './airy.js';
import { chatbotkit } from './chatbotkit.js';
import { opencx } from './opencx.js';
import { xapp } from './xapp.js';

/** The first one that is there counts. */
const snippets = [chatbotkit, airy, xapp, opencx];

/**
 * Makes an element of the page what its snippet for another product asks for, and brings it to life (docs/snippets.md).
 * Fetched by `embed.js` where its script has no key, or a name.
 */
export async function dress(widget: ChatWidgetElement, script: HTMLScriptElement): Promise<ChatWidgetElement> {
  const snippet = snippets.find(({ isHere }) => isHere(script));
  snippet?.dress(widget, script);
  await import('../chat-widget.js');
  snippet?.speak?.(widget);
  return widget;
}
