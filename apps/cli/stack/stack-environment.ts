import path from 'node:path';
import type { Session } from '../session.js';

/** What makes a process one of many on servers that they share. */
export const DISTRIBUTED = { PARLEY_LOG: 'kafka', PARLEY_STORE: 'postgres' } as const;

const OF_THE_INSTALLATION = /^PARLEY_(KAFKA_.+|POSTGRES_.+|PARTITIONS)$/;

/** What another command has to have in its environment to work on the log and the database of a stack. */
export interface SharedEnvironment {
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that it has to have besides; their values are for nobody's screen. */
  readonly secrets: readonly string[];
}

/** `env`: of the services. Files are named so that another directory makes no difference. */
export function stackEnvironment(env: Session['env']): SharedEnvironment {
  const given = Object.entries(env).flatMap(([name, value = '']) =>
    OF_THE_INSTALLATION.test(name) && value !== '' ? [{ name, value }] : [],
  );
  const told = given.filter((variable) => !isSecret(variable));
  return {
    environment: {
      ...DISTRIBUTED,
      ...Object.fromEntries(
        told.map(({ name, value }) => [name, name.endsWith('_FILE') ? path.resolve(value) : value]),
      ),
    },
    secrets: given.filter(isSecret).map(({ name }) => name),
  };
}

const isSecret = ({ name, value }: { readonly name: string; readonly value: string }): boolean =>
  name.endsWith('_PASSWORD') || (name.endsWith('_URL') && hasPassword(new URL(value)));

const hasPassword = ({ password, searchParams }: URL): boolean => password !== '' || searchParams.has('password');

/** Lines for a POSIX shell. */
export const exportLines = ({ environment, secrets }: SharedEnvironment): readonly string[] => [
  ['export', ...Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`)].join(' '),
  ...(secrets.length === 0
    ? []
    : [`# and ${secrets.join(' and ')}, as this command was given it: passwords are not shown`]),
];

const quoted = (value: string): string =>
  /^[\w:/.,@+-]*$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
