import type { ClassAttributes, HTMLAttributes } from 'react';
import type { ChatWidgetElement } from '../index.js';

/** The tag itself, for those who write it: attributes are those of the document, in its spelling. */
export interface ChatWidgetTag extends HTMLAttributes<ChatWidgetElement>, ClassAttributes<ChatWidgetElement> {
  readonly class?: string;
  readonly 'widget-key'?: string;
  readonly [attribute: `${string}-${string}`]: unknown;
}

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- That is where React looks.
  namespace JSX {
    interface IntrinsicElements {
      'chat-widget': ChatWidgetTag & Readonly<Record<string, unknown>>;
    }
  }
}
