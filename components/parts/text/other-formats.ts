/** How texts are drawn that are no markdown: a chunk of its own, since few bots say any. */
export { HtmlStream as html } from './html.js';
export { PlainStream as plain } from './plain.js';
