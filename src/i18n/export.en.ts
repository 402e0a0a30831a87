/** What a downloaded conversation says. */
export const exportEnglish = {
  'transcript.title': (title: string) => `Conversation with ${title}`,
  'message.you': 'You',
};
