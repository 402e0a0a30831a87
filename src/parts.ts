/** The entry point `./parts`: the kinds of content, and how a page adds its own. */
import type { PartDefinition } from '../components/parts/define-part.js';
import type { Plugin } from './core/plugins.js';

export { definePart, type PartDefinition } from '../components/parts/define-part.js';
export { PartElement } from '../components/parts/part-element.js';
export { ChatLinkRequest, ChatSelectRequest, ChatSendRequest } from '../components/foundation/events/requests.js';
export { registerPlugin, type Plugin } from './core/plugins.js';
export type { Chat, Outgoing } from './core/chat.js';
export { registerPart } from '../components/parts/registry.js';
export { safeUrl } from '../components/parts/safe-url.js';
export type { Card, CardPart } from '../components/parts/card/card.part.js';
export type { CarouselPart } from '../components/parts/carousel/carousel.part.js';
export * from './protocol/part.js';

/** Types a plugin; nothing is registered. The setting `plugins` turns on what `registerPlugin` has made known. */
export const definePlugin = (plugin: Plugin<PartDefinition>): Plugin<PartDefinition> => plugin;
