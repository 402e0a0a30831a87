import type { ChatWidgetElement } from '../chat-widget.js';
import '../chat-widget.js';
import { airy } from './airy.js';
import { chatbotkit } from './chatbotkit.js';
import { opencx } from './opencx.js';
import { xapp } from './xapp.js';

/** The first one that is there counts. */
const snippets = [chatbotkit, airy, xapp, opencx];

/**
 * Makes the widget of a page what its snippet for another product asks for (docs/snippets.md). Fetched by `embed.js`, with
 * the widget itself, where its script has no key or a name.
 */
export function dress(widget: ChatWidgetElement, script: HTMLScriptElement): void {
  snippets.find(({ isHere }) => isHere(script))?.dress(widget, script);
}
