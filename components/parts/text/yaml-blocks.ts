import { render } from 'lit';
import type { Part } from '../../../src/protocol/part.js';
import { partTemplate, type PartSurroundings } from '../part-template.js';
import { findPart } from '../registry.js';
import { partOfBlock } from './block-parts.js';
import { codeElement } from './lazy-elements.js';

const drawn = new WeakMap<HTMLElement, Part>();

/**
 * Draws the part that a fenced block holds into its box; what holds none that can be drawn is code. Draw again when its
 * surroundings have changed.
 */
export function drawBlock(box: HTMLElement, name: string, source: string, surroundings: PartSurroundings): void {
  const part = drawn.get(box) ?? partOfBlock(name, source);
  if (part && findPart(part)) {
    drawn.set(box, part);
    render(partTemplate(part, surroundings), box);
  } else if (box.childNodes.length === 0) box.append(codeElement(name, source));
}
