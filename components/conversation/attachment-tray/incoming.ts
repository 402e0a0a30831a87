/** Whether a drag brings files, which is all that can be known before they are dropped. */
export const bringsFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;

/** The files that were dropped; a folder is none. */
export function droppedFiles({ items, files }: DataTransfer): readonly File[] {
  const picked = [...items].flatMap((item) => {
    if (item.kind !== 'file' || item.webkitGetAsEntry?.()?.isDirectory) return [];
    return item.getAsFile() ?? [];
  });
  return picked.length || items.length ? picked : [...files];
}

/**
 * The files of a paste; none where text was copied. Office programs add a picture of the text to the text: what comes
 * both as plain and as rich text is text.
 */
export function pastedFiles(data: DataTransfer | null): readonly File[] {
  if (!data || (data.types.includes('text/plain') && data.types.includes('text/html'))) return [];
  return [...data.files];
}
