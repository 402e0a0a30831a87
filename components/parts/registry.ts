import { isPart, type Part, type PartKind, type UnknownPart } from '../../src/protocol/part.js';
import type { PartDefinition } from './define-part.js';
import { isData } from './is-data.js';
import { wordsOf } from './words-of.js';

const definitions = new Map<string, PartDefinition>();
const loads = new Map<PartDefinition, Promise<unknown>>();

/** Makes a kind of content known. The last one of a kind wins, so a page can draw it in its own way. */
export function registerPart<K extends PartKind>(definition: PartDefinition<K>): void {
  definitions.set(definition.kind, definition);
}

/** The built-in kinds come when the first message is drawn: what the page registered before counts more. */
export function registerBuiltIn(built: readonly PartDefinition[]): void {
  for (const definition of built) if (!definitions.has(definition.kind)) registerPart(definition);
}

/** The definition that can draw this part, if there is one. A shape it does not accept is as good as unknown. */
export function findPart(part: Part | UnknownPart): PartDefinition | undefined {
  const definition = isPart(part) ? definitions.get(part.type) : undefined;
  return definition && isData(part) && definition.accepts(part) ? definition : undefined;
}

/** Loads once. A failed load is forgotten, so the next draw tries again. */
export function loadPart(definition: PartDefinition): Promise<unknown> {
  const load = loads.get(definition) ?? definition.load().catch(() => void loads.delete(definition));
  loads.set(definition, load);
  return load;
}

/** The part in words: what it says where it cannot be drawn. */
export function textOf(part: Part | UnknownPart): string {
  const { fallback } = part as UnknownPart;
  if (typeof fallback === 'string') return fallback;
  const definition = findPart(part);
  try {
    return definition?.toText ? definition.toText(part as Part) : wordsOf(part);
  } catch {
    // A field that nobody checks is not what it should be.
    return wordsOf(part);
  }
}
