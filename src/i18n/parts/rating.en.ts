/** What is said where the visitor rates a conversation. */
export const ratingEnglish = {
  'rating.question': 'How was this conversation?',
  'rating.points': ({ points, of }: { readonly points: number; readonly of: number }) => `${points} of ${of}`,
  'rating.comment': 'Anything to add? (optional)',
  'rating.send': 'Send',
  'rating.thanks': 'Thank you.',
};
