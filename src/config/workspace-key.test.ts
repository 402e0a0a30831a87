import { expect } from '@open-wc/testing';
import { warnOfWorkspaceKey } from './workspace-key.js';

/** What is said on the console about such settings. */
function said(settings: Parameters<typeof warnOfWorkspaceKey>[0]): readonly string[] {
  const lines: string[] = [];
  const { error } = console;
  console.error = (line: string) => void lines.push(line);
  try {
    warnOfWorkspaceKey(settings);
  } finally {
    console.error = error;
  }
  return lines;
}

describe('a key of a whole workspace in a page', () => {
  for (const settings of [
    { token: 'sk-live-1234567890' },
    { accountKey: 'sk_1234567890' },
    { headers: { authorization: 'Bearer sk-1234567890' } },
    { headers: { 'X-Api-Key': 'f00' } },
    { queryParams: { api_key: 'f00' } },
  ])
    it(`is told of, once and without its words: ${JSON.stringify(settings)}`, () => {
      const [line, ...more] = said(settings);
      expect(more).to.have.length(0);
      expect(line).to.contain('secret-in-page');
      expect(line).not.to.contain('1234567890').and.not.to.contain('f00');
    });

  for (const settings of [
    {},
    {
      token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.a-sk_b',
      accountKey: 'public-1',
      headers: { 'accept-language': 'sk' },
    },
    { accountKey: 'desk-7', queryParams: { tenant: 'task-force' } },
  ])
    it(`is not ${JSON.stringify(settings)}`, () => expect(said(settings)).to.deep.equal([]));
});
