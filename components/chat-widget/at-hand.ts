/** What the visitor may want when the network is gone, fetched while it is there: their words in a file, or none of them. */
export const atHand = (): Promise<unknown> =>
  Promise.all([
    import('../conversation/finding/finding.js'),
    import('../conversation/search/open-search.js'),
    import('../shell/comforts/open-comforts.js'),
    import('../shell/confirm/confirm.js'),
    import('../shell/menu/menu.js'),
    import('./export.js'),
    import('./rights.js'),
  ]);
