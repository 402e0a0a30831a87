import { definePart } from '../define-part.js';

const formats: readonly unknown[] = [undefined, 'markdown', 'plain', 'html'];

export const text = definePart({
  kind: 'text',
  tag: 'chat-text',
  accepts: (part) =>
    'text' in part && typeof part.text === 'string' && formats.includes('format' in part ? part.format : undefined),
  load: () => import('./text.js'),
  toText: (part) => part.text,
});
