/** The words of stentor's HTTP channel (PROTOCOL.md, “direct”; stentor-models 1.79 Request and Response). */

interface RequestBase {
  readonly sessionId: string;
  readonly userId: string;
  readonly requestId?: string;
  readonly createdTime?: string;
  readonly isNewSession?: boolean;
  readonly platform?: string;
  readonly channel?: string;
  readonly accessToken?: string;
  readonly locale?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}
export interface LaunchRequest extends RequestBase {
  readonly type: 'LAUNCH_REQUEST';
  readonly intentId: 'LaunchRequest';
}
export interface IntentRequest extends RequestBase {
  readonly type: 'INTENT_REQUEST';
  readonly intentId: string;
  readonly rawQuery: string;
  readonly attachments?: readonly { readonly url: string; readonly type?: string }[];
}
export interface OptionSelectRequest extends RequestBase {
  readonly type: 'OPTION_SELECT_REQUEST';
  readonly intentId?: 'OptionSelect';
  readonly token?: string;
  readonly title?: string;
  /** MultiSelect. */
  readonly selected?: readonly { readonly id: string }[];
}
export interface PermissionGrantRequest extends RequestBase {
  readonly type: 'PERMISSION_GRANT';
  readonly intentId: 'PermissionGrant';
  readonly granted: boolean;
  readonly userProfile: Readonly<Record<string, unknown>>;
}
export interface ChannelActionRequest extends RequestBase {
  readonly type: 'CHANNEL_ACTION_REQUEST';
  readonly action: string;
  readonly referenceId?: string;
  readonly uri?: string;
  readonly feedback?: string;
  readonly detail?: string;
}
export interface SessionEndedRequest extends RequestBase {
  readonly type: 'SESSION_ENDED_REQUEST';
  readonly reason: string;
}
/** What a chat widget says to a stentor backend. */
export type StentorRequest =
  | LaunchRequest
  | IntentRequest
  | OptionSelectRequest
  | PermissionGrantRequest
  | ChannelActionRequest
  | SessionEndedRequest;

export type StentorSuggestion = string | { readonly title: string; readonly url?: string };

export interface StentorSpeech {
  readonly ssml?: string;
  readonly textToSpeech?: string;
  readonly displayText?: string;
  readonly html?: string;
  readonly suggestions?: readonly StentorSuggestion[];
  /** What all this is said in. */
  readonly defaultLocale?: string;
}
export interface StentorButton {
  readonly title: string;
  readonly openUrlAction?: string;
}
export interface StentorImage {
  readonly url: string;
  readonly accessibilityText?: string;
  readonly width?: number;
  readonly height?: number;
  readonly imageActionUrl?: string;
}
export interface StentorItem {
  readonly title: string;
  readonly token?: string;
  readonly description?: string;
  readonly url?: string;
  readonly image?: StentorImage;
  readonly buttons?: readonly StentorButton[];
}
export interface StentorList {
  readonly type: 'LIST' | 'CAROUSEL';
  readonly title?: string;
  readonly items: readonly StentorItem[];
}
export interface StentorCard {
  readonly type: 'CARD';
  readonly title?: string;
  readonly subTitle?: string;
  readonly content?: string;
  readonly smallImageUrl?: string;
  readonly largeImageUrl?: string;
  readonly imageActionUrl?: string;
  readonly accessibilityText?: string;
  readonly buttons?: readonly StentorButton[];
}
export interface StentorMultiSelect {
  readonly type: 'MultiSelect';
  readonly title?: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly description?: string }[];
  /** Our additions, as is the description of an item. */
  readonly min?: number;
  readonly max?: number;
  readonly submitLabel?: string;
}
export interface StentorScheduleButton {
  readonly type: 'ScheduleButton';
  readonly label?: string;
}
/** A picture, sound, film or file; `type` is a MIME type or the first half of one. */
export interface StentorMedia {
  readonly type?: string;
  readonly url: string;
}
/** FORM and whatever a newer backend says. */
export interface StentorOtherDisplay {
  readonly type: string;
  readonly [field: string]: unknown;
}
export type StentorDisplay =
  StentorList | StentorCard | StentorMultiSelect | StentorScheduleButton | StentorOtherDisplay;

/** What a stentor backend answers. Every field is optional; missing `reprompt` must never lock the input. */
export interface StentorResponse {
  readonly outputSpeech?: string | StentorSpeech;
  readonly reprompt?: string | StentorSpeech;
  readonly displays?: readonly StentorDisplay[];
  readonly media?: readonly StentorMedia[];
  readonly system?: string;
  readonly tag?: string | readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
  readonly context?: { readonly active?: readonly { readonly name: string }[] };
}
