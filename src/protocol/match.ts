/** Anything told apart by its `type`. */
export interface Tagged {
  readonly type: string;
}

/** One handler for every `type` of `V`; leaving one out does not compile. */
export type Table<V extends Tagged, Rest extends unknown[], R> = {
  readonly [T in V['type']]: (value: Extract<V, { type: T }>, ...rest: Rest) => R;
};

/** Calls the entry for `value.type`. Holds the only cast that correlated unions still need. */
export const match = <V extends Tagged, Rest extends unknown[], R>(
  table: Table<V, Rest, R>,
  value: V,
  ...rest: Rest
): R => (table[value.type as V['type']] as (value: V, ...rest: Rest) => R)(value, ...rest);

/** For words from outside. Own keys only: a server that says `toString` must not reach one. */
export const knows = <T extends object>(table: T, type: unknown): type is keyof T & string =>
  typeof type === 'string' && Object.hasOwn(table, type);
