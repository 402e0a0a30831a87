/** What the launcher says: it comes before everything else, so its words do too. */
export const launcherEnglish = {
  /** How dates, numbers and lists are written. */
  locale: 'en',
  /** Where the lines begin, `ltr` or `rtl`; English that nobody asked for has none, and runs as the page does. */
  dir: '',
  'launcher.open': 'Open chat',
  'launcher.close': 'Close chat',
  'launcher.unread': (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  'launcher.failed': 'The chat could not be loaded. Please try again.',
  'panel.name': 'Chat',
};
