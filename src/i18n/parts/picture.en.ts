/** What a picture says. */
export const pictureEnglish = {
  'picture.name': 'Picture',
  'picture.show': (host: string) => `Show picture from ${host}`,
  'picture.failed': 'The picture could not be loaded.',
  'picture.retry': 'Try again',
  'picture.enlarge': (name: string) => `Enlarge: ${name}`,
  'picture.close': 'Close',
  'picture.original': 'Open original',
};
