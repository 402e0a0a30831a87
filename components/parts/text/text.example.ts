import type { TextPart } from '../../../src/protocol/part.js';

export const textExample: TextPart = {
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

The [booking guide](https://example.com/guide) shows the rest. A stay of \\(n\\) nights costs

$$
\\sum_{i=1}^{n} p_i + 12\\,n
$$

<details><summary>What is p?</summary>

The price of **one night**, about $90.

</details>

\`\`\`buttons
- caption: Book the Garden room
- caption: All rooms
  link: https://example.com/rooms
\`\`\`

[Ask a person]() [Prices](https://example.com/prices#button)`,
};
