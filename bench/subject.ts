/** One message of a conversation that is there already. */
export interface Said {
  readonly author: 'user' | 'bot';
  /** Markdown. */
  readonly text: string;
}

/** One answer that grows. */
export interface Streaming {
  readonly write: (delta: string) => void;
  readonly end: () => void;
}

/**
 * What a page under measurement puts at `window.subject`: the same work asked of every chat, each by its own public
 * means. Everything is real product code with its defaults, unless the subject's name says which option it was given.
 * What a chat cannot do is left out, and its row stays empty.
 */
export interface Subject {
  /** Name and version, as the tables show it. */
  readonly name: string;
  /** A closed chat shows a launcher. Absent means that it is always open. */
  readonly launcher?: boolean;
  /**
   * Brings its code along, as a visitor does who comes near the launcher. Absent where all code comes with the page; what
   * is shown afterwards then costs the same everywhere: the chat, and no longer its way there.
   */
  readonly approach?: () => Promise<void>;
  /** Shows the chat; resolves when a visitor can type, or sees the launcher of the closed one. */
  readonly mount: (how: { readonly open: boolean; readonly said?: readonly Said[] }) => Promise<void>;
  /** The field that is typed into, which has the focus afterwards. */
  readonly composer: () => Promise<HTMLElement>;
  /** An answer begins in the open chat. */
  readonly stream: () => Streaming;
  /** One message comes to the open chat. */
  readonly append: (said: Said) => void;
  /** What scrolls. */
  readonly scroller: () => Element;
  /** All the text that the visitor can see in the conversation, to know that the work was done. */
  readonly shown: () => string;
  /** Twenty on one page, closed; only of chats that are made for pages of others. */
  readonly mountMany?: (count: number) => Promise<void>;
}

declare global {
  interface Window {
    subject: Subject;
  }
}
