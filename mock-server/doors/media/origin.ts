import type { Answer } from '../../bot/answer.js';
import { mediaPaths } from './paths.js';

const whole = (value: unknown, origin: string): unknown => {
  if (typeof value === 'string') return mediaPaths.test(value) ? origin + value : value;
  if (Array.isArray(value)) return value.map((each) => whole(each, origin));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, whole(each, origin)]));
};

/** The answer with this server's own address before its own files: the bot does not know where it is served. */
export const withOrigin = (answer: Answer, origin: string): Answer =>
  answer.parts ? { ...answer, parts: whole(answer.parts, origin) as Answer['parts'] & object } : answer;
