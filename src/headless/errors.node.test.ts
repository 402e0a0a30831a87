import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as core from '../core.js';

const hierarchy = {
  ConnectionError: ['OpenCXError'],
  AuthenticationError: ['OpenCXError'],
  SessionError: ['OpenCXError'],
  SessionNotDefinedError: ['SessionError', 'OpenCXError'],
  TransportError: ['OpenCXError'],
  FileUploadError: ['OpenCXError'],
  StorageNotAvailableError: ['OpenCXError'],
  ExternalIdNotDefinedError: ['OpenCXError'],
} as const;
const made = {
  ConnectionError: new core.ConnectionError(),
  AuthenticationError: new core.AuthenticationError(),
  SessionError: new core.SessionError('session-expired', 'Over.'),
  SessionNotDefinedError: new core.SessionNotDefinedError(),
  TransportError: new core.TransportError('server-error', 'Broken.'),
  FileUploadError: new core.FileUploadError(),
  StorageNotAvailableError: new core.StorageNotAvailableError(),
  ExternalIdNotDefinedError: new core.ExternalIdNotDefinedError(),
};
const names = Object.keys(made) as (keyof typeof made)[];

describe('the error classes', () => {
  for (const name of names)
    it(`${name} says its name, is an Error and an OpenCXError, and no stranger`, () => {
      const error = made[name];
      assert.equal(error.name, name);
      assert(error instanceof Error && core.ChatError.is(error) && error.message.length > 0);
      for (const other of names) {
        const related = name === other || hierarchy[name].some((ancestor) => ancestor === other);
        assert.equal(error instanceof core[other], related, `${name} instanceof ${other}`);
      }
      assert(error instanceof core.OpenCXError);
    });

  it('takes the errors of any transport for what they are', () => {
    const refused = new core.RejectedError('unauthorized', 'No.');
    assert(refused instanceof core.AuthenticationError && !(refused instanceof core.ConnectionError));
    assert(new core.TransportError('offline', 'No network.') instanceof core.ConnectionError);
    assert(!(new core.TransportError('server-error', 'Broken.') instanceof core.ConnectionError));
    assert(new core.RejectedError('upload-failed', 'Lost.') instanceof core.FileUploadError);
    assert(!(new Error('unauthorized') instanceof core.AuthenticationError));
  });

  it('keeps a page’s own subclasses to their own', () => {
    class Mine extends core.ConnectionError {}
    assert(!(new core.TransportError('offline', 'No network.') instanceof Mine));
    assert(new Mine() instanceof core.ConnectionError);
  });
});
