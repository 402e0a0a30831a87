/** What the launcher says: it comes before everything else, so its words do too. */
export const launcherEnglish = {
  'launcher.open': 'Open chat',
  'launcher.close': 'Close chat',
  'launcher.unread': (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  'panel.name': 'Chat',
};
