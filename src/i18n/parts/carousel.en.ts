/** What a carousel says. */
export const carouselEnglish = {
  'carousel.choose': 'Choose',
};
