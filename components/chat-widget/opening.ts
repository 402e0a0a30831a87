/**
 * Fetches what writing and sending need, all of it at once: nothing of it is found only in what came before. What
 * draws a text comes next, beside the first request, so that it takes no line away from what is needed sooner.
 * Whatever does not come is for those who use it to tell.
 */
export const fetchOpening = (): Promise<unknown> =>
  Promise.all([import('./start.js'), import('../../src/core/line.js'), import('./keep.js'), import('../shell/talk.js')])
    .then(() => Promise.all([import('../parts/text/text.js'), import('./company.js')]))
    .catch(() => undefined);
