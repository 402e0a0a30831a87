import type { AudioPart, VideoPart } from './media.part.js';

/** The mock server serves both at this path; it puts its own address before it. */
export const audioExample: AudioPart = {
  type: 'audio',
  url: '/media/bells.wav',
  title: 'The bells of the harbour',
  caption: 'Three notes, two seconds',
  mediaType: 'audio/wav',
};

export const videoExample: VideoPart = {
  type: 'video',
  url: '/media/sea.webm',
  title: 'The sea from the balcony',
  mediaType: 'video/webm',
  tracks: [{ url: '/media/sea.vtt', language: 'en', label: 'English' }],
  width: 320,
  height: 180,
};
