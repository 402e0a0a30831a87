/** The conversation above the composer: a chunk of its own, so that the visitor can write while it is still coming. */
import '../conversation/message-list/message-list.js';
import './welcome/welcome.js';
import './status-banner/status-banner.js';
export { textOf } from '../parts/registry.js';
