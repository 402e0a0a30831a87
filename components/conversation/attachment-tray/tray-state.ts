import type { ReadonlyStore } from '../../../src/core/store.js';
import type { PendingUpload } from '../../../src/core/uploads.js';
import type { UploadWords } from './refusals.js';

/** A file that was picked, and how far it is. */
export interface Picked {
  readonly file: File;
  readonly upload: ReadonlyStore<PendingUpload>;
}

/** What the tray shows. */
export interface TrayState {
  readonly picked: readonly Picked[];
  /** Why files were not taken, a sentence each, in whatever words the interface has by then. */
  readonly refusals: readonly ((strings: UploadWords) => string)[];
  /** Files hang over the panel. */
  readonly dropping: boolean;
  /** The latest news for those who do not see the tray. */
  readonly said: string;
}

/** Who knows the files, and what can be done about them. */
export interface FileKeeper {
  readonly state: ReadonlyStore<TrayState>;
  readonly cancel: (file: File) => void;
  readonly retry: (file: File) => void;
  readonly remove: (file: File) => void;
  /** The refusals have been read. */
  readonly dismiss: () => void;
}

export const emptyTray: TrayState = { picked: [], refusals: [], dropping: false, said: '' };
