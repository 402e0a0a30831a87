import type { Backend } from '../../backend.js';
import { Problem } from '../../problem.js';
import { createPageFinder } from '../unfurl/find-page.js';
import { admitted, badRequest, bodyOf, checkRate, type Deed } from './call.js';

/** What a link leads to: `{ data }` with its address alone where there is nothing to tell. */
export const unfurlLink = (backend: Backend): Deed => {
  const find = createPageFinder(backend);
  return async (call) => {
    const { conversation } = await admitted(backend, call);
    const { url } = await bodyOf(call);
    if (typeof url !== 'string' || !URL.canParse(url)) throw badRequest('“url” is not an address.');
    await checkRate(backend, conversation);
    const found = await find(url);
    if (found === 'refused') throw new Problem(403, 'refused-address', 'This server does not ask for that address.');
    const { siteName, ...page } = found ?? { url };
    return call.json({ data: { ...page, ...(siteName !== undefined && { publisher: siteName }) } });
  };
};
