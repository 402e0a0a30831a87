import './peek.js';
import type { ChatPeek, PeekWords } from './peek.js';

/** Words beside the launcher of a closed widget, in place of those that stand there. Nothing where there is no launcher. */
export function showPeek(widget: HTMLElement, words: PeekWords): ChatPeek | undefined {
  const frame = widget.shadowRoot?.querySelector('.frame');
  if (widget.hasAttribute('open') || !frame?.querySelector('[part=launcher]')) return undefined;
  const peek = frame.querySelector('chat-peek') ?? document.createElement('chat-peek');
  if (!peek.isConnected) {
    peek.setAttribute('part', 'peek');
    peek.setAttribute('exportparts', 'dismiss');
    frame.append(peek);
  }
  peek.say(words);
  return peek;
}
