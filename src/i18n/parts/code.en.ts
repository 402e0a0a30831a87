/** What a block of code says. */
export const codeEnglish = {
  'code.label': 'Code',
  'code.wrap': 'Wrap lines',
  'code.copy': 'Copy',
  'code.copied': 'Copied',
  'code.not-copied': 'Could not copy',
};
