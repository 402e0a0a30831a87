import { knows } from '../../../src/protocol/match.js';
import { withoutDeceit } from '../safe-url.js';
import type { GrammarName } from './grammars.js';

interface Language {
  /** As its own people write it. */
  readonly name: string;
  readonly grammar?: GrammarName;
}

const named = (name: string, grammar?: GrammarName): Language => ({ name, ...(grammar && { grammar }) });
const c = named('C', 'c');
const cpp = named('C++', 'cpp');
const csharp = named('C#', 'csharp');
const html = named('HTML', 'xml');
const javascript = named('JavaScript', 'javascript');
const jsx = named('JSX', 'javascript');
const markdown = named('Markdown', 'markdown');
const python = named('Python', 'python');
const ruby = named('Ruby');
const rust = named('Rust', 'rust');
const shell = named('Shell', 'bash');
const text = named('Text');
const tsx = named('TSX', 'typescript');
const typescript = named('TypeScript', 'typescript');
const yaml = named('YAML', 'yaml');

/** What follows a fence, and what it means. */
const languages: Readonly<Record<string, Language>> = {
  bash: shell, c, cc: cpp, console: shell, cpp, 'c++': cpp, cs: csharp, csharp, 'c#': csharp,
  css: named('CSS', 'css'), cxx: cpp, dart: named('Dart'), diff: named('Diff', 'diff'), docker: named('Dockerfile'),
  dockerfile: named('Dockerfile'), go: named('Go', 'go'), golang: named('Go', 'go'), graphql: named('GraphQL'), h: c,
  hpp: cpp, htm: html, html, ini: named('INI'), java: named('Java', 'java'), javascript, js: javascript,
  json: named('JSON', 'json'), json5: named('JSON5', 'json'), jsonc: named('JSON', 'json'), jsx, kotlin: named('Kotlin'),
  kt: named('Kotlin'), latex: named('LaTeX'), lua: named('Lua'), markdown, md: markdown, mermaid: named('Mermaid'),
  mjs: javascript, patch: named('Diff', 'diff'), perl: named('Perl'), php: named('PHP', 'php'), plaintext: text,
  powershell: named('PowerShell'), py: python, python, python3: python, r: named('R'), rb: ruby, rs: rust, ruby, rust,
  scala: named('Scala'), sh: shell, shell, sql: named('SQL', 'sql'), svg: named('SVG', 'xml'), swift: named('Swift'),
  tex: named('LaTeX'), text, toml: named('TOML'), ts: typescript, tsx, txt: text, typescript, vue: named('Vue', 'xml'),
  xml: named('XML', 'xml'), yaml, yml: yaml, zsh: shell,
}; // prettier-ignore

/** The language behind a word from outside; one that is not known is called what it is called there. */
export function languageOf(word: string): Language {
  const key = word.trim().toLowerCase();
  return (knows(languages, key) ? languages[key] : undefined) ?? { name: withoutDeceit(word.trim()) };
}
