import type { NoticePart } from './notice.part.js';

export const noticeExample: NoticePart = { type: 'notice', event: 'joined', name: 'Mara' };
