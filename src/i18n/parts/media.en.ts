/** What sounds and films say. */
export const mediaEnglish = {
  'media.audio': 'Sound',
  'media.video': 'Video',
  'media.loadAudio': (host: string) => `Load sound from ${host}`,
  'media.loadVideo': (host: string) => `Load video from ${host}`,
  'media.failed': 'This could not be played here.',
  'media.retry': 'Try again',
  'media.open': 'Open the file',
};
