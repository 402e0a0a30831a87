/** What can be done with a single message: it comes with the first one that is pointed at. */
export const actionsEnglish = {
  'message.actions': 'What to do with this message',
  'message.copy': 'Copy message',
  'message.copied': 'Message copied',
  'message.notCopied': 'The browser did not let us copy it.',
  'message.link': 'Copy link to this message',
  'message.linked': 'Link copied',
};
