import { deepChat } from './deep-chat.js';

window.subject = deepChat('deep-chat 2.4.2', true);
