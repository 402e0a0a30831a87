import type { Part, Suggestion, UnknownPart } from './part.js';

/** Who speaks. `agent` is any other person in the room, `system` the widget or the backend itself. */
export type Author = 'user' | 'bot' | 'agent' | 'system';

/** `pending` until the backend gave evidence that it has the message; `delivered` is final. */
export type Delivery = 'pending' | 'delivered' | 'failed';

/** Somebody in the conversation besides the visitor of this page. */
export interface Party {
  readonly id: string;
  readonly author: Author;
  readonly name?: string;
  readonly avatarUrl?: string;
}

/** How far a file of the visitor's own is on its way to the backend. */
export type UploadState = 'waiting' | 'uploading' | 'done' | 'failed' | 'cancelled';

/** A file that travels with a message, stored where the backend can read it. */
export interface Attachment {
  /** Empty as long as it is not stored. */
  readonly url: string;
  /** MIME type. */
  readonly type?: string;
  readonly name?: string;
  /** Bytes. */
  readonly size?: number;
  /** In the page that sends it: the file itself, so that nothing is fetched to show it. */
  readonly file?: Blob;
  /** Of a file that is sent from this page; absent means `done`. */
  readonly state?: UploadState;
  /** With `uploading`: the fraction that has arrived, 0 to 1. */
  readonly progress?: number;
}

export interface Message {
  /** The visitor's own messages: the client id, made once. Others: the id that the transport gave. */
  readonly id: string;
  readonly author: Author;
  readonly parts: readonly (Part | UnknownPart)[];
  readonly delivery: Delivery;
  /** More text is coming. */
  readonly streaming: boolean;
  /** Milliseconds since 1970, for display only; absent means unknown. */
  readonly createdAt?: number;
  /** The server's order key within the conversation; a late earlier message is put in its place. */
  readonly order?: number;
  readonly name?: string;
  readonly avatarUrl?: string;
  /** What it is said in, where the backend knows: a BCP 47 tag (`languageTag`). */
  readonly language?: string;
  readonly suggestions?: readonly Suggestion[];
  readonly attachments?: readonly Attachment[];
  /** More text was coming when the road broke; what is here is all that came. */
  readonly interrupted?: boolean;
  /** Why a failed message failed: the code of a `ChatError`. */
  readonly reason?: string;
}
