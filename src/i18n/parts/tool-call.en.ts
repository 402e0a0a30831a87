/** What is said of a function that a backend has called. */
export const toolCallEnglish = {
  'tool.waiting': 'Needs your consent',
  'tool.running': 'At work…',
  'tool.done': 'Done',
  'tool.failed': 'Failed',
  'tool.refused': 'Not allowed',
  'tool.expired': 'Expired',
  'tool.question': 'May the chat do this on this page?',
  'tool.allow': 'Allow',
  'tool.always': 'Always allow',
  'tool.deny': 'Don’t allow',
  'tool.details': 'Details',
  'tool.input': 'Given',
  'tool.result': 'Result',
  'tool.error': 'Error',
};
