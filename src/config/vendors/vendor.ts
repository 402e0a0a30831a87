/** One word of another product: its path (with dots), the path of our setting, and how its value reads as ours. */
export type Row = readonly [from: string, to: string, read?: (value: unknown) => unknown];

/** Reads the words of one product as ours; what is not listed is nothing. */
export const words =
  (table: Readonly<Record<string, unknown>>) =>
  (value: unknown): unknown =>
    Object.hasOwn(table, String(value)) ? table[String(value)] : undefined;

/** What is said by being there at all. */
export const always =
  (said: string) =>
  (value: unknown): unknown =>
    value ? said : undefined;
