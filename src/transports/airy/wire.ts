/** Words of Airy's chat plugin as they go over the wire (PROTOCOL.md, “airy”). */

/** The visitor's own queue: whatever is said in the conversation comes here, in both directions. */
export const QUEUE = '/user/queue/message';

/** Where things are, counted from the root of the server. */
export const paths = {
  authenticate: 'chatplugin.authenticate',
  resumeToken: 'chatplugin.resumeToken',
  send: 'chatplugin.send',
  upload: 'media.upload',
  socket: 'ws.chatplugin',
} as const;

/** What a tap says: its words, and what the bot wants back with them. */
export interface Suggestion {
  readonly reply?: { readonly text: string; readonly postbackData: string };
  readonly action?: {
    readonly text: string;
    readonly postbackData: string;
    readonly openUrlAction?: { readonly url: string };
    readonly dialAction?: { readonly phoneNumber: string };
  };
}

/** One card. */
export interface CardContent {
  readonly title?: string;
  readonly description?: string;
  readonly media?: {
    readonly height: 'SHORT' | 'MEDIUM' | 'TALL';
    readonly contentInfo: { readonly altText?: string; readonly fileUrl: string; readonly forceRefresh: string };
  };
  readonly suggestions?: readonly Suggestion[];
}

export interface QuickReply {
  readonly content_type: 'text';
  readonly title: string;
  readonly payload: string;
  readonly image_url?: string;
}

/** What a message says. The newer generation stores what it is given as it is; the older one takes texts alone. */
export interface Content {
  readonly text?: string;
  readonly type?: string;
  readonly fallback?: string;
  readonly containsRichText?: string;
  readonly attachment?: {
    readonly type: 'image' | 'video' | 'audio' | 'file';
    readonly payload: { readonly url: string };
  };
  readonly quick_replies?: readonly QuickReply[];
  readonly richCard?: {
    readonly standaloneCard?: { readonly cardContent: CardContent };
    readonly carouselCard?: {
      readonly cardWidth: 'SHORT' | 'MEDIUM';
      readonly cardContents: readonly CardContent[];
    };
  };
  readonly postbackData?: string;
  /** Ours: the visitor's own message in the words of whoever sent it, to know it again. */
  readonly clientMessageId?: string;
}

/** A message of the newer generation. */
export interface Message {
  readonly id: string;
  readonly content: Content;
  readonly sent_at: string;
  readonly delivery_state: 'pending' | 'failed' | 'delivered';
  readonly from_contact: boolean;
  readonly source: string;
  readonly metadata: object;
  readonly sender: { readonly id: string; readonly name?: string; readonly avatar_url?: string };
}

/** A message of the older generation. On the socket its content is JSON in a string. */
export interface FirstMessage {
  readonly id: string;
  readonly content: Content | string;
  readonly state: 'PENDING' | 'FAILED' | 'DELIVERED';
  readonly sender_type: 'source_contact' | 'source_user' | 'app_user';
  readonly sent_at: string;
}
