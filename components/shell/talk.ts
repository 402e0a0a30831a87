/** The conversation above the composer: a chunk of its own, so that the visitor can write while it is still coming. */
import '../conversation/announcer/announcer.js';
import '../conversation/message-list/message-list.js';
import './welcome/welcome.js';
