/**
 * What those hear who do not see the conversation: it comes with the first announcement. What parts say when they are
 * drawn is said here, too, for they may come later.
 */
export const announcerEnglish = {
  'announcer.more': 'The rest is in the conversation.',
  'announcer.back': 'Connected.',
  /** Between things of a list, and after a sentence that has no end of its own. */
  'announcer.comma': ', ',
  'announcer.stop': '.',
  'code.label': 'Code',
  'math.label': 'Formula',
  'picture.name': 'Picture',
};
