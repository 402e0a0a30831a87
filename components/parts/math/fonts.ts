import { katexFonts } from './katex.styles.js';

let registered = false;

/** The fonts lie beside this chunk, under their own names in every build: inlined, all twenty would come at once. */
const addressOf = (file: string): string => new URL(/* @vite-ignore */ `./fonts/${file}.woff2`, import.meta.url).href;

/**
 * Makes KaTeX's fonts known to the document, once; style sheets inside shadow roots cannot. A browser fetches each of
 * them when a formula first has a sign in it.
 */
export function registerFonts(): void {
  if (registered) return;
  registered = true;
  for (const file of katexFonts) {
    const [family = '', look = ''] = file.split('-');
    const style = look.includes('Italic') ? 'italic' : 'normal';
    const weight = look.includes('Bold') ? '700' : '400';
    document.fonts.add(new FontFace(family, `url("${addressOf(file)}")`, { style, weight, display: 'block' }));
  }
}
