import { gardenPicture } from '../picture/picture.example.js';
import type { ImagePart } from './image.part.js';

export const imageExample: ImagePart = {
  type: 'image',
  ...gardenPicture,
  caption: 'The garden, seen from the terrace',
  link: 'https://example.com/garden',
};
