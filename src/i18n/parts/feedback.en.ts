/** What is said where the visitor judges an answer. */
export const feedbackEnglish = {
  'feedback.question': 'Was this helpful?',
  'feedback.good': 'Good answer',
  'feedback.bad': 'Bad answer',
  'feedback.reasons': 'What was wrong?',
  'feedback.comment': 'Tell us more (optional)',
  'feedback.send': 'Send',
  'feedback.skip': 'Skip',
  'feedback.thanks': 'Thank you.',
};
