import type { CodePart } from './code.part.js';

export const codeExample: CodePart = {
  type: 'code',
  language: 'js',
  code: `// Every free room, cheapest first
const rooms = await api.free({ from: '2026-12-01', nights: 3 });

for (const { name, price } of rooms.sort((a, b) => a.price - b.price)) {
  console.log(\`\${name}: €\${price}\`, price > 150 ? null : 'within the budget of most of our guests');
}`,
};
