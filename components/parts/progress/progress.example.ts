import type { ProgressPart } from './progress.part.js';

export const progressExample: ProgressPart = {
  type: 'progress',
  id: 'rooms',
  label: 'Asking all houses',
  value: 3,
  max: 5,
};
