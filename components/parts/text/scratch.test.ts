import { pathological } from './hostile.test-data.js';
import { MarkdownStream } from './stream.js';
import { english } from '../../../src/i18n/messages.en.js';
describe('scratch', () => {
  for (const [name, text] of Object.entries(pathological))
    it(name, function () {
      this.timeout(20000);
      const root = document.createElement('div');
      const stream = new MarkdownStream(root, () => english);
      let worst = 0,
        n = 0;
      const t0 = performance.now();
      const d = (t: string, s: boolean) => {
        for (;;) {
          const a = performance.now();
          const more = stream.draw(t, s);
          worst = Math.max(worst, performance.now() - a);
          n++;
          if (!more || n > 5000) break;
        }
      };
      d(text.slice(0, text.length / 2), true);
      d(text.slice(0, text.length * 0.8), true);
      d(text, true);
      d(text, false);
      console.log(
        name,
        n,
        'worst',
        Math.round(worst),
        'all',
        Math.round(performance.now() - t0),
        'text',
        root.textContent?.length,
        'of',
        text.length,
      );
    });
});
