/** What the window of a long conversation says: it comes with it. */
export const historyEnglish = {
  'transcript.earlier': 'Earlier messages',
};
