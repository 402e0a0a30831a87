import { deepChat } from '../deep-chat/deep-chat.js';

window.subject = deepChat('deep-chat 2.4.2, partialRender', { partialRender: true });
