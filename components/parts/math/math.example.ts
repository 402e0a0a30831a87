import type { MathPart } from './math.part.js';

export const mathExample: MathPart = {
  type: 'math',
  tex: String.raw`\frac{1}{\sigma\sqrt{2\pi}} \int_{-\infty}^{x} e^{-\frac{(t-\mu)^2}{2\sigma^2}}\,\mathrm{d}t`,
  display: true,
};
