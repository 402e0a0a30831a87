import type { Resources } from './store.js';

/** 2025-01-01: older than whatever is made. */
const BORN = 1_735_689_600_000;

/**
 * What a new mock server knows: a widget to try, one that is switched off, and the bot behind both. They have no owner, so
 * every account may read and change them.
 */
export const seeds = {
  widgets: [
    {
      id: 'demo',
      createdAt: BORN,
      updatedAt: BORN,
      botId: 'bot-1',
      title: 'Northwind',
      subtitle: 'We usually answer at once',
      assistantName: 'Northwind',
      intro: 'Ask about rooms, prices or the weather on the island. A person is here from 9 to 18.',
      placeholder: 'Ask us anything',
      starters: [
        'What can you do?',
        { label: 'Show me the rooms', text: 'show carousel' },
        { label: 'Tell me a long story', text: 'long 4' },
      ],
      transport: 'direct',
      url: '/stentor',
    },
    { id: 'disabled', createdAt: BORN + 1, updatedAt: BORN + 1, botId: 'bot-1', disabled: true },
  ],
  bots: [{ id: 'bot-1', createdAt: BORN, updatedAt: BORN, name: 'Northwind' }],
} satisfies Resources;
