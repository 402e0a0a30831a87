import type { SourcesPart } from './sources.part.js';

export const sourcesExample: SourcesPart = {
  type: 'sources',
  sources: [
    {
      title: 'House rules: arriving late',
      url: 'https://example.com/rules#arrival',
      snippet: 'The door has a code after ten. You find it in your confirmation.',
    },
    { title: 'Ferry timetable, winter', url: 'https://ferries.example.org/winter.pdf' },
    { title: 'Notes of the front desk', snippet: 'Dogs are welcome in the garden rooms.' },
  ],
};
