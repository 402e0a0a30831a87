import type { LitElement } from 'lit';
import type { Chat } from '../../../src/core/chat.js';
import type { Config } from '../../../src/config/config.js';
import type { composerEnglish } from '../../../src/i18n/composer.en.js';
import type { Strings, Words } from '../../../src/i18n/strings.js';
import type { ChatSendRequest, Draft } from '../../foundation/events/requests.js';

/** What comforts say. */
export type ComfortWords = Strings & Words<typeof composerEnglish>;

/** The composer, as comforts know it. */
export interface Writing extends LitElement {
  /** The unsent text. */
  value: string;
  /** Stands in the box instead of the unsent text, which is kept as it is until this is changed. */
  shown?: string | undefined;
  readonly attaching?: Promise<{ readonly add: (files: readonly File[]) => unknown } | undefined> | undefined;
  readonly focus: () => Promise<void>;
}

/** What a comfort finds around it. */
export interface Surroundings {
  readonly composer: Writing;
  readonly box: HTMLTextAreaElement;
  readonly chat: () => Chat | undefined;
  readonly config: () => Config | undefined;
  readonly strings: () => ComfortWords;
  /** Says something once, to those who do not see it. */
  readonly say: (words: string) => void;
  /** Something that shows has changed. */
  readonly changed: () => void;
}

/** One thing that makes writing easier. Whoever answers true to a key or a draft has dealt with it. */
export interface Comfort {
  readonly onKey?: (event: KeyboardEvent) => boolean;
  /** The composer is about to send this. True: it is not sent, and the composer keeps it. The page may yet refuse it. */
  readonly onSend?: (draft: Draft, request: ChatSendRequest) => boolean;
  /** What is written may have changed: the visitor typed it just now, or it came by other ways. */
  readonly onText?: (text: string, isTyped: boolean) => void;
  /** What stands above the text box. */
  readonly draw?: () => unknown;
  readonly leave?: () => void;
}
