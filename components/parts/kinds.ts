import { registerBuiltIn, registerLater } from './registry.js';
import { text } from './text/text.part.js';

/** Words are in every conversation; what all other kinds are made of comes with the first part that is not words. */
registerBuiltIn([text]);
registerLater(() => import('./built-in.js'));
