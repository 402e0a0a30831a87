import type { LanguageFn } from 'highlight.js';

type Grammar = () => Promise<{ readonly default: LanguageFn }>;

/** What can be coloured. A chunk for each: an answer has code in one language, or in two. */
const grammars = {
  bash: () => import('highlight.js/lib/languages/bash'),
  c: () => import('highlight.js/lib/languages/c'),
  cpp: () => import('highlight.js/lib/languages/cpp'),
  csharp: () => import('highlight.js/lib/languages/csharp'),
  css: () => import('highlight.js/lib/languages/css'),
  diff: () => import('highlight.js/lib/languages/diff'),
  go: () => import('highlight.js/lib/languages/go'),
  java: () => import('highlight.js/lib/languages/java'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  json: () => import('highlight.js/lib/languages/json'),
  markdown: () => import('highlight.js/lib/languages/markdown'),
  php: () => import('highlight.js/lib/languages/php'),
  python: () => import('highlight.js/lib/languages/python'),
  rust: () => import('highlight.js/lib/languages/rust'),
  sql: () => import('highlight.js/lib/languages/sql'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml'),
} satisfies Readonly<Record<string, Grammar>>;

export type GrammarName = keyof typeof grammars;

/** Others that a language is written into: scripts and styles in a page. */
const within: Readonly<Partial<Record<GrammarName, readonly GrammarName[]>>> = {
  markdown: ['xml'],
  php: ['xml'],
  xml: ['css', 'javascript'],
};

/** Fetches a language and what it is mixed with. Rejects if a chunk cannot be had. */
export async function loadGrammars(name: GrammarName): Promise<Readonly<Record<string, LanguageFn>>> {
  const names = [name, ...(within[name] ?? [])];
  return Object.fromEntries(
    await Promise.all(names.map(async (each) => [each, (await grammars[each]()).default] as const)),
  );
}
