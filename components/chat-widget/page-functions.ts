import type { Config } from '../../src/config/config.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import type { Tool, ToolHandler, ToolHost } from '../../src/core/tool-host.js';
import { knows } from '../../src/protocol/match.js';
import { ChatToolRequest } from '../foundation/events/tool-request.js';

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

/** What the backend hears of the page's functions with each request, if there are any. */
export function offerFunctions(functions: PageFunctions | undefined): {
  readonly functions?: readonly FunctionDescription[];
} {
  const described = describeFunctions(functions);
  return described.length ? { functions: described } : {};
}

/** The page's functions, and the page's own word before one of them runs. */
export const toolsOf = (
  host: EventTarget,
  config: ReadonlyStore<Config>,
  functions: () => PageFunctions | undefined,
): ToolHost => ({
  enabled: () => config.get().tools,
  find: (name) => findFunction(functions(), name),
  ask(call) {
    const wish = new ChatToolRequest(call);
    return host.dispatchEvent(wish) ? wish.answer : 'refused';
  },
});
