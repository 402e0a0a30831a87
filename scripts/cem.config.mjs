// The custom elements manifest: what `@fires` says is what an element fires.
const onlyWrittenEvents = {
  name: 'only-written-events',
  moduleLinkPhase({ moduleDoc }) {
    // The analyzer takes the first argument of `new ChatSelectRequest(token)` for the name of an event.
    for (const { events } of moduleDoc.declarations ?? [])
      if (events) events.splice(0, events.length, ...events.filter(({ name }) => name?.startsWith('chat-')));
  },
};

export default {
  globs: ['components/**/*.ts'],
  exclude: ['**/*.test.ts', '**/*.part.ts', '**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [onlyWrittenEvents],
};
