/** `waiting` is between two attempts; `closed` is the end, by our own wish or for good. */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';
