import { createLowlight } from 'lowlight';
import { loadGrammars, type GrammarName } from './grammars.js';

const lowlight = createLowlight();
type Nodes = ReturnType<typeof lowlight.highlight>['children'];

/** What the many scopes of the grammars look like here; one that is not named looks like what it lies in. */
const looks: Readonly<Record<string, string>> = {
  keyword: 'keyword', literal: 'keyword', operator: '', 'selector-tag': 'keyword', 'template-tag': 'keyword',
  tag: '', name: 'keyword', section: 'keyword', meta: 'comment', comment: 'comment', quote: 'comment',
  doctag: 'comment', string: 'string', regexp: 'string', symbol: 'string', link: 'string', code: 'string', addition: 'added',
  deletion: 'removed', number: 'number', bullet: 'number', variable: '', 'template-variable': 'number', attr: 'name',
  attribute: 'name', property: '', built_in: 'name', title: 'name', type: 'name', class: 'name', 'selector-id': 'name',
  'selector-class': 'name', 'selector-attr': 'name', 'selector-pseudo': 'name', subst: '', emphasis: '', strong: '',
}; // prettier-ignore

function lookOf(classes: unknown, around: string): string {
  const scope = Array.isArray(classes) ? String(classes[0]).replace('hljs-', '') : '';
  return (Object.hasOwn(looks, scope) ? looks[scope] : undefined) ?? around;
}

/** One span deep, however deep the tree is: neighbours that look the same become one. */
function append(target: Node, nodes: Nodes, around: string): void {
  for (const node of nodes) {
    if (node.type === 'element') append(target, node.children, lookOf(node.properties['className'], around));
    if (node.type !== 'text') continue;
    const last = target.lastChild;
    const look = last instanceof HTMLElement ? last.className : '';
    if (last && look === around) last.textContent += node.value;
    else if (around) {
      const span = document.createElement('span');
      span.className = around;
      span.textContent = node.value;
      target.appendChild(span);
    } else target.appendChild(document.createTextNode(node.value));
  }
}

/** Code as coloured nodes in one element. Rejects if a chunk cannot be had, or the code cannot be read after all. */
export async function highlighted(code: string, language: GrammarName): Promise<HTMLElement> {
  if (!lowlight.registered(language)) lowlight.register(await loadGrammars(language));
  const lines = document.createElement('span');
  append(lines, lowlight.highlight(language, code).children, '');
  return lines;
}
