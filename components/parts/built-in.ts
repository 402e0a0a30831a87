import { carousel } from './carousel/carousel.part.js';
import type { PartDefinition } from './define-part.js';
import { registerBuiltIn } from './registry.js';
import { text } from './text/text.part.js';

/** The built-in kinds: one line each. */
export const builtIn = [
  carousel,
  text,
] as readonly PartDefinition[]; // prettier-ignore

registerBuiltIn(builtIn);
