import type { Tool, ToolHandler } from '../../src/core/tool-host.js';
import { knows } from '../../src/protocol/match.js';

/** The functions of a page that a backend may call, by name: bare, or with what is to be known about them. */
export type PageFunctions = Readonly<Record<string, ToolHandler | Tool>>;

/** A function as a backend may read of it. */
export interface FunctionDescription {
  readonly name: string;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

const isTool = (value: unknown): value is Tool =>
  typeof value === 'object' && value !== null && 'handler' in value && typeof value.handler === 'function';

/** The function of that name. Own names only: a backend that says `toString` has none of the page's. */
export function findFunction(functions: PageFunctions | undefined, name: string): Tool | undefined {
  const found: unknown = functions && knows(functions, name) ? functions[name] : undefined;
  if (typeof found === 'function') return { handler: found as ToolHandler };
  return isTool(found) ? found : undefined;
}

/** What the backend is told of them. */
export const describeFunctions = (functions: PageFunctions = {}): readonly FunctionDescription[] =>
  Object.keys(functions).flatMap((name) => {
    const tool = findFunction(functions, name);
    if (!tool) return [];
    const { description, parameters } = tool;
    return [{ name, ...(description ? { description } : {}), ...(parameters ? { parameters } : {}) }];
  });
