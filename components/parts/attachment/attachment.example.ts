import type { AttachmentPart } from './attachment.part.js';

export const attachmentExample: AttachmentPart = {
  type: 'attachment',
  url: 'https://northwind.example/files/house-rules.pdf',
  name: 'House rules for guests with dogs and small children (2026).pdf',
  mediaType: 'application/pdf',
  size: 248_512,
};
