/** What a formula says. */
export const mathEnglish = {
  'math.label': 'Formula',
  'math.source': 'This formula could not be drawn; this is its source.',
};
