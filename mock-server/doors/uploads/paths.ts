import { mediaUpload } from '../airy/paths.js';
import { attachmentPaths } from '../chatbotkit/paths.js';
import { opencxUpload } from '../opencx/paths.js';

/** Everything about files, beside either of stentor's addresses. */
export const uploadPaths = /^(?:\/stentor)?\/uploads(?:\/|$)/;

/** Whether a request brings the bytes of a file: they have a limit of their own, and the log has no room for them. */
export const bringsFile = (path: string): boolean =>
  (uploadPaths.test(path) && !path.endsWith('/uploads/sign')) ||
  attachmentPaths.test(path) ||
  mediaUpload.test(path) ||
  opencxUpload.test(path);
