import type { FormPart } from './form.part.js';

export const formExample: FormPart = {
  type: 'form',
  name: 'booking',
  steps: [
    {
      name: 'room',
      label: 'Room',
      title: 'Which room?',
      fields: [
        {
          type: 'chips',
          name: 'room',
          label: 'Room',
          radio: true,
          mandatory: true,
          items: [
            { id: 'garden', label: 'Garden room' },
            { id: 'sea', label: 'Sea room' },
          ],
        },
        {
          type: 'dropdown',
          name: 'view',
          label: 'Which side?',
          condition: "room === 'sea'",
          items: [
            { id: 'harbour', label: 'Harbour' },
            { id: 'beach', label: 'Beach' },
          ],
        },
      ],
    },
    {
      name: 'you',
      label: 'You',
      title: 'Your details',
      subtitle: 'An e-mail address or a phone number is enough.',
      fields: [
        {
          type: 'text',
          name: 'name',
          label: 'Full name',
          mandatory: true,
          mandatoryError: 'We need a name for the door.',
        },
        { type: 'text', name: 'email', label: 'E-mail', format: 'email', mandatoryGroup: 'contact' },
        { type: 'text', name: 'phone', label: 'Phone', format: 'phone', mandatoryGroup: 'contact' },
        { type: 'date', name: 'arrival', label: 'Arrival', mandatory: true },
        {
          type: 'dropdown',
          name: 'nights',
          label: 'Nights',
          mandatory: true,
          items: [
            { id: '1', label: '1' },
            { id: '2', label: '2' },
            { id: '3', label: '3', selected: true },
            { id: '7', label: '7' },
          ],
        },
      ],
    },
    {
      name: 'extras',
      label: 'Extras',
      title: 'Anything else?',
      final: true,
      fields: [
        {
          type: 'checks',
          name: 'extras',
          label: 'Extras',
          max: 2,
          items: [
            { id: 'breakfast', label: 'Breakfast' },
            { id: 'parking', label: 'Parking' },
            { id: 'late', label: 'Late check-out' },
          ],
        },
        {
          type: 'text',
          name: 'wishes',
          label: 'Wishes',
          multiline: true,
          maxLength: 500,
          placeholder: 'A cot, a quiet corner …',
        },
      ],
    },
  ],
  submitLabel: 'Ask for the room',
  thanks: 'We answer within a day.',
};
