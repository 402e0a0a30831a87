/** What is said while the visitor writes, beyond the text box itself: it comes when they begin to. */
export const composerEnglish = {
  'composer.suggestions': 'Suggestions',
  'composer.commands': 'Commands',
  'composer.found': (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`),
  'composer.left': (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
  'composer.over': (count: number) => (count === 1 ? '1 character too many' : `${count} characters too many`),
  'composer.tooLong': (limit: number) => `This is too long to send: a message may have ${limit} characters.`,
  'command.restart': 'Start a new conversation',
  'command.export': 'Download this conversation',
  'command.search': 'Search this conversation',
  'undo.held': (seconds: number) => (seconds === 1 ? 'Sending in 1 second' : `Sending in ${seconds} seconds`),
  'undo.undo': 'Undo',
  'undo.now': 'Send now',
  'undo.undone': 'Not sent. Your message is back in the text box.',
};
