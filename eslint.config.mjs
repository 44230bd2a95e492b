// @ts-check
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Rooms that run anywhere: they get time, timers and sockets handed in. */
const pureRooms = ['common', 'protocol', 'session', 'completion', 'diff'].map(room => `src/${room}/**/*.ts`);

/** What ties code to a clock, a process or a place. */
const surroundings = [
  ...['Date', 'performance'].map(name => ({ name, message: 'Take a `Clock`.' })),
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'].map(
    name => ({ name, message: 'Take a `Clock`; it has timers.' }),
  ),
  ...['process', 'Buffer', 'require', 'global', '__dirname', '__filename'].map(name => ({
    name,
    message: 'Pure rooms do not know Node.',
  })),
  ...['window', 'document', 'navigator', 'localStorage'].map(name => ({
    name,
    message: 'Pure rooms do not know the browser.',
  })),
  ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'].map(name => ({
    name,
    message: 'Take what opens the connection (such as `OpenSocket`).',
  })),
  { name: 'console', message: 'Take a `Log`.' },
];

/** Says no to addresses with umlauts after some thousand calls, in Node 20 and 22. */
const cannotBeTrusted = { object: 'URL', property: 'canParse', message: 'Take `parseUrl`.' };

export default defineConfig(
  globalIgnores([
    'dist',
    'out',
    '.cache',
    '.vscode-test',
    'node_modules',
    'samples',
    'bench/corpus',
    'test/**/fixtures',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `return fail(...)` and one-line listeners read well; nothing is lost by them.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // It believes that a property tested once stays so; an AbortSignal or a field may change in between.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-misused-spread': 'off', // Spreading a string into code points is meant.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      eqeqeq: 'error',
      'max-lines': ['warn', { max: 350, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    linterOptions: { noInlineConfig: true },
    rules: { 'no-restricted-properties': ['error', cannotBeTrusted] },
  },
  {
    files: pureRooms,
    ignores: ['src/common/systemClock.ts'],
    rules: {
      'no-restricted-globals': ['error', ...surroundings],
      'no-restricted-properties': [
        'error',
        { object: 'globalThis', message: 'Pure rooms are handed what they need.' },
        cannotBeTrusted,
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      // mocha's `it` and fast-check take functions of both kinds.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: ['describe', 'it'] }],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            'process',
            'console',
            'performance',
            'fetch',
            'URL',
            'AbortSignal',
            'AbortController',
            'Buffer',
          ],
          ...[
            'setTimeout',
            'clearTimeout',
            'setInterval',
            'clearInterval',
            'setImmediate',
            'structuredClone',
          ],
          ...['TextEncoder', 'TextDecoder', 'module', 'require', '__dirname'],
        ].map(name => [name, 'readonly']),
      ),
    },
    rules: {
      eqeqeq: 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
    },
  },
);
