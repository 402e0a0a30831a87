/** What is said of thoughts. */
export const reasoningEnglish = {
  'reasoning.thinking': 'Thinking…',
  'reasoning.thought': 'Thoughts',
  'reasoning.seconds': (seconds: number) => (seconds < 1 ? 'Thought for a moment' : `Thought for ${seconds} s`),
};
