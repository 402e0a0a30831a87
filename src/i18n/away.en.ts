/** What is said while the chat is closed. */
export const awayEnglish = {
  'away.notice': 'New message',
  'away.open': 'Open chat',
  'away.dismiss': 'Dismiss',
  /** The title of the page with the number before it. */
  'away.title': ({ count, title }: { readonly count: string; readonly title: string }) => `(${count}) ${title}`,
};
