/** What is said about files before they are sent. */
export const uploadsEnglish = {
  'upload.attach': 'Attach files',
  'upload.drop': 'Drop files to attach them',
  'upload.list': 'Attached files',
  'upload.waiting': 'Waiting',
  'upload.uploading': (percent: string) => `Uploading · ${percent}`,
  'upload.failed': 'Not uploaded',
  'upload.cancelled': 'Cancelled',
  'upload.cancel': (name: string) => `Cancel ${name}`,
  'upload.retry': (name: string) => `Upload ${name} again`,
  'upload.remove': (name: string) => `Remove ${name}`,
  'upload.dismiss': 'Dismiss',
  'upload.attached': (name: string) => `${name} is attached`,
  'upload.isDone': (name: string) => `${name} is uploaded`,
  'upload.isFailed': (name: string) => `${name} could not be uploaded`,
  'upload.isCancelled': (name: string) => `${name} was cancelled`,
  'upload.because.too-large': 'Too large for this chat',
  'upload.because.rejected': 'This kind of file is not accepted',
  'upload.because.rate-limited': 'Too many at once, please wait a moment',
  'upload.because.timeout': 'It took too long',
  'upload.because.unreachable': 'The connection failed',
  'upload.refused.kind': ({ name, allowed }: { readonly name: string; readonly allowed: string }) =>
    `“${name}” cannot be sent here. You can send ${allowed}.`,
  'upload.refused.size': ({ name, allowed }: { readonly name: string; readonly allowed: string }) =>
    `“${name}” is too large. A file may have ${allowed}.`,
  'upload.refused.count': ({ name, allowed }: { readonly name: string; readonly allowed: string }) =>
    `“${name}” was left out. A message takes at most ${allowed}.`,
  'upload.refused.empty': ({ name }: { readonly name: string }) => `“${name}” is empty.`,
  'upload.refused.code': 'Files cannot be attached at the moment. Please try again.',
  'upload.pictures': 'pictures',
  'upload.count': (count: number) => (count === 1 ? '1 file' : `${count} files`),
};
