/** What is said around answers that are read out. */
export const readingEnglish = {
  'reading.listen': 'Listen',
  'reading.stop': 'Stop reading',
  'reading.failed': 'This answer cannot be read out at the moment.',
};
