import type { MultiSelectPart } from './multi-select.part.js';

export const multiSelectExample: MultiSelectPart = {
  type: 'multi-select',
  title: 'What may we prepare for you?',
  items: [
    { id: 'breakfast', label: 'Breakfast', description: 'From 7 to 11, €14' },
    { id: 'parking', label: 'Parking' },
    { id: 'late-checkout', label: 'Late check-out', description: 'Until 14:00, €20' },
    { id: 'dog', label: 'A bed for the dog' },
  ],
  max: 3,
};
