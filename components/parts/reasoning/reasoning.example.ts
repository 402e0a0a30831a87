import type { ReasoningPart } from './reasoning.part.js';

export const reasoningExample: ReasoningPart = {
  type: 'reasoning',
  seconds: 4,
  text: 'The guest asks for **two nights with a dog**.\n\n- garden rooms allow dogs\n- the sea room has no free weekend\n\nSo the garden room it is.',
};
