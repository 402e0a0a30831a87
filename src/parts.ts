/** The entry point `./parts`: the kinds of content, and how a page adds its own. */
export { definePart, type PartDefinition } from '../components/parts/define-part.js';
export { PartElement } from '../components/parts/part-element.js';
export { registerPart } from '../components/parts/registry.js';
export { safeUrl } from '../components/parts/safe-url.js';
export type { CarouselItem, CarouselPart } from '../components/parts/carousel/carousel.part.js';
export type { Part, PartKind, PartMap, TextPart, UnknownPart } from './protocol/part.js';
