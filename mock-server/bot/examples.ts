import { carouselExample } from '../../components/parts/carousel/carousel.example.js';
import { textExample } from '../../components/parts/text/text.example.js';
import type { Part } from '../../src/protocol/part.js';
import type { StentorDisplay } from '../../src/transports/direct/wire.js';
import type { Answer } from './answer.js';

const part = (name: string, example: Part): Answer => ({ text: `Here is the ${name}:`, parts: [example] });
const display = (name: string, example: StentorDisplay): Answer => ({
  text: `Here is the ${name}:`,
  displays: [example],
});

/** What `show NAME` says: the example of each part, and each stentor display that no part stands for yet. */
export const examples: Readonly<Record<string, Answer>> = {
  text: { parts: [textExample] },
  markdown: { parts: [textExample] },
  carousel: part('carousel', { ...carouselExample, layout: 'row' }),
  list: part('list', { ...carouselExample, layout: 'list' }),
  card: display('card', {
    type: 'CARD',
    title: 'Breakfast',
    subTitle: 'Every day from 7 to 11',
    content: 'Bread from the bakery next door, eggs as you like them, and the view for nothing.',
    buttons: [{ title: 'See the menu', openUrlAction: 'https://example.com/menu' }],
  }),
  form: display('form', {
    type: 'FORM',
    name: 'booking',
    labelHeader: true,
    header: [
      { label: 'You', step: 'you' },
      { label: 'Stay', step: 'stay' },
    ],
    steps: [
      {
        name: 'you',
        title: 'Who is coming?',
        nextAction: 'next',
        previousAction: 'omit',
        fields: [
          { name: 'name', type: 'TEXT', label: 'Name', mandatory: true },
          { name: 'email', type: 'TEXT', format: 'EMAIL', label: 'E-mail', mandatory: true },
        ],
      },
      {
        name: 'stay',
        title: 'Which room?',
        nextAction: 'submit',
        previousAction: 'previous',
        final: true,
        crmSubmit: true,
        fields: [
          {
            name: 'room',
            type: 'CHIPS',
            radio: true,
            mandatory: true,
            items: [
              { id: 'garden', label: 'Garden room' },
              { id: 'sea', label: 'Sea room' },
            ],
          },
          { name: 'arrival', type: 'DATE', title: 'Arrival', condition: "room === 'sea'" },
        ],
      },
    ],
  }),
  'multi-select': display('multi-select', {
    type: 'MultiSelect',
    items: [
      { id: 'breakfast', title: 'Breakfast' },
      { id: 'parking', title: 'Parking' },
      { id: 'late-checkout', title: 'Late check-out' },
    ],
  }),
  'schedule button': display('schedule button', { type: 'ScheduleButton', label: 'Choose a time' }),
};
