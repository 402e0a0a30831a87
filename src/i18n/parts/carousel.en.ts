/** What a carousel says. */
export const carouselEnglish = {
  'carousel.name': 'Cards',
  'carousel.previous': 'Previous card',
  'carousel.next': 'Next card',
  'carousel.position': ({ position, count, title }: { position: number; count: number; title: string }) =>
    `${position} of ${count}: ${title}`,
};
