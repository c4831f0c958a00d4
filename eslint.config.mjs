import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const CORE = 'libs/{events,run,coordination,tasks,spans,trajectory,metrics,taxonomy,read-models,reports}/**/*.ts';
const TESTS = ['**/*.test.ts', '**/*.contract.ts', '**/testing/**', 'test/**'];

export default defineConfig(
  { ignores: ['dist/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A Nest module is a class that may carry nothing but its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      // Nest 12 declares its option bags as classes and takes object literals for them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // process.env['X'] is what noPropertyAccessFromIndexSignature asks for.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // All exporters of OpenTelemetry read their variables through it, and there is no other way yet.
      '@typescript-eslint/no-deprecated': [
        'error',
        {
          allow: [{ from: 'package', name: 'convertLegacyHttpOptions', package: '@opentelemetry/otlp-exporter-base' }],
        },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': ['error', 'ExportAllDeclaration', 'ExportDefaultDeclaration', 'TSEnumDeclaration'],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'max-params': ['error', 4],
    },
  },
  {
    // Nobody but the configuration reads the environment.
    files: ['libs/**/*.ts', 'apps/**/*.ts'],
    ignores: ['libs/platform/**', 'apps/*/main.ts', 'apps/cli/**', ...TESTS],
    rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env' }] },
  },
  {
    // The pure core: no clock, no chance, no waiting, no throwing, no classes.
    files: [CORE],
    ignores: [...TESTS],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'console',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'queueMicrotask',
        'fetch',
        'performance',
        'crypto',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
      'no-restricted-syntax': [
        'error',
        ':function[async=true]',
        'AwaitExpression',
        'ThrowStatement',
        'ClassDeclaration',
        "NewExpression[callee.name='Date'][arguments.length=0]",
        'ExportAllDeclaration',
        'ExportDefaultDeclaration',
        'TSEnumDeclaration',
        'TSModuleDeclaration',
      ],
    },
  },
  {
    // The codec may throw its one decode error.
    files: ['libs/events/codec.ts'],
    rules: { 'no-restricted-syntax': ['error', 'AwaitExpression', 'ExportAllDeclaration', 'ExportDefaultDeclaration'] },
  },
  {
    files: TESTS,
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Runs in a browser.
    files: ['apps/cli/trace/page/*.js'],
    languageOptions: { globals: { document: 'readonly', ResizeObserver: 'readonly' } },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  prettier,
);
