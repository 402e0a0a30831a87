/** What draws the first word of a conversation. It comes when there is one: an empty chat can do without. */
import './message/message.js';
import './typing/typing.js';
import '../parts/suggestions/suggestions.js';
