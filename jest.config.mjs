const source = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['parley-source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
};

const project = (displayName, testMatch, testPathIgnorePatterns = []) => ({
  ...source,
  displayName,
  testMatch,
  testPathIgnorePatterns,
});

/** @type {import('jest').Config} */
export default {
  // Servers and processes may have a busy machine to share.
  testTimeout: 60_000,
  // What a test file loads stays in its worker's memory; a worker that has grown is replaced by a fresh one.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  coverageProvider: 'v8',
  collectCoverageFrom: [
    'libs/{events,run,coordination}/**/*.ts',
    '!**/index.ts',
    '!**/testing/**',
    '!**/*.test.ts',
    '!libs/events/ports.ts',
    '!libs/coordination/{architecture,problem}.ts',
  ],
  projects: [
    project('pure', ['<rootDir>/{apps,libs,test,tools}/**/*.test.ts'], ['\\.(int|e2e|fault)\\.test\\.ts$']),
    project('int', ['<rootDir>/{apps,libs,test,tools}/**/*.int.test.ts']),
    project('e2e', ['<rootDir>/test/**/*.e2e.test.ts']),
    project('fault', ['<rootDir>/test/**/*.fault.test.ts']),
  ],
};
