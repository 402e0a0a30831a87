import { seaPicture } from '../picture/picture.example.js';
import type { LinkPreviewPart } from './link-preview.part.js';

export const linkPreviewExample: LinkPreviewPart = {
  type: 'link-preview',
  url: 'https://example.com/dogs',
  title: 'Bringing your dog: what we prepare',
  image: seaPicture.url,
};
