/** What a downloaded conversation says. */
export const exportEnglish = {
  'transcript.title': (title: string) => `Conversation with ${title}`,
  'transcript.exported': (when: string) => `Saved on ${when}`,
  'message.you': 'You',
};
