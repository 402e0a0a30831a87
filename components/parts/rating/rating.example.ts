import type { RatingPart } from './rating.part.js';

export const ratingExample: RatingPart = { type: 'rating', question: 'How did we do today?' };
