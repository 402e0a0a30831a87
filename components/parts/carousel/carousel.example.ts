import type { CarouselPart } from './carousel.part.js';

export const carouselExample: CarouselPart = {
  type: 'carousel',
  layout: 'row',
  title: 'Rooms',
  items: [
    {
      title: 'Garden room',
      description: '2 guests · terrace · €118',
      action: { type: 'select', label: 'Garden room', token: 'room-garden' },
    },
    {
      title: 'Sea room',
      description: '2 guests · balcony · €146',
      action: { type: 'select', label: 'Sea room', token: 'room-sea' },
    },
  ],
};
