/** What is asked before something of the visitor's is taken away. */
export const privacyEnglish = {
  'restart.question': 'Start a new conversation?',
  'restart.explanation': 'What was said so far disappears from this chat.',
  'restart.confirm': 'Start anew',
  'erase.question': 'Delete your data?',
  'erase.explanation':
    'What was said, and what this chat keeps on this device, is deleted. The other side is asked to delete it too, where it can.',
  'erase.confirm': 'Delete',
  'withdraw.question': 'Withdraw your consent?',
  'withdraw.explanation': 'What this chat keeps on this device is deleted. You are asked again before it goes on.',
  'withdraw.confirm': 'Withdraw',
  'confirm.cancel': 'Cancel',
};
