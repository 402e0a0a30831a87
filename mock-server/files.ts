/** A file of a visitor. */
export interface StoredFile {
  /** Nobody can guess it: whoever knows it may read the file. */
  readonly id: string;
  /** As it is shown and saved; it ends in what its bytes are. */
  readonly name: string;
  /** MIME type that its bytes have. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where files of visitors lie: with conversations, or in a storage of the owner's. */
export interface Files {
  /** Takes the place of what has the id. */
  readonly put: (file: StoredFile) => Promise<void>;
  readonly get: (id: string) => Promise<StoredFile | undefined>;
  /** Its visitor wants to be forgotten. */
  readonly remove: (id: string) => Promise<void>;
}

/** Files that lie where conversations do. */
export interface KeptFiles extends Files {
  readonly clear: () => void;
}

/** Bytes of one upload, its form around it included. */
export const FILE_LIMIT = 10 * 1024 * 1024;
/** Bytes of all files together, and how many there are. */
const TOGETHER = 100 * 1024 * 1024;
const MOST = 500;

/** Files in this process and nowhere else; the oldest make room. */
export function memoryFiles(): KeptFiles {
  const files = new Map<string, StoredFile>();
  let size = 0;
  function remove(id: string): void {
    size -= files.get(id)?.bytes.length ?? 0;
    files.delete(id);
  }
  return {
    async put(file) {
      remove(file.id);
      files.set(file.id, file);
      size += file.bytes.length;
      for (const id of files.keys()) {
        if (size <= TOGETHER && files.size <= MOST) return;
        remove(id);
      }
    },
    get: async (id) => files.get(id),
    remove: async (id) => remove(id),
    clear() {
      files.clear();
      size = 0;
    },
  };
}
