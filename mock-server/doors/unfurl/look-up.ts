import type { LinkPreview } from '../../../src/protocol/transport.js';
import { previewOf } from './preview-of.js';
import { readPage, type PageOptions } from './read-page.js';
import { Refused } from './target.js';

/** What is at an address. */
export type LookUp = (address: string) => Promise<LinkPreview | 'refused' | undefined>;

/** Looks pages up in the network, for a server that has one. Never rejects: what cannot be read is nothing. */
export const lookUpIn =
  (options: PageOptions = {}): LookUp =>
  async (address) => {
    try {
      const page = await readPage(address, options);
      return page && previewOf(page);
    } catch (reason) {
      return reason instanceof Refused ? 'refused' : undefined;
    }
  };
