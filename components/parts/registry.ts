import type { AllStrings } from '../../src/i18n/strings.js';
import { isPart, type Part, type PartKind, type UnknownPart } from '../../src/protocol/part.js';
import type { PartDefinition } from './define-part.js';
import { honest } from './honest.js';
import { isData } from './is-data.js';
import { wordsOf } from './words-of.js';

const definitions = new Map<string, PartDefinition>();
const loads = new Map<PartDefinition, Promise<unknown>>();

/** Makes a kind of content known. The last one of a kind wins, so a page can draw it in its own way. */
export function registerPart<K extends PartKind>(definition: PartDefinition<K>): void {
  definitions.set(definition.kind, definition);
}

let later: (() => Promise<unknown>) | undefined;
let kinds: Promise<boolean> | undefined;

/** More kinds, fetched with the first part that is not known without them. */
export function registerLater(load: () => Promise<unknown>): void {
  later = load;
}

/** Whether a part may still become known. */
export const isAwaited = ({ type }: Part | UnknownPart): boolean => later !== undefined && !definitions.has(type);

/** Fetches the kinds that come later, once; false when they did not come, and the next draw tries again. */
export function loadKinds(): Promise<boolean> {
  return (kinds ??= (later?.() ?? Promise.resolve()).then(
    () => ((later = undefined), true),
    () => ((kinds = undefined), false),
  ));
}

/** The built-in kinds come late: what the page registered before counts more. */
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

/** The part in words, those of the interface among them: what it says where it cannot be drawn. */
export function textOf(raw: Part | UnknownPart, strings?: Partial<AllStrings>): string {
  const part = honest(raw);
  const { fallback } = part as UnknownPart;
  if (typeof fallback === 'string') return fallback;
  const definition = findPart(part);
  try {
    return definition?.toText ? definition.toText(part as Part, strings) : wordsOf(part);
  } catch {
    // A field that nobody checks is not what it should be.
    return wordsOf(part);
  }
}
