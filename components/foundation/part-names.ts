/**
 * Every `part` a theme may hold on to. Each element on the way re-exports the whole list, so that `::part()` reaches
 * from the page to the innermost piece.
 */
export const partNames = [
  'launcher', 'badge', 'panel', 'header', 'heading', 'subtitle', 'avatar', 'menu', 'menu-item', 'close', 'status',
  'welcome', 'intro', 'starter', 'transcript', 'message', 'bubble', 'text', 'meta', 'retry', 'remove', 'suggestion',
  'typing', 'composer', 'input', 'send', 'stop', 'to-end', 'powered-by', 'announcer', 'confirm', 'carousel', 'card',
  'unknown-part', 'link', 'code-block', 'table',
].join(', ');
