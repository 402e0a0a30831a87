import type { Page } from '@playwright/test';

const faces = [
  { family: 'Ours', file: 'KaTeX_SansSerif-Regular' },
  { family: 'Ours', file: 'KaTeX_SansSerif-Bold', more: 'font-weight: 550 900;' },
  // The first two have neither these signs …
  { family: 'Ours', file: 'KaTeX_Main-Regular', more: 'unicode-range: U+3C, U+3E, U+5F, U+60, U+7B-7D, U+A3, U+2026;' },
  // … nor letters of one width.
  { family: 'Ours of one width', file: 'KaTeX_Typewriter-Regular' },
] as const;

/** For a page's head: a font that comes with us, so that a picture is the same wherever it is taken. */
export const ourFont = (url: string): string =>
  `<style id="ours">${faces
    .map(
      ({ family, file, ...face }) =>
        `@font-face { font-family: "${family}"; src: url(${url}/chunks/fonts/${file}.woff2); ${'more' in face ? face.more : ''} }`,
    )
    .join('\n')}
    body { font-family: Ours; }
    chat-widget { --chat-font: Ours; --chat-mono: 'Ours of one width'; }</style>`;

/** The words stand in the machine's own font again, and everything has found its place. */
export async function takeFontAway(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector('#ours')?.remove());
  // Who measures itself has been told before the second frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
