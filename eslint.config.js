import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import typescript from 'typescript-eslint';

const no = (selector, message) => ({ selector, message });
const sinks = 'HTML enters the page only through the sanitiser: build nodes, or use a template.';

// Text that becomes code or markup. Components and headless code have no use for any of these.
const injections = [
  no('ImportSpecifier[imported.name=/^unsafe(HTML|MathML|SVG)$/]', sinks),
  no(
    'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe)$/]',
    sinks,
  ),
  no('CallExpression[callee.object.name="document"][callee.property.name=/^write(ln)?$/]', sinks),
  no('ImportDeclaration[source.value=/unsafe-(html|svg|mathml)/]', sinks),
];
const style = [
  no('ExportDefaultDeclaration', 'Named exports only.'),
  no('TSEnumDeclaration', 'A union of strings does.'),
  no('TSAsExpression > TSAsExpression > TSUnknownKeyword', 'Check the value, or type its source.'),
];

export default typescript.config(
  {
    ignores: [
      '**/*.d.mts',
      'dist/',
      'node_modules/',
      'coverage/',
      'test-results/',
      'bench/.built/',
      'examples/stentor/',
      'docs/',
    ],
  },
  ...typescript.configs.recommendedTypeChecked,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-warning-comments': 'error',
      'no-restricted-syntax': ['error', ...style],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-arguments': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it', 'test'], package: 'node:test' }] },
      ],
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true, allowThrowingAny: true }],
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingUnknown: true, allowThrowingAny: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^(_|Window$)' }],
    },
  },
  {
    files: ['src/**/*.ts', 'components/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...style, ...injections],
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  { files: ['components/**/*.ts'], ...lit['flat/recommended'] },
  { files: ['components/**/*.ts'], ...wc['flat/best-practice'] },
  {
    files: ['components/**/*.ts'],
    plugins: { 'lit-a11y': litA11y },
    // WebKit takes the role away from lists without bullets: `<ul role="list">` is not redundant there.
    rules: { ...litA11y.configs.recommended.rules, 'lit-a11y/no-redundant-role': 'off' },
  },
  // Lit calls a template's listeners on their element.
  { files: ['components/**/*.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  {
    // Static templates: the tag's name is a binding on purpose.
    files: ['components/parts/part-template.ts'],
    rules: { 'lit/binding-positions': 'off', 'lit/no-invalid-html': 'off' },
  },
  {
    // Chai asserts by properties, and tests look into what they know is there.
    files: ['**/*.{test,contract,spec}.ts', 'test/**/*.{ts,tsx}', 'demo/e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', ...style.slice(0, 2)],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'no-script-url': 'off',
      'no-console': 'off',
    },
  },
  {
    // Every chai assertion looks like a promise to the types of its accessibility plugin.
    files: ['**/*.{test,contract}.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  {
    // Tools that are found by their default export.
    files: ['*.config.{ts,js,mjs}', 'scripts/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['src/platform/**/*.ts', 'components/chat-widget/debug-log.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], ...typescript.configs.disableTypeChecked },
);
