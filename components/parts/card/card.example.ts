import { seaPicture } from '../picture/picture.example.js';
import type { CardPart } from './card.part.js';

export const cardExample: CardPart = {
  type: 'card',
  title: 'Breakfast',
  subtitle: 'Every day from 7 to 11',
  description: 'Bread from the bakery next door, eggs as you like them, and the view for nothing.',
  image: seaPicture,
  actions: [
    { type: 'reply', label: 'Add breakfast' },
    { type: 'link', label: 'See the menu', url: 'https://example.com/menu' },
  ],
};
