import { atticPicture, gardenPicture, seaPicture } from '../picture/picture.example.js';
import type { CarouselPart } from './carousel.part.js';

export const carouselExample: CarouselPart = {
  type: 'carousel',
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
      title: 'Attic',
      description: '4 guests · two bedrooms · €189',
      image: atticPicture,
      action: { type: 'select', label: 'Attic', token: 'room-attic' },
    },
  ],
};
