/** What keys and channels are called. */
export interface Names {
  /** What all of them begin with. */
  readonly prefix: string;
  readonly news: string;
  readonly rooms: string;
  readonly secret: string;
  readonly alive: (process: string) => string;
  /** What is kept of a room: its log, what is true of it now, its turns that are open, and all its turns. */
  readonly room: (key: string) => {
    readonly log: string;
    readonly room: string;
    readonly open: string;
    readonly turns: string;
  };
  /** What is kept of a turn: its task and its pieces, and where they are told of. */
  readonly turn: (
    key: string,
    turn: string,
  ) => { readonly turn: string; readonly pieces: string; readonly channel: string };
  readonly session: (id: string) => string;
  readonly sessionsOf: (family: string, conversation: string) => string;
  readonly bucket: (name: string) => string;
  readonly shelf: (name: string, id: string) => string;
  readonly list: (name: string, id: string) => string;
  readonly count: (name: string) => string;
  readonly file: (id: string) => string;
  /** All files by age, and what each of them weighs. */
  readonly files: string;
  readonly weights: string;
}

/** All of them begin with the prefix, so that several servers can share one Redis. */
export const namesWith = (prefix: string): Names => ({
  prefix,
  news: `${prefix}news`,
  rooms: `${prefix}rooms`,
  secret: `${prefix}secret`,
  alive: (process) => `${prefix}alive:${process}`,
  room: (key) => ({
    log: `${prefix}log:${key}`,
    room: `${prefix}room:${key}`,
    open: `${prefix}open:${key}`,
    turns: `${prefix}turns:${key}`,
  }),
  // A turn's id is the client's: its length keeps two names apart.
  turn: (key, turn) => {
    const id = `${key.length}:${key}:${turn}`;
    return { turn: `${prefix}turn:${id}`, pieces: `${prefix}pieces:${id}`, channel: `${prefix}spoken:${id}` };
  },
  session: (id) => `${prefix}session:${id}`,
  sessionsOf: (family, conversation) => `${prefix}sessions:${family}:${conversation}`,
  bucket: (name) => `${prefix}rate:${name}`,
  shelf: (name, id) => `${prefix}shelf:${name}:${id}`,
  list: (name, id) => `${prefix}list:${name}:${id}`,
  count: (name) => `${prefix}count:${name}`,
  file: (id) => `${prefix}file:${id}`,
  files: `${prefix}files`,
  weights: `${prefix}weights`,
});
