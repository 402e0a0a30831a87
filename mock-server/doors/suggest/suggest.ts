import { Hono } from 'hono';
import type { DoorEnv } from '../door.js';

/** What visitors of the demo may want to say. */
const questions = [
  'When is breakfast served?',
  'Is breakfast included?',
  'May I bring my dog?',
  'How do I cancel a booking?',
  'Where can I park?',
  'When can I check in?',
  'Is there a room by the lake?',
];
const MOST = 20;

/** A word at the beginning of a question's words stands out in it. */
function suggestionOf(question: string, words: readonly string[]): unknown {
  const lower = question.toLowerCase();
  const format = words
    .map((word) => ({ start: lower.indexOf(word), word }))
    .sort((one, other) => one.start - other.start)
    .map(({ start, word }) => ({ bold: { start, end: start + word.length } }));
  return { suggestion: question, formattedSuggestion: question, format, type: 'FAQ' };
}

/** What XAPP's service answers, to anybody: `?size=5&queryText=…` with `{suggestions: [{suggestion, format, type}]}`. */
export function suggest(): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  app.get('/stentor/suggest', (context) => {
    const words = (context.req.query('queryText') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const size = Math.min(MOST, Math.max(0, Number(context.req.query('size')) || 5));
    const found = words.length
      ? questions.filter((question) => words.every((word) => question.toLowerCase().includes(word)))
      : [];
    return context.json({ suggestions: found.slice(0, size).map((question) => suggestionOf(question, words)) });
  });
  return app;
}
