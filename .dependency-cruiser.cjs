// The layers of the house as code: who may import whom. docs/adr/0002 says why.
const may = {
  'src/protocol': [],
  'src/config': [],
  'src/platform': [],
  'src/i18n': ['src/protocol'],
  'src/net': ['src/protocol', 'src/platform'],
  'src/core': ['src/protocol', 'src/config', 'src/platform'],
  'src/transports': ['src/protocol', 'src/platform', 'src/net'],
  'src/headless': ['src/protocol', 'src/config', 'src/platform', 'src/net', 'src/core', 'src/transports'],
  'src/react': ['src/headless', 'src/core', 'src/config', 'src/protocol'],
  'components/foundation': ['src/protocol', 'src/config', 'src/i18n', 'src/core'],
  'components/parts': ['src/protocol', 'src/config', 'src/i18n', 'src/platform', 'components/foundation'],
  'components/conversation': [
    'src/protocol',
    'src/config',
    'src/i18n',
    'src/core',
    'src/platform',
    'src/net',
    'components/foundation',
    'components/parts',
  ],
};
may['components/shell'] = [...may['components/conversation'], 'components/conversation'];

const TEST = '\\.(test|contract)\\.ts$';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: 'node_modules',
    // What other chats are made of is not ours.
    exclude: '^bench/(\\.built|subjects)/',
    tsConfig: { fileName: 'tsconfig.json' },
  },
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('headless', { path: '^src/[^/]+/', pathNot: TEST }, { path: 'node_modules/(lit|@lit)|^components/' }),
    rule(
      'demo-is-a-stranger',
      { path: '^demo/', pathNot: '\\.(spec|config)\\.ts$' },
      { path: '^(src/[^/]+/|components/)', pathNot: '^src/transports/([^/]+)/\\1-transport\\.ts$' },
    ),
    ...Object.entries(may).map(([layer, list]) =>
      rule(
        layer,
        { path: `^${layer}/`, pathNot: TEST },
        { path: '^(src/[^/]+/|components/|mock-server/)', pathNot: [layer, ...list].map((l) => `^${l}/`) },
      ),
    ),
  ],
};
