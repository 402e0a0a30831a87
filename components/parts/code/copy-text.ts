/** Where the page may not write to the clipboard: a field with the text in it, copied as a visitor would. */
function copyFromField(text: string, root: ParentNode & Node): boolean {
  const before = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'visually-hidden';
  field.readOnly = true;
  field.value = text;
  root.appendChild(field);
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}

/** Puts text on the clipboard; false if the browser lets nobody do it. `root` is where a field may stand for a moment. */
export async function copyText(text: string, root: ParentNode & Node): Promise<boolean> {
  try {
    // Missing on pages without TLS.
    if (!navigator.clipboard) return copyFromField(text, root);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyFromField(text, root);
  }
}
