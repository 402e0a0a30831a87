import type { ChatWidgetElement } from '../chat-widget.js';

/** What a page wrote for another product's widget, and how ours takes its place. */
export interface Snippet {
  /** Whether the page has it. */
  readonly isHere: (script: HTMLScriptElement) => boolean;
  readonly dress: (widget: ChatWidgetElement, script: HTMLScriptElement) => void;
}
