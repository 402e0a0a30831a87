import type { ChatWidgetElement } from '../chat-widget.js';

/** What a page wrote for another product's widget, and how ours takes its place. */
export interface Snippet {
  /** Whether the page has it. */
  readonly isHere: (script: HTMLScriptElement) => boolean;
  /** Before the element has come to life: settings and properties, so that it never lives without them. */
  readonly dress: (widget: ChatWidgetElement, script: HTMLScriptElement) => void;
  /** Once it lives: methods and events in the product's words. */
  readonly speak?: (widget: ChatWidgetElement) => void;
}
