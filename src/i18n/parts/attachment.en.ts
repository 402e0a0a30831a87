/** What a file in a message says. */
export const attachmentEnglish = {
  'attachment.name': 'File',
  'attachment.waiting': 'Waiting',
  'attachment.uploading': (percent: string) => `Uploading · ${percent}`,
  'attachment.failed': 'Not uploaded',
  'attachment.cancelled': 'Cancelled',
  'attachment.download': (name: string) => `Download ${name}`,
};
