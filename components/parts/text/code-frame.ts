const names: Readonly<Record<string, string>> = {
  bash: 'Shell', c: 'C', cpp: 'C++', cs: 'C#', csharp: 'C#', css: 'CSS', go: 'Go', html: 'HTML', java: 'Java',
  javascript: 'JavaScript', js: 'JavaScript', json: 'JSON', jsx: 'JSX', kotlin: 'Kotlin', md: 'Markdown', php: 'PHP',
  py: 'Python', python: 'Python', rb: 'Ruby', rs: 'Rust', ruby: 'Ruby', rust: 'Rust', sh: 'Shell', sql: 'SQL',
  swift: 'Swift', ts: 'TypeScript', tsx: 'TSX', typescript: 'TypeScript', xml: 'XML', yaml: 'YAML', yml: 'YAML',
}; // prettier-ignore

/** Code in its frame: the language above, the lines in a box that scrolls by keyboard too. */
export function codeFrame(language: string, code: string, word: string): HTMLElement {
  const name = Object.hasOwn(names, language.toLowerCase()) ? names[language.toLowerCase()] : language;
  const frame = document.createElement('div');
  const head = document.createElement('div');
  const box = document.createElement('pre');
  const lines = document.createElement('code');
  frame.className = 'code';
  frame.setAttribute('part', 'code-block');
  frame.dir = 'ltr';
  head.className = 'language';
  head.textContent = name || word;
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', name || word);
  lines.textContent = code;
  box.append(lines);
  frame.append(head, box);
  return frame;
}
