import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AnySchema } from 'ajv';
import { parse } from 'yaml';

const DEPLOY = path.resolve(import.meta.dirname, '../../deploy');

export interface ComposeService {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: object;
}
export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** With these variables in the places of `${NAME:-default}` and `${NAME:?why}`: in values, as Compose puts them there. */
export function readCompose(variables: Readonly<Record<string, string>>): ComposeFile {
  const fill = (text: string): string =>
    text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
      const value = variables[name] ?? '';
      if (value === '' && kind === '?') throw new Error(`${name}: ${rest}`);
      return value === '' ? rest : value;
    });
  const text = readFileSync(path.join(DEPLOY, 'docker-compose.yml'), 'utf8');
  const filled = (_: string, value: unknown): unknown => (typeof value === 'string' ? fill(value) : value);
  return JSON.parse(JSON.stringify(parse(text, { merge: true })), filled) as ComposeFile;
}

/** The JSON schema of the Compose Specification. */
export function composeSchema(): AnySchema {
  const folder = path.dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
  return JSON.parse(readFileSync(path.join(folder, 'schemas/compose.schema.json'), 'utf8')) as AnySchema;
}
