import type { FeedbackPart } from './feedback.part.js';

export const feedbackExample: FeedbackPart = {
  type: 'feedback',
  question: 'Did this help?',
  reasons: ['Not what I asked', 'Out of date', 'Hard to understand'],
};
