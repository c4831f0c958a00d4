import { ConfigError } from './config-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const SERVERS = [
  {
    server: 'PARLEY_KAFKA_BROKERS',
    choices: ['PARLEY_LOG', 'PARLEY_OTLP_TOPIC'],
    fix: 'set PARLEY_LOG=kafka to have the log there, or PARLEY_LOG=embedded to leave the brokers aside',
  },
  {
    server: 'PARLEY_POSTGRES_URL',
    choices: ['PARLEY_STORE'],
    fix: 'set PARLEY_STORE=postgres to have the store there, or PARLEY_STORE=sqlite to leave the database aside',
  },
] as const;

/**
 * Refuses servers that the environment names without saying what for: a process that took the defaults instead would work
 * by itself, beside the installation that is meant.
 * @throws ConfigError
 */
export function refuseUnchosen(environment: Environment): void {
  const unchosen = SERVERS.filter(
    ({ server, choices }) =>
      environment[server] !== undefined && choices.every((choice) => environment[choice] === undefined),
  );
  if (unchosen.length === 0) return;
  throw new ConfigError(
    unchosen
      .map(({ server, choices: [choice], fix }) => `${choice} is missing where ${server} is set: ${fix}`)
      .join('\n'),
  );
}
