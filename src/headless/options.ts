import type { Config } from '../config/config.js';
import type { Transport, TransportOptions } from '../protocol/transport.js';

/** Who the visitor is, as far as the page knows. */
export interface ChatUser {
  readonly external_id?: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly customData?: Readonly<Record<string, string>>;
  readonly avatarUrl?: string;
}
/** Who answers. */
export interface BotIdentity {
  readonly name?: string;
  readonly avatarUrl?: string;
  readonly id?: number | null;
  readonly is_ai?: boolean;
}

/** What `createConfig` takes in the names of the OpenCX reference. */
export interface ReferenceOptions {
  /** Token of the bot; OpenCX needs one. */
  readonly token?: string;
  /** The OpenCX server. */
  readonly apiUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly queryParams?: Readonly<Record<string, string>>;
  readonly pathParams?: Readonly<Record<string, string>>;
  readonly collectUserData?: boolean;
  readonly debug?: boolean;
  readonly language?: string | readonly string[];
  readonly contactToken?: string;
  readonly user?: ChatUser;
  readonly bot?: BotIdentity;
  readonly theme?: {
    readonly primaryColor?: string;
    readonly triggerOffset?: string;
    readonly [more: string]: unknown;
  };
  readonly settings?: { readonly persistSession?: boolean; readonly useSoundEffects?: boolean };
  readonly soundEffectFiles?: { readonly messageArrived?: string };
  /** Milliseconds, at least 3000; how often OpenCX is asked follows the conversation. */
  readonly pollingInterval?: number;
}

/** A backend by name, or an object that talks to one. */
export interface BackendOptions {
  /** `opencx` unless `transport` or `url` says otherwise. */
  readonly transport?: string | Transport;
  readonly getToken?: NonNullable<TransportOptions['getToken']>;
  readonly getSession?: NonNullable<TransportOptions['getSession']>;
}

type Ours = Omit<Config, keyof ReferenceOptions | keyof BackendOptions>;

/** The options of the reference, and every setting of the widget by its own name. */
export interface CoreOptions extends ReferenceOptions, BackendOptions, Partial<Ours> {}
