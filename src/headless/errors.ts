import { ChatError, SessionError, type ChatErrorCode, type ChatErrorOptions } from '../protocol/errors.js';

/**
 * Transports tell their errors apart by `code` and know few classes, since every visitor downloads those. `instanceof`
 * finds the others by the code, so that what any transport throws is of the class that the page asks for.
 */
const known = (value: unknown, codes: readonly ChatErrorCode[]): boolean =>
  ChatError.is(value) && codes.includes(value.code);
const own = (Kind: object, value: unknown): boolean => Function.prototype[Symbol.hasInstance].call(Kind, value);

/** What exactly happened, where it is known better than the class says it. */
interface Coded {
  readonly code?: ChatErrorCode;
}

/** The backend cannot be reached, or said nothing in time. */
export class ConnectionError extends ChatError {
  override readonly retryable = true;
  override name = 'ConnectionError';
  constructor(message = 'The backend cannot be reached.', options: ChatErrorOptions & Coded = {}) {
    super(options.code ?? 'unreachable', message, options);
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    const codes = ['offline', 'unreachable', 'timeout', 'blocked', 'closed', 'elsewhere', 'load-failed'] as const;
    return own(this, value) || (this === ConnectionError && known(value, codes));
  }
}

/** The backend does not know the token, or forbids what it is for. */
export class AuthenticationError extends ChatError {
  override name = 'AuthenticationError';
  constructor(message = 'The token was refused.', options: ChatErrorOptions & Coded = {}) {
    super(options.code ?? 'unauthorized', message, { outcome: 'auth', ...options });
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    return own(this, value) || (this === AuthenticationError && known(value, ['unauthorized', 'forbidden']));
  }
}

/** There is no such session, or none yet. */
export class SessionNotDefinedError extends SessionError {
  override name = 'SessionNotDefinedError';
  constructor(message = 'There is no session.', options: ChatErrorOptions & Coded = {}) {
    super(options.code ?? 'session-expired', message, options);
  }
}

/** A file did not arrive. */
export class FileUploadError extends ChatError {
  override name = 'FileUploadError';
  constructor(message = 'The file was not uploaded.', options: ChatErrorOptions & Coded = {}) {
    super(options.code ?? 'upload-failed', message, { outcome: 'not-sent', ...options });
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    return own(this, value) || (this === FileUploadError && known(value, ['upload-failed']));
  }
}

/** A session is to be kept, and the host has no storage for it. */
export class StorageNotAvailableError extends ChatError {
  override name = 'StorageNotAvailableError';
  constructor(message = 'settings.persistSession needs a storage: give platform.storage.', options: ErrorOptions = {}) {
    super('bad-config', message, options);
  }
}

/** Somebody is to be told apart from others, and has no id. */
export class ExternalIdNotDefinedError extends ChatError {
  override name = 'ExternalIdNotDefinedError';
  constructor(message = 'user.external_id is missing.', options: ErrorOptions = {}) {
    super('bad-config', message, options);
  }
}
