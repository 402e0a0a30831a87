/** Names of fenced blocks that are parts, not code (PROTOCOL.md section 2.6). */
const names: ReadonlySet<string> = new Set(['carousel', 'form', 'card', 'button', 'buttons']);

/** A fence that holds a part in YAML. */
export const holdsPart = (name: string): boolean => names.has(name.toLowerCase());
