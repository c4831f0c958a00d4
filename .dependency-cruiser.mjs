const CORE = 'events|run|coordination|tasks|spans|trajectory|metrics|taxonomy|read-models|reports';
const TEST = '[.](test|contract)[.]ts$|/testing/|^test/';
const npm = (names) => `node_modules/(${names})/`;

/** Which pure npm packages a lib of the core may use; everything else is refused. */
const PURE_PACKAGES = {
  events: npm('zod'),
  run: npm('@noble/hashes'),
  spans: npm('@noble/hashes'),
  metrics: npm('pure-rand'),
  tasks: npm('pure-rand|json-p3|zod'),
  reports: npm('zod'),
  taxonomy: npm('compromise|mathjs|wink-eng-lite-web-model|wink-nlp'),
};
/** Which libs of the core a lib of the core may see. */
const CORE_ORDER = {
  events: [],
  coordination: ['events'],
  run: ['events', 'coordination'],
  tasks: ['events'],
  'read-models': ['events'],
  spans: ['events'],
  trajectory: ['events'],
  metrics: ['events', 'trajectory'],
  reports: ['events', 'metrics'],
  taxonomy: ['events', 'trajectory'],
};
const coreRules = Object.entries(CORE_ORDER).map(([lib, seen]) => ({
  name: `core-is-pure-and-ordered: ${lib}`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: TEST },
  to: {
    pathNot: [`^libs/${lib}/`, ...seen.map((other) => `^libs/${other}/`), ...[PURE_PACKAGES[lib] ?? []].flat()],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: [TEST, '[.](config|d)[.]ts$', '[.]c?js$', '[.]mjs$', 'apps/[^/]+/main[.]ts$'] },
      to: {},
    },
    ...coreRules,
    {
      name: 'adapters-are-strangers',
      comment: 'an adapter knows the pure core and itself',
      severity: 'error',
      from: { path: '^libs/(event-log|store|llm|tools|telemetry|otlp)/' },
      to: { path: '^libs/', pathNot: [`^libs/(${CORE})/`, '^libs/$1/'] },
    },
    {
      name: 'vendor-sdks-in-llm',
      severity: 'error',
      from: { pathNot: '^libs/llm/' },
      to: { path: 'node_modules/(openai|@anthropic-ai|@google)/' },
    },
    {
      name: 'kafka-in-one-place',
      severity: 'error',
      from: { pathNot: ['^libs/event-log/kafka/', '^tools/', TEST] },
      to: { path: 'node_modules/(kafkajs|@platformatic)/' },
    },
    {
      name: 'sqlite-in-four-places',
      severity: 'error',
      from: {
        pathNot: ['^libs/event-log/embedded/', '^libs/store/', '^libs/tools/office/', '^libs/otlp/received/', TEST],
      },
      to: { path: 'node_modules/(better-sqlite3|kysely)/' },
    },
    {
      name: 'postgres-in-the-store',
      severity: 'error',
      from: { pathNot: ['^libs/store/', TEST] },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'nest-at-the-edge',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/platform/' },
      to: { path: 'node_modules/(@nestjs|reflect-metadata|rxjs)/' },
    },
    { name: 'libs-know-no-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-are-strangers',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/local/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'front-door-only',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/(testing/)?index[.]ts$', '^libs/$2/'] },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { pathNot: TEST },
      to: { path: TEST },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'not-declared', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['parley-source', 'import', 'node', 'default', 'types'],
    },
  },
};
