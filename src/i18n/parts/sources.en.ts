/** What a list of sources says. */
export const sourcesEnglish = {
  'sources.count': (count: number) => (count === 1 ? '1 source' : `${count} sources`),
};
