/** What makes a process one of many on servers that they share. */
export const DISTRIBUTED = { PARLEY_LOG: 'kafka', PARLEY_STORE: 'postgres' } as const;

const PLACES = /^PARLEY_(KAFKA|POSTGRES)_/;

/**
 * What another command has to have in its environment to work on the log and the database of a stack: `exports` say where
 * the servers are that were started for it; where those were there before, the environment has them already.
 */
export const stackEnvironment = (exports: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...DISTRIBUTED,
  ...Object.fromEntries(Object.entries(exports).filter(([name]) => PLACES.test(name))),
});

/** One line for a POSIX shell. */
export const exportLine = (environment: Readonly<Record<string, string>>): string =>
  ['export', ...Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`)].join(' ');

const quoted = (value: string): string =>
  /^[\w:/.,@+-]*$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
