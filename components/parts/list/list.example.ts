import { gardenPicture, seaPicture } from '../picture/picture.example.js';
import type { ListPart } from './list.part.js';

export const listExample: ListPart = {
  type: 'list',
  title: 'Rooms',
  items: [
    {
      title: 'Garden room',
      description: '2 guests · terrace · €118',
      image: gardenPicture,
      action: { type: 'select', label: 'Garden room', token: 'room-garden' },
    },
    {
      title: 'Sea room',
      description: '2 guests · balcony · €146',
      image: seaPicture,
      action: { type: 'select', label: 'Sea room', token: 'room-sea' },
    },
    {
      title: 'Parking',
      description: 'In the yard, free for guests',
      action: { type: 'link', label: 'Parking', url: 'https://example.com/parking' },
    },
  ],
};
