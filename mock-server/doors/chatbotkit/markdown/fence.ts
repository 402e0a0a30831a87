import { dump } from 'js-yaml';

/** A fenced block, its fence longer than any within. */
export function fence(name: string, body: string): string {
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${name}\n${body.replace(/\n$/, '')}\n${marks}`;
}

/** A fenced block with YAML in it, as ChatBotKit writes what is more than words. */
export const yamlFence = (name: string, value: unknown): string => fence(name, dump(value, { lineWidth: -1 }));
