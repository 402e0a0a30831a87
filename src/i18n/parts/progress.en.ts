/** What a progress bar says. */
export const progressEnglish = {
  'progress.done': 'Done',
};
