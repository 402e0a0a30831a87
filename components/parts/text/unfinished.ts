import { formulaAt } from './formula-reader.js';
import { settleInline } from './unfinished-inline.js';

const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*/;
const fenceOpener = /^(`{3,}|~{3,})[^`]*$/;
const htmlBlock =
  /^<(?:!--|\/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|option|p|param|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul)\b)/i;
const delimiterRow = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
/** Only signs: a rule, an underline, a marker, a fence or a table's second row in the making. */
const onlySigns = /^(?:[-=_*~`+|:\s]+|#{1,6}\s*|\d{1,9}[.)]?|[`~]{3,}[^`]*)$/;
const definition = /^\[[^\]]*(?:\](?::.*)?)?$/;
const task = /^\[[ xX]?(?:\][ \t]*)?$/;

interface Line {
  readonly from: number;
  readonly to: number;
  /** Where its own words begin, after quote and list markers. */
  readonly body: number;
  readonly text: string;
}

/** What the lines so far amount to, as far as the last one is concerned. */
interface Place {
  /** Where the words begin that belong together with the last line's. */
  readonly run: number;
  readonly kind: 'words' | 'code' | 'html' | 'table' | 'math';
  readonly starts: boolean;
}

function split(text: string): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    const line = text.slice(from, to);
    const prefix = containers.exec(line)?.[0].length ?? 0;
    lines.push({ from, to, body: from + prefix, text: line.slice(prefix) });
    from = to + 1;
  }
  return lines;
}

const hasMarker = ({ from, body }: Line, text: string) => text.slice(from, body).trim() !== '';

function placeOf(lines: readonly Line[], text: string, dollars: boolean): Place {
  let run = 0;
  let formula = 0;
  let fence = '';
  let kind: Place['kind'] = 'words';
  let starts = true;
  let fresh = true;
  for (const [index, line] of lines.entries()) {
    starts = false;
    if (line.from < formula) {
      fresh = formula <= line.to;
      continue;
    }
    if (fence) {
      if (line.text.startsWith(fence) && /^[`~]+\s*$/.test(line.text)) {
        fence = '';
        kind = 'words';
        fresh = true;
      }
      continue;
    }
    if (line.text === '') {
      fresh = true;
      kind = 'words';
      continue;
    }
    if (kind !== 'html' && /^(?:\\\[|\$\$)/.test(line.text)) {
      const found = formulaAt(text, line.body, dollars, true);
      if (found?.open) return { run: line.from, kind: 'math', starts };
      formula = line.body + (found?.raw.length ?? 0);
      if (formula > line.to) continue;
    }
    if (fresh || hasMarker(line, text) || /^#{1,6}\s/.test(line.text)) {
      starts = true;
      run = line.body + (/^#{1,6}\s+/.exec(line.text)?.[0].length ?? 0);
      kind = htmlBlock.test(line.text) ? 'html' : 'words';
    }
    fresh = /^#{1,6}\s/.test(line.text);
    const opener = fenceOpener.exec(line.text)?.[1];
    if (opener && kind !== 'html') {
      fence = opener;
      kind = 'code';
    } else if (delimiterRow.test(line.text) && lines[index - 1]?.text.includes('|')) {
      kind = 'table';
      run = line.to;
    } else if (kind === 'table') run = line.body + line.text.search(/(?:[^\\]|^)\|[^|]*$/) + 2;
  }
  return { run: Math.max(run, 0), kind, starts };
}

/** The first `|` of the line that is neither escaped nor in a code span. */
function firstPipe(line: string): number {
  const found = /^(?:\\.|`[^`]*`|[^\\|`])*/.exec(line)?.[0].length ?? line.length;
  return line[found] === '|' ? found : -1;
}

/** Holds back the last line while it may still turn out to be structure. */
function hold(lines: Line[], text: string, dollars: boolean): number {
  let end = text.length;
  const place = placeOf(lines, text, dollars);
  let last = lines.at(-1);
  if (!last || place.kind === 'code') {
    const closing = last && lines.length > 1 && /^\s*[`~]*\s*$/.test(last.text);
    const opening = last && fenceOpener.test(last.text) && placeOf(lines.slice(0, -1), text, dollars).kind !== 'code';
    return last && (closing || opening) ? Math.max(last.from - 1, 0) : end;
  }
  const listed = hasMarker(last, text);
  const held =
    last.text === '' ||
    onlySigns.test(last.text) ||
    (listed && task.test(last.text)) ||
    (place.starts && definition.test(last.text));
  const row = held && /^[|:\-\s]*$/.test(last.text);
  if (held) {
    lines.pop();
    end = Math.max(last.from - 1, 0);
    last = lines.at(-1);
  }
  if (!last || (held && !row)) return end;
  if (placeOf(lines, text, dollars).kind !== 'words') return end;
  const pipe = firstPipe(last.text);
  return pipe < 0 ? end : pipe === 0 ? Math.max(last.from - 1, 0) : last.body + pipe;
}

/**
 * The open block at the end of a reply as it can be shown now: what is begun is closed, what cannot be told yet is held
 * back, so that no sign appears that a later word takes away. Pure.
 */
export function settle(open: string, dollars = false): string {
  let text = open.replace(/[\ud800-\udbff]$/, '');
  if (/^(?: {4}|\t)/.test(text)) return text;
  const whole = placeOf(split(text), text, dollars);
  if (whole.kind === 'math') text = text.slice(0, Math.max(whole.run - 1, 0));
  const held = text.slice(0, hold(split(text), text, dollars));
  const { run, kind } = placeOf(split(held), held, dollars);
  if (kind === 'code') return held;
  if (kind === 'html') return held.replace(/(?:<[^<>]*|&#?\w{0,31})$/, '');
  const words = held.slice(run);
  const heading = /(?:^|\n)[^\n]*$/.exec(held.slice(0, run))?.[0].includes('#');
  return held.slice(0, run) + settleInline(heading ? words.replace(/[ \t]+#*[ \t]*$/, '') : words, dollars);
}
