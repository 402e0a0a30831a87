/** What helps to find one's way in a conversation: it comes with the search, or when the visitor leaves its end. */
export const findingEnglish = {
  'search.name': 'Search this conversation',
  'search.count': ({ at, total }: { readonly at: number; readonly total: number }) => `${at} of ${total}`,
  'search.none': 'Nothing found',
  'search.previous': 'Previous match',
  'search.next': 'Next match',
  'search.close': 'Close search',
  'search.date': 'Go to a day',
  'transcript.newer': (count: number) =>
    count === 1 ? '1 new message, go to the newest' : `${count} new messages, go to the newest`,
};
