import type { Config } from '../../src/config/config.js';
import { themeProperties } from '../foundation/styles/theme.js';

const said = new Set<string>();
const warnOnce = (line: string): void => {
  if (!said.has(line)) console.warn(line);
  said.add(line);
};

/** As the browser reads it: a custom property keeps its escapes until it is used. */
const unescaped = (css: string): string =>
  css
    .replace(/\\([\da-f]{1,6})\s?/gi, (_, code: string) => String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)))
    .replace(/\\|\/\*[^]*?\*\//g, '');

/** Rules of the page's own, without what could fetch or leak: no imports, no addresses, no matching on what is typed. */
function ownRules(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
    const text = sheet.cssRules[index]?.cssText ?? '';
    if (!/@import|url\(|image-set\(|\bsrc\(|\[[^\]]*\bvalue/i.test(unescaped(text))) continue;
    warnOnce(`[chat-widget] bad-css: A rule of custom-css is left out: “${text.slice(0, 80)}”.`);
    sheet.deleteRule(index);
  }
  return sheet;
}

/**
 * What theme and custom-css make of the looks, as sheets that follow ours. Values are set one by one, never written
 * into a text, so that none of them can end a rule and begin another.
 */
export function sheetsOf({ theme, customCss }: Config): readonly CSSStyleSheet[] {
  const sheet = new CSSStyleSheet();
  sheet.insertRule(':host {}');
  const [rule] = sheet.cssRules;
  if (rule instanceof CSSStyleRule)
    for (const [name, value] of themeProperties(theme, warnOnce))
      // A page that unsets all leaves custom properties alone, and nothing else.
      rule.style.setProperty(name, value, name.startsWith('--') ? '' : 'important');
  return customCss ? [sheet, ownRules(customCss)] : [sheet];
}
