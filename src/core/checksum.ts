/** Tells texts apart (FNV-1a); it protects nothing. */
export function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (const sign of text) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return `${(sum >>> 0).toString(36)}.${text.length.toString(36)}`;
}
