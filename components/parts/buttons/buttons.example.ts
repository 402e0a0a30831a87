import type { ButtonsPart } from './buttons.part.js';

export const buttonsExample: ButtonsPart = {
  type: 'buttons',
  actions: [
    { type: 'reply', label: 'Book a room' },
    { type: 'postback', label: 'Change my booking', data: '{"intent":"change"}' },
    { type: 'schedule', label: 'Choose a time' },
    { type: 'link', label: 'See all rooms', url: 'https://example.com/rooms' },
    { type: 'call', label: 'Call us', phone: '+1 555 0100' },
  ],
};
