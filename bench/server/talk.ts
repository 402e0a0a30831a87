/** One conversation of the load: what it says, and how fast it listens. */
export interface Talk {
  readonly url: string;
  readonly number: number;
  readonly messages: number;
  /** Milliseconds between an answer and the next message. */
  readonly pause: number;
  /** Bytes a second that it reads; as fast as they come unless given. */
  readonly slowly?: number;
}

/** What one answer took, in milliseconds from the moment that the message left. */
export interface Heard {
  readonly text: string;
  readonly first: number;
  readonly whole: number;
}

/** What a conversation is called, and each of its messages begins with. */
export const sessionOf = ({ number }: Talk): string => `conversation-${number}`;
