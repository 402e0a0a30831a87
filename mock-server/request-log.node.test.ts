import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRequestLog } from './request-log.js';

describe('the request log', () => {
  const searchOf = (search: string) =>
    createRequestLog({ now: () => 0, sleep: async () => {} }).open(
      'GET',
      new URL(`http://localhost/somewhere${search}`),
      new Headers(),
    ).search;
  for (const [search, shown] of [
    ['?token=abc.def', '?token=[redacted]'],
    ['?channel_id=demo&resume_token=abc%2Edef&x=1', '?channel_id=demo&resume_token=[redacted]&x=1'],
    [
      '?accessToken=a&api_key=b&key=c&client_secret=d',
      '?accessToken=[redacted]&api_key=[redacted]&key=c&client_secret=[redacted]',
    ],
    ['?after=3&tokens=2&monkey=1', '?after=3&tokens=2&monkey=1'],
    ['', ''],
  ] as const)
    it(`shows “${search}” as “${shown}”`, () => assert.equal(searchOf(search), shown));
});
