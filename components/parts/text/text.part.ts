import { definePart } from '../define-part.js';

const formats: readonly unknown[] = [undefined, 'markdown', 'plain', 'html'];

export const text = definePart({
  kind: 'text',
  tag: 'chat-text',
  accepts: (part) =>
    'text' in part && typeof part.text === 'string' && formats.includes('format' in part ? part.format : undefined),
  load: () => import('./text.js'),
  toText: (part) => part.text,
  example: {
    type: 'text',
    text: `Yes. Ask for the dates and you get **every free room** with its price:

\`\`\`js
const rooms = await api.free({
  from: '2026-12-01', nights: 3
});
\`\`\`

- Prices include breakfast
- A hold lasts \`15 min\`

| Room | Guests |
| --- | ---: |
| Garden | 2 |
| Sea | 2 |

The [booking guide](https://example.com/guide) shows the rest.`,
  },
});
