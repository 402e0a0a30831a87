import type { StentorItem, StentorResponse } from '../direct/wire.js';

/** The words of stentor's socket.io server (PROTOCOL.md, “socket.io”). */

/** Who comes in. */
export interface Visitor {
  readonly userId: string;
  readonly name?: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly avatarPath?: string;
  readonly accessToken?: string;
  /** Finds the conversation again. */
  readonly token?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

interface ServerButton {
  readonly label: string;
  readonly actionUrl?: string;
}
interface ServerItem extends Pick<StentorItem, 'title' | 'url' | 'token'> {
  readonly subTitle?: string;
  readonly imageUrl?: string;
  readonly imageActionUrl?: string;
  readonly buttons?: readonly ServerButton[];
}
/** What the bot, or a person, says. */
export interface ChatServerMessage {
  readonly text?: string;
  readonly html?: string;
  readonly permissionRequest?: { readonly time: number; readonly type: string };
  readonly options?: readonly (string | ServerButton)[];
  readonly card?: Omit<ServerItem, 'subTitle' | 'token' | 'url'> & { readonly content?: string };
  readonly list?: {
    readonly type: 'LIST' | 'CAROUSEL';
    readonly title?: string;
    readonly items: readonly ServerItem[];
  };
  readonly token?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly displays?: StentorResponse['displays'];
  readonly context?: readonly string[];
  /** `id`, `locale`, `system` and `data` are ours: the message's own id, what it is said in, and stentor's own words. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** What the visitor says. With `custom` the `payload` is a stentor request as JSON. */
export interface ChatMessageRequest {
  readonly type: 'msg' | 'custom';
  readonly timestamp: number;
  readonly msg?: string;
  readonly payload?: string;
  readonly user: Visitor;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** What the server says first. `features` is ours: `ack` is a server that acknowledges each message. */
export interface AccountStatus {
  readonly online: boolean;
  readonly features?: readonly 'ack'[];
}

/** What a server that acknowledges says; the vendor's says nothing. */
export interface Acknowledgement {
  readonly error?: { readonly status: number; readonly message: string; readonly retryAfter?: number };
}

/** Data of the events that we send. */
export interface Outgoing {
  'connection update': string;
  'add user': Visitor;
  'new message': ChatMessageRequest;
}
